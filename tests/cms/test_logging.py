"""Log lines for machines, and the id that ties them to a request."""

import json
import logging
import sys

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from cms.logging import JsonFormatter
from cms.middleware import RequestIdMiddleware

ID = "0123456789abcdef"


def formatted(message: str = "Event %s failed", *args: str, exc_info: object = None) -> str:
    record = logging.LogRecord("donations.inbox", logging.ERROR, "x.py", 1, message, args, exc_info)  # type: ignore[arg-type]
    record.created = 1_795_000_000.25
    return JsonFormatter().format(record)


def test_a_line_is_one_json_object() -> None:
    line = formatted("Event %s\nfailed", "evt_1")

    assert "\n" not in line
    assert json.loads(line) == {
        "time": "2026-11-18T11:06:40.250+00:00",
        "level": "error",
        "logger": "donations.inbox",
        "message": "Event evt_1\nfailed",
    }


def test_a_failure_brings_its_traceback() -> None:
    try:
        raise ValueError("no")
    except ValueError:
        line = json.loads(formatted("x", exc_info=sys.exc_info()))

    assert line["traceback"].endswith("ValueError: no")


def test_lines_name_the_request_that_they_belong_to(rf: RequestFactory) -> None:
    lines = []

    def view(request: HttpRequest) -> HttpResponse:
        lines.append(json.loads(formatted("x")))
        return HttpResponse()

    response = RequestIdMiddleware(view)(rf.get("/", headers={"X-Request-Id": ID}))
    lines.append(json.loads(formatted("x")))

    assert response.headers["X-Request-Id"] == ID
    assert [line.get("request") for line in lines] == [ID, None]


@pytest.mark.parametrize("given", ["", "short", "x" * 65, 'a"b\\c/d e f', "ada@example.org"])
def test_an_id_that_could_break_a_log_is_replaced(client: Client, given: str) -> None:
    told = client.get("/healthz", headers={"X-Request-Id": given}).headers["X-Request-Id"]

    assert told != given
    assert len(told) == 32


def test_every_request_has_its_own_id(client: Client) -> None:
    assert client.get("/healthz").headers["X-Request-Id"] != client.get("/healthz").headers["X-Request-Id"]
