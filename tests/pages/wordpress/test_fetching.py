"""Files are fetched from the blog's own host on the public internet, and from nowhere else."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from pages.wordpress.fetching import Fetcher, is_public
from pages.wordpress.files import FileUnreachable


class Blog(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self):
        self.asked.append(f"{self.headers['Host']} {self.path}")
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/a%20picture.png")
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest/")
        elif self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
        else:
            self.send_response(404 if self.path == "/gone" else 200)
        self.end_headers()
        self.wfile.write(b"x" * 1000)

    def log_message(self, *args):
        pass


@pytest.fixture
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), Blog)
    Blog.asked.clear()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def fetch(port: int) -> Fetcher:
    return Fetcher("http://www.localhost", may_ask=lambda address: True, ports={"http": port, "https": 1})


def test_a_file_of_the_blog(fetch, port):
    assert fetch("http://localhost/moved", 1000) == b"x" * 1000
    assert Blog.asked == [f"localhost:{port} /moved", f"localhost:{port} /a%20picture.png"]


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://localhost/large", "larger than 0 MB"),
        ("http://localhost/gone", "answered 404"),
        ("http://localhost/round", "on and on"),
        ("http://localhost/away", "another host"),
        ("http://elsewhere.example/x", "another host"),
        ("http://localhost.evil.example/x", "another host"),
        ("http://user@localhost/x", "another host"),
        ("ftp://localhost/x", "another host"),
        ("file:///etc/passwd", "another host"),
        ("http://localhost:6379/x", "unusual port"),
        ("http://[::1/x", "cannot be read"),
        ("", "another host"),
    ],
)
def test_everything_else_is_refused(fetch, address, reason):
    with pytest.raises(FileUnreachable, match=reason):
        fetch(address, 999)


def test_a_host_at_home_is_not_asked(port):
    fetch = Fetcher("http://localhost", ports={"http": port, "https": 1})

    with pytest.raises(FileUnreachable, match="not on the public internet"):
        fetch("http://localhost/x", 1000)

    assert Blog.asked == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "::1",
     "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"],
)  # fmt: skip
def test_private_addresses(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1"])
def test_public_addresses(address):
    assert is_public(address)
