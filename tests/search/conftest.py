"""Elasticsearch nodes that fail, each in its own way."""

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture
def use_node(settings: Settings) -> Callable[[str], None]:
    """Have the site use the Elasticsearch node at this address."""

    def use(url: str) -> None:
        node = {"BACKEND": "search.backends.elasticsearch", "URLS": [url], "INDEX_PREFIX": "test_"}
        settings.WAGTAILSEARCH_BACKENDS = {**settings.WAGTAILSEARCH_BACKENDS, "elasticsearch": node}

    return use


@pytest.fixture
def gone() -> str:
    """Nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


class Mute:
    """Takes calls and never answers; counts them."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.server.getsockname()[1]}"
        self.calls: list[socket.socket] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                self.calls.append(self.server.accept()[0])
            except OSError:
                return

    def close(self) -> None:
        self.server.shutdown(socket.SHUT_RDWR)
        for connection in [self.server, *self.calls]:
            connection.close()


@pytest.fixture
def mute() -> Iterator[Mute]:
    node = Mute()
    yield node
    node.close()


@pytest.fixture
def heard() -> list[str]:
    """What the node of `answering` was asked: methods and paths."""
    return []


@pytest.fixture
def answering(heard: list[str]) -> Iterator[Callable[..., str]]:
    """Starts a node that says the same to everything: `answering(b"{}", status=200)` gives its address."""
    servers = []

    def start(body: bytes, status: int = 200, **headers: Any) -> str:
        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                heard.append(f"{self.command} {self.path}")
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self.send_response(status)
                for name, value in {"X-Elastic-Product": "Elasticsearch", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/vnd.elasticsearch+json;compatible-with=9")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = answer

            def log_message(self, *arguments: Any) -> None:
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
