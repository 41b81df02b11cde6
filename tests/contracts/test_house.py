"""The shape of the house: how long files and functions are, what they open with, what no file may hold."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 250
LONGEST_FUNCTION, LONGEST_TEST = 25, 50
"""In lines of what it does: its signature and docstring do not count, a literal written over many lines is one."""

# A path and the reason; a file that can be parted stays out of here.
LONGER_FILES: dict[str, str] = {}
VAGUE_NAMES = {"utils", "helpers", "common", "misc", "core"}


@cache
def project_files() -> list[Path]:
    """Every file that git tracks or would track, as a path below the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return sorted(Path(name) for name in names if name and (ROOT / name).is_file())


def modules() -> list[Path]:
    """The Python modules that people write: migrations are generated."""
    return [path for path in project_files() if path.suffix == ".py" and "migrations" not in path.parts]


def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text())


def test_no_module_is_too_long() -> None:
    lengths = {str(path): len((ROOT / path).read_text().splitlines()) for path in modules()}

    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {
        name: lengths.get(name) for name in LONGER_FILES
    }


def test_each_module_opens_with_one_line_on_what_lives_there() -> None:
    without = [str(path) for path in modules() if (ROOT / path).read_text().strip() and not opening_line(path)]

    assert without == []


def opening_line(path: Path) -> str:
    return (ast.get_docstring(tree(path)) or "").partition("\n")[0]


def test_no_function_is_too_long() -> None:
    too_long = [
        f"{path}:{node.lineno} {node.name}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and length(node) > (LONGEST_TEST if path.parts[0] == "tests" else LONGEST_FUNCTION)
    ]

    assert too_long == []


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return sum(map(lines, body)) - sum(lines(each) - 1 for statement in body for each in literals(statement))


def lines(node: ast.AST) -> int:
    return node.end_lineno - node.lineno + 1  # type: ignore[attr-defined]


def literals(node: ast.AST) -> Iterator[ast.AST]:
    """The outermost ones within it."""
    if isinstance(node, ast.Dict | ast.List | ast.Tuple):
        yield node
    else:
        for below in ast.iter_child_nodes(node):
            yield from literals(below)


def test_the_length_of_a_function_is_that_of_what_it_does() -> None:
    written = ast.parse('''
def told(
    name: str,
) -> dict[str, str]:
    """Two lines
    of words."""
    words = {
        "name": name,
        "more": [
            name,
        ],
    }

    if name:
        return {}
    return words
''').body[0]
    assert isinstance(written, ast.FunctionDef)

    assert length(written) == 4


def test_each_name_says_what_is_inside() -> None:
    assert [str(path) for path in modules() if VAGUE_NAMES & {*path.parts, path.stem}] == []


def test_no_file_knows_whose_machine_it_was_written_on() -> None:
    home = re.compile(rb"(?<![\w/.}-])/(?:work|root|home)/[\w.-]")
    personal = [str(path) for path in project_files() if home.search((ROOT / path).read_bytes())]

    assert personal == []


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True)
