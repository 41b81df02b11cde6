"""What `make run` does once its requirements are installed: prepares a site, serves it, says so, and stops whole."""

import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.conftest import ROOT, environment_of


@pytest.fixture
def folder(migrated_database: Path, tmp_path: Path) -> Path:
    shutil.copy(migrated_database, tmp_path / "db.sqlite3")
    return tmp_path


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: Path, port: int) -> "subprocess.Popen[str]":
    environment = environment_of(folder, port) | {"DEMO": "0"}
    command = [sys.executable, "scripts/run.py"]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


@pytest.fixture
def running(folder: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    program = start(folder, port)
    yield program
    program.kill()
    program.wait()


def read_until(program: "subprocess.Popen[str]", words: str) -> str:
    """What it printed up to the line with these words."""
    assert program.stdout
    said = ""
    for line in program.stdout:
        said += line
        if words in line:
            return said
    pytest.fail(f"It ended before it said “{words}”:\n{said}")


def processes_of(folder: Path) -> list[int]:
    """Every process that works in this folder, whoever started it."""
    environments = ((path.parent.name, path) for path in Path("/proc").glob("[0-9]*/environ"))
    found = []
    for name, path in environments:
        try:
            if f"VAR_DIR={folder}".encode() in path.read_bytes().split(b"\0"):
                found.append(int(name))
        except OSError:
            continue
    return found


def test_it_serves_says_where_and_leaves_nothing_running(
    running: "subprocess.Popen[str]", folder: Path, port: int
) -> None:
    said = read_until(running, "Make the first login")
    address = f"http://127.0.0.1:{port}"
    with urllib.request.urlopen(f"{address}/readyz", timeout=10) as answer:
        assert answer.status == 200

    assert "Preparing the database …" in said
    assert f"Admin  {address}/admin/" in said
    assert f"Make the first login: VAR_DIR={folder} " in said
    assert len(processes_of(folder)) >= 2

    running.send_signal(signal.SIGINT)

    assert running.wait(timeout=30) == 0
    assert processes_of(folder) == []


def test_a_second_start_prepares_nothing(running: "subprocess.Popen[str]", folder: Path, port: int) -> None:
    read_until(running, "Make the first login")
    running.send_signal(signal.SIGTERM)
    running.wait(timeout=30)

    again = start(folder, port)
    said = read_until(again, "Make the first login")
    again.send_signal(signal.SIGINT)
    again.wait(timeout=30)

    assert "Preparing" not in said


def test_a_port_in_use_is_named(folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        program = start(folder, port)
        said, _ = program.communicate(timeout=30)

    assert program.returncode == 1
    assert said.strip() == (
        f"Port {port} is in use: stop that program, or choose another port with PORT={port + 1} make run."
    )
    assert [file.name for file in folder.iterdir()] == ["db.sqlite3"]
