"""Servers and hands over HTTP: how many requests a second they get through, and how long the slowest take."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
APPLICATION = "settings.wsgi:application"
SERVER = ["--interface", "wsgi", "--host", "127.0.0.1"]
SERVER += ["--workers", "1", "--blocking-threads", "8", "--no-ws", "--log-level", "error"]

Request = tuple[str, str, bytes, dict[str, str]]
"""Method, path, body, headers."""


@contextmanager
def serve(
    settings: str,
    *,
    application: str = APPLICATION,
    root: Path = ROOT,
    ready: str = "/healthz",
    **environment: str,
) -> Iterator[int]:
    """Serves a site as `make run` does, under these settings, once `ready` can be read; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings, "PORT": str(port), **environment}
    command = [sys.executable, "-m", "granian", application, *SERVER, "--port", str(port)]
    server = subprocess.Popen(command, cwd=root, env=environment)
    try:
        while server.poll() is None:
            try:
                send(port, [("GET", ready, b"", {})])
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait()


def send(port: int, requests: Sequence[Request]) -> list[float]:
    """Send them one after the other over one connection; gives how long each took, in seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    taken = []
    for method, path, body, headers in requests:
        began = time.perf_counter()
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
        taken.append(time.perf_counter() - began)
        assert answer.status == 200, (path, answer.status)
    connection.close()
    return taken


def load(port: int, requests: Sequence[Request], in_flight: int) -> tuple[float, float]:
    """Send them with so many hands at once; gives requests per second and the 99th percentile, in seconds."""
    began = time.perf_counter()
    with ThreadPoolExecutor(in_flight) as hands:
        parts = list(hands.map(lambda hand: send(port, requests[hand::in_flight]), range(in_flight)))
    elapsed, taken = time.perf_counter() - began, sorted(each for part in parts for each in part)
    return len(taken) / elapsed, taken[int(len(taken) * 0.99)]


def in_turns(loads: Sequence[Callable[[], tuple[float, float]]], rounds: int = 3) -> list[tuple[float, float]]:
    """The median of several rounds in which each has its turn: what else the machine does meanwhile meets all."""
    results = [[each() for each in loads] for _ in range(rounds)]
    columns = list(zip(*results, strict=True))
    return [(median(rate for rate, _ in column), median(p99 for _, p99 in column)) for column in columns]
