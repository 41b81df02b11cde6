"""Stripe takes every call and answers none: donors are told soon, and everybody else notices nothing."""

import shutil
import socket
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.journeys.conftest import Site, serve

PRESSES = 12


@pytest.fixture
def silent_host() -> Iterator[str]:
    """The address of a host that lets everybody connect and says nothing."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as host:
        yield f"http://127.0.0.1:{host.getsockname()[1]}"


@pytest.fixture
def site(demo_folder: Path, tmp_path: Path, silent_host: str) -> Iterator[Site]:
    folder = shutil.copytree(demo_folder, tmp_path / "var")
    stripe = {"STRIPE_SECRET_KEY": "sk_test_x", "STRIPE_WEBHOOK_SECRET": "whsec_x", "STRIPE_API_BASE": silent_host}
    with serve(folder, **stripe) as served:
        yield served


def give(site: Site, number: int) -> tuple[int, str]:
    """Press the button; gives status and text of the answer."""
    form = urllib.parse.urlencode({"amount": "2500", "key": f"press-{number}"}).encode()
    try:
        with urllib.request.urlopen(f"{site.url}/give/online-hub/", form, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_readers_are_served_while_every_donor_waits_for_stripe(site: Site) -> None:
    with ThreadPoolExecutor(PRESSES) as pool:
        presses = [pool.submit(give, site, number) for number in range(PRESSES)]
        time.sleep(5)
        began = time.monotonic()
        for path in ("/", "/progressive-alliance/", "/api/v1/crowdfunds/online-hub", "/search/?q=hub"):
            with urllib.request.urlopen(site.url + path, timeout=10) as answer:
                assert answer.status == 200
        took = time.monotonic() - began
        told = [press.result() for press in presses if press.done()]

    assert took < 5
    assert len(told) >= PRESSES // 2
    assert {status for status, _ in told} == {503}
    assert all("You were not charged" in text for _, text in told)
