"""An event that waits for its payment while that is being made known: whichever is first, it is taken up."""

import threading
from typing import Any

import pytest
from django.db import connection

from donations import inbox
from donations.models import Crowdfund, CrowdfundTotal, StripeEvent
from donations.services import recording
from tests.factories.at_once import at_once, deliver, raised
from tests.factories.donations import charge_body, make_donation, refund_body

pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("crowdfund", "stripe_gateway", "many_processes"),
]


def refund_comes_while_its_charge_is_being_written(crowdfund: Crowdfund, monkeypatch: pytest.MonkeyPatch) -> None:
    """The charge has taken up what waits, and commits only when the refund is through or has waited a while."""
    donation = make_donation(crowdfund)
    take_up, charge_took_up, refund_is_through = recording._take_up_waiting, threading.Event(), threading.Event()

    def take_up_and_linger(*arguments: Any) -> None:
        take_up(*arguments)
        charge_took_up.set()
        refund_is_through.wait(0.5)

    def refund() -> int:
        charge_took_up.wait(5)
        try:
            return deliver(refund_body(donation, 700))
        finally:
            refund_is_through.set()

    monkeypatch.setattr(recording, "_take_up_waiting", take_up_and_linger)

    assert at_once(lambda number: refund() if number else deliver(charge_body(donation)), times=2, hands=2) == [
        200,
        200,
    ]


def test_a_refund_that_comes_while_its_charge_is_being_written_is_not_forgotten(
    crowdfund: Crowdfund, monkeypatch: pytest.MonkeyPatch
) -> None:
    refund_comes_while_its_charge_is_being_written(crowdfund, monkeypatch)

    assert raised() == 1800


def a_charge_comes_while_its_refund_is_being_parked(crowdfund: Crowdfund, monkeypatch: pytest.MonkeyPatch) -> None:
    """The refund has found no donation, and commits only when the charge is through or has waited a while."""
    donation = make_donation(crowdfund)
    process, refund_is_parked, charge_is_through = inbox.process_event, threading.Event(), threading.Event()

    def process_and_linger(**given: Any) -> None:
        process(**given)
        if given["row"].type == "refund.created":
            refund_is_parked.set()
            charge_is_through.wait(0.5)

    def charge() -> int:
        refund_is_parked.wait(5)
        try:
            return deliver(charge_body(donation))
        finally:
            charge_is_through.set()

    monkeypatch.setattr(inbox, "process_event", process_and_linger)
    refund = refund_body(donation, 700)

    assert at_once(lambda number: charge() if number else deliver(refund), times=2, hands=2) == [200, 200]


def test_a_refund_that_is_being_parked_while_its_charge_comes_is_not_forgotten(
    crowdfund: Crowdfund, monkeypatch: pytest.MonkeyPatch
) -> None:
    CrowdfundTotal.objects.get_or_create(crowdfund=crowdfund)

    a_charge_comes_while_its_refund_is_being_parked(crowdfund, monkeypatch)

    assert raised() == 1800


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one writes at a time anyway")
def test_twin_without_waiting_for_others_it_would_be(crowdfund: Crowdfund, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "_wait_for_others", lambda: None)

    refund_comes_while_its_charge_is_being_written(crowdfund, monkeypatch)

    assert raised() == 2500
    assert StripeEvent.objects.get(type="refund.created").status == "waiting"
