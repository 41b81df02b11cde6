"""The titles of problems are part of the contract: complete, and the same whichever Python answers."""

import http
import json
import re
from pathlib import Path

import pytest

from api.errors import Answer, refuse
from api.openapi import answers
from api.titles import TITLES

API = Path(__file__).resolve().parents[2] / "api"


def test_every_status_that_the_api_answers_with_has_a_title() -> None:
    answered = re.findall(r"\bAnswer\((\d{3}),", "".join(path.read_text() for path in API.glob("**/*.py")))

    assert {int(status) for status in answered} == TITLES.keys()


def test_an_interpreter_that_renames_a_status_changes_no_title(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http.HTTPStatus(422), "phrase", "Renamed")

    told = json.loads(refuse(Answer(422, "invalid-request", "No.")).content)["title"]

    assert told == answers()["responses"][422]["description"] == "Unprocessable Entity"
