"""The services that tests may use, one fixture each: its address, or a skip that says what to start.

With REQUIRE_SERVICES=1, as in CI, a missing service is a failure.
"""

import os
import socket
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]


def pytest_configure() -> None:
    """Read the addresses that `make services` wrote; the environment goes first."""
    written = Path(os.environ.get("SERVICES_DIR") or ROOT / "var/services", "env")
    if written.exists():
        for line in written.read_text().splitlines():
            name, _, value = line.partition("=")
            os.environ.setdefault(name, value)


@pytest.fixture(scope="session")
def postgres_url() -> str:
    return _address("TEST_POSTGRES_URL", "PostgreSQL")


@pytest.fixture(scope="session")
def redis_url() -> str:
    return _address("TEST_REDIS_URL", "Redis")


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    return _address("TEST_ELASTICSEARCH_URL", "Elasticsearch")


@pytest.fixture(scope="session")
def stripe_mock_url() -> str:
    return _address("STRIPE_MOCK_URL", "stripe-mock")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = os.environ.get("CHROMIUM", "")
    if not Path(path).is_file():
        _lack("Chromium is not installed, or not found: install it, then make services")
    return path


def _address(variable: str, service: str) -> str:
    address = os.environ.get(variable, "")
    try:
        socket.create_connection((urlsplit(address).hostname or "", urlsplit(address).port or 0), timeout=2).close()
    except OSError:
        _lack(f"{service} is not running ({variable} is {address or 'not set'}): make services")
    return address


def _lack(reason: str) -> NoReturn:
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
