"""What the documents say is true: every setting is described, every link leads somewhere, every command exists."""

import re
from pathlib import Path

from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def settings_read() -> set[str]:
    """The names of all environment variables that the settings read, and of the one that chooses the settings."""
    source = "".join(path.read_text() for path in (ROOT / "settings").glob("*.py"))
    return set(re.findall(r"""\benv\.\w+\(\s*["']([A-Z][A-Z0-9_]+)["']""", source)) | {"DJANGO_SETTINGS_MODULE"}


def test_every_setting_has_its_line_in_the_example() -> None:
    example = set(re.findall(r"^(?:# ?)?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert example == settings_read()


def test_every_setting_is_described() -> None:
    words = (ROOT / "README.md").read_text() + (ROOT / "docs/deploy.md").read_text()

    assert {name for name in settings_read() if f"`{name}`" not in words} == set()


def test_every_link_between_documents_leads_to_a_file() -> None:
    broken = [
        f"{document.relative_to(ROOT)}: {target}"
        for document in DOCUMENTS
        for target in re.findall(r"\]\(([^)#\s]+)", document.read_text())
        if "://" not in target and not target.startswith("mailto:") and not (document.parent / target).exists()
    ]

    assert broken == []


def test_every_command_that_a_document_names_exists() -> None:
    words = "".join(document.read_text() for document in DOCUMENTS)
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert set(re.findall(r"`(?:\w+=\S+ )*make ([a-z-]+)", words)) - targets == set()
    assert set(re.findall(r"manage\.py ([a-z_]+)", words)) - get_commands().keys() == set()
