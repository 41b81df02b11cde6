"""A real server is killed 50 times while webhooks stream in: all that they told is there in the end, once."""

import os
import queue
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from cms.models import OutgoingMail
from donations.models import Crowdfund, CrowdfundTotal, Donation, LedgerEntry, StripeEvent
from tests.factories.donations import (
    charge_body,
    event_body,
    make_crowdfund,
    make_donation,
    payment_id,
    refund_body,
    signature_of,
)
from tests.journeys.conftest import ROOT, environment_of

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

KILLS, HANDS, LIVES = 50, 6, 250


class Server:
    """The site, served by a granian that is back as soon as it is dead."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        environment = environment_of(folder, self.port) | {"DATABASE_URL": database_url()}
        self.log = (folder / "server.log").open("w")
        command = [sys.executable, str(ROOT / "tests/journeys/forking_granian.py"), str(self.port)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=self.log, stderr=self.log, start_new_session=True
        )

    def wait(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5).close()
            except (OSError, HTTPException):
                time.sleep(0.01)
            else:
                return
        pytest.fail(f"Not served: {Path(self.log.name).read_text()}", pytrace=False)

    def kill(self) -> None:
        """The worker first, in the midst of whatever it does; then its parent, so that both are back at once."""
        for parent in children(self.process.pid):
            for pid in (*children(parent), parent):
                os.kill(pid, signal.SIGKILL)

    def deliver(self, body: bytes) -> bool:
        headers = {"Content-Type": "application/json", "Stripe-Signature": signature_of(body)}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/webhooks/stripe/", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return bool(answer.status == 200)
        except (OSError, HTTPException):
            return False

    def end(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.log.close()


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def database_url() -> str:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**settings)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    if not Path("/proc/self/task").exists():
        pytest.skip("needs Linux to find the worker")
    served = Server(tmp_path)
    try:
        served.wait()
        yield served
    finally:
        served.end()


def events_of(donation: Donation) -> list[bytes]:
    """A gift is paid and partly sent back; of the charge and the refund Stripe tells twice, under two names."""
    session = {
        "id": donation.checkout_session_id,
        "object": "checkout.session",
        "amount_total": 2500,
        "currency": "gbp",
        "customer_details": {"email": f"donor-{donation.pk}@example.org", "name": ""},
        "payment_intent": payment_id(donation),
        "payment_status": "paid",
        "status": "complete",
    }
    return [
        event_body("checkout.session.completed", session),
        charge_body(donation),
        charge_body(donation),
        *(
            refund_body(donation, 700, id=f"re_{donation.pk}", type=type)
            for type in ("refund.created", "refund.updated")
        ),
    ]


def stream(server: Server, letters: list[bytes]) -> tuple[list[threading.Thread], list[bytes]]:
    """Hands that bring the letters, each once; gives them and the list in which those lie that were not taken."""
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    for letter in letters:
        waiting.put(letter)
    not_taken: list[bytes] = []

    def work() -> None:
        while True:
            try:
                letter = waiting.get_nowait()
            except queue.Empty:
                return
            if not server.deliver(letter):
                not_taken.append(letter)
                time.sleep(0.02)

    hands = [threading.Thread(target=work) for _ in range(HANDS)]
    for hand in hands:
        hand.start()
    return hands, not_taken


def test_a_server_that_is_killed_50_times_loses_nothing_and_doubles_nothing(server: Server) -> None:
    crowdfund = make_crowdfund()
    donations = [make_donation(crowdfund) for _ in range(LIVES)]
    connections.close_all()
    chance = random.Random()
    letters = [body for donation in donations for body in events_of(donation)]
    chance.shuffle(letters)
    killed, missed = 0, 0
    while killed < KILLS:
        hands, not_taken = stream(server, letters)
        while killed < KILLS and any(hand.is_alive() for hand in hands):
            server.wait()
            time.sleep(chance.uniform(0.01, 0.2))
            server.kill()
            killed += 1
        for hand in hands:
            hand.join()
        missed += len(not_taken)
    server.wait()

    left = not_taken
    while left:
        left = [letter for letter in left if not server.deliver(letter)]

    assert missed > KILLS / 2
    assert_all_is_there(crowdfund, donations, letters)


def assert_all_is_there(crowdfund: Crowdfund, donations: list[Donation], letters: list[Any]) -> None:
    expected = {(donation.pk, *entry) for donation in donations for entry in (("charge", 2500), ("refund", -700))}
    rows = list(LedgerEntry.objects.values_list("donation_id", "kind", "amount_minor"))
    total = CrowdfundTotal.objects.get(crowdfund=crowdfund)
    assert (set(rows), len(rows)) == (expected, len(expected))
    assert (total.raised_minor, total.donors) == (1800 * len(donations), len(donations))
    assert list(StripeEvent.objects.values_list("status", flat=True)) == ["done"] * len(letters)
    receipts = OutgoingMail.objects.values_list("to", flat=True)
    assert sorted(receipts) == sorted(f"donor-{donation.pk}@example.org" for donation in donations)
