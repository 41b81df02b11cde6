"""Postcodes: what looks like one, and where it lies."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from events import postcodes, postcodes_io
from events.postcodes import NoAnswerError, NoLookupError


@pytest.mark.parametrize(
    ("text", "told"),
    [("ba11 1aa", "BA11 1AA"), ("BA111AA", "BA11 1AA"), (" sw1a 1aa ", "SW1A 1AA"), ("m1", "M1"), ("EC1A", "EC1A")],
)
def test_what_looks_like_a_postcode(text: str, told: str) -> None:
    assert postcodes.is_postcode(text)
    assert postcodes.written(text) == told


@pytest.mark.parametrize("text", ["Frome", "", "B", "11", "BA11 1A", "BA11 11AA", "BAA1 1AA", "ＢＡ11", "M1; x"])
def test_what_does_not(text: str) -> None:
    assert not postcodes.is_postcode(text)


def test_by_default_its_first_half_tells_where_it_is() -> None:
    assert postcodes.look_up("BA11 1AA") == postcodes.look_up("BA11") == (51.233, -2.325)
    assert postcodes.look_up("BT1 1AA") is None


def test_a_site_may_look_up_none(settings: Any) -> None:
    settings.POSTCODE_LOOKUP = ""

    with pytest.raises(NoLookupError):
        postcodes.look_up("BA11 1AA")


ANSWERS: dict[str, tuple[int, bytes]] = {
    "/postcodes/BA11%201AA": (200, json.dumps({"result": {"latitude": 51.2301, "longitude": -2.3212}}).encode()),
    "/outcodes/BA11": (200, json.dumps({"result": {"latitude": 51.23, "longitude": -2.32}}).encode()),
    "/postcodes/JE2%203AB": (200, json.dumps({"result": {"latitude": None, "longitude": None}}).encode()),
    "/postcodes/ZZ9%209ZZ": (404, b'{"status": 404, "error": "Postcode not found"}'),
    "/postcodes/M1%201AA": (500, b"{}"),
    "/postcodes/M1%201AB": (200, b"<html>"),
    "/postcodes/M1%201AD": (200, b'{"result": []}'),
}


class Service(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, body = ANSWERS[self.path]
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def service(settings: Any) -> Iterator[None]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.POSTCODE_LOOKUP = "events.postcodes_io.look_up"
    settings.POSTCODE_LOOKUP_URL = f"http://127.0.0.1:{server.server_port}/"
    yield
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("service")
def test_a_service_says_where_a_postcode_is_and_what_it_does_not_know() -> None:
    assert postcodes.look_up("ba111aa") == (51.2301, -2.3212)
    assert postcodes.look_up("BA11") == (51.23, -2.32)
    assert postcodes.look_up("JE2 3AB") is None
    assert postcodes.look_up("ZZ9 9ZZ") is None


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize("postcode", ["M1 1AA", "M1 1AB", "M1 1AD"])
def test_a_service_that_answers_nonsense_does_not_answer(postcode: str) -> None:
    with pytest.raises(NoAnswerError):
        postcodes.look_up(postcode)


def test_a_service_that_is_silent_or_gone_is_not_waited_for(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postcodes_io, "SECONDS", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.POSTCODE_LOOKUP_URL = f"http://127.0.0.1:{silent.getsockname()[1]}"

        with pytest.raises(NoAnswerError):
            postcodes_io.look_up("BA11 1AA")

    with pytest.raises(NoAnswerError):
        postcodes_io.look_up("BA11 1AA")
