"""The titles of problems are part of the contract: complete, and the same whichever Python answers."""

import http
import json
import re
from pathlib import Path

import pytest

from api.errors import Answer, refuse
from api.openapi import answers
from api.titles import TITLES

ROOT = Path(__file__).resolve().parents[2]
SOURCE = "".join(path.read_text() for path in ROOT.glob("api/**/*.py"))


def test_every_status_that_the_api_answers_with_has_a_title() -> None:
    answered = re.findall(r"\bAnswer\(\s*(\d{3}),", SOURCE)

    assert {int(status) for status in answered} == TITLES.keys()


def test_the_guide_lists_every_problem_with_its_status() -> None:
    answered = set(re.findall(r'\bAnswer\(\s*(\d{3}), "([a-z-]+)"', SOURCE))
    lines = re.findall(r"^\| ([\d, ]+) \| (.+?) \|", (ROOT / "docs/api.md").read_text(), re.MULTILINE)
    listed = {
        (status, code) for numbers, codes in lines for status in numbers.split(", ") for code in codes.split(", ")
    }

    assert {(status, f"`{code}`") for status, code in answered} - listed == set()


def test_an_interpreter_that_renames_a_status_changes_no_title(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http.HTTPStatus(422), "phrase", "Renamed")

    told = json.loads(refuse(Answer(422, "invalid-request", "No.")).content)["title"]

    assert told == answers()["responses"][422]["description"] == "Unprocessable Entity"
