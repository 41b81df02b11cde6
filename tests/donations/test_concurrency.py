"""Many at once, on a real database with real commits: nothing fails, nothing is lost, nothing counts twice.

Where a guard keeps order, a twin of the test takes the guard away and shows that things go wrong without it.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from donations.gateways.base import Gateway
from donations.models import Crowdfund, CrowdfundTotal, Donation, LedgerEntry, StripeEvent
from donations.sandbox import actions
from donations.services import CHECKOUT_OPEN_FOR, checkout, recording
from pages.models import StandardPage
from tests.factories.at_once import TIMES, at_once, deliver, raised
from tests.factories.donations import charge_body, event_body, make_donation, payment_id, refund_body

pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("crowdfund", "stripe_gateway", "many_processes"),
]

GIVE = "/give/online-hub/"


def give(number: int) -> int:
    return Client().post(GIVE, {"amount": "500", "key": f"k-{number}"}).status_code


@contextmanager
def sqlite_options(**options: Any) -> Iterator[None]:
    """Connections made meanwhile have these options."""
    known = connections.settings["default"]["OPTIONS"]
    before = dict(known)
    connections.close_all()
    known.update(options)
    try:
        yield
    finally:
        connections.close_all()
        known.clear()
        known.update(before)


def test_96_gifts_among_96_saved_pages_16_at_a_time_and_none_fails() -> None:
    home = Page.objects.get(depth=2, locale__language_code="en")
    pages = [home.add_child(instance=StandardPage(title=f"Page {name}", slug=f"page-{name}")) for name in range(8)]

    def save(number: int) -> str:
        page = StandardPage.objects.get(pk=pages[number % 8].pk)
        page.title = f"Saved {number}"
        page.save_revision().publish()
        return "saved"

    answers = at_once(lambda number: give(number // 2) if number % 2 else save(number // 2), times=2 * TIMES)

    assert answers == ["saved", 303] * TIMES
    assert Donation.objects.filter(state="open").count() == TIMES


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the settings are SQLite's")
def test_twin_without_our_settings_some_would_be_lost() -> None:
    with sqlite_options(transaction_mode="DEFERRED", timeout=0.05):
        answers = at_once(give)

    assert set(answers) > {303}


def test_8_presses_of_one_button_open_one_session() -> None:
    answers = at_once(lambda _: give(1), times=8, hands=8)

    assert answers == [303] * 8
    assert Donation.objects.count() == len(actions.find("checkout.session")) == 1


def test_8_deliveries_of_one_event_are_counted_once(crowdfund: Crowdfund) -> None:
    body = charge_body(make_donation(crowdfund))

    assert at_once(lambda _: deliver(body), times=8, hands=8) == [200] * 8

    assert (raised(), LedgerEntry.objects.count(), StripeEvent.objects.get().attempts) == (2500, 1, 1)


def test_8_twins_of_one_fact_are_counted_once(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)

    assert at_once(lambda _: deliver(charge_body(donation)), times=8, hands=8) == [200] * 8

    assert (raised(), LedgerEntry.objects.count(), StripeEvent.objects.count()) == (2500, 1, 8)


def test_every_event_of_many_payments_at_once_adds_up(crowdfund: Crowdfund) -> None:
    donations = [make_donation(crowdfund) for _ in range(12)]
    bodies = []
    for donation in donations:
        session = {
            "id": donation.checkout_session_id,
            "object": "checkout.session",
            "amount_total": 2500,
            "currency": "gbp",
            "customer_details": {"email": f"donor-{donation.pk % 3}@example.org", "name": ""},
            "payment_intent": payment_id(donation),
            "payment_status": "paid",
            "status": "complete",
        }
        # The refund first: whoever is quickest, all of them are about one payment, one total and three donors.
        bodies += [
            refund_body(donation, 100, id=f"re_{donation.pk}"),
            charge_body(donation),
            event_body("checkout.session.completed", session),
            charge_body(donation),
        ]

    # A deadlock between two of them would be answered with 503.
    assert at_once(lambda number: deliver(bodies[number]), times=len(bodies), hands=8) == [200] * len(bodies)
    assert set(StripeEvent.objects.values_list("status", flat=True)) == {"done"}
    assert (raised(), CrowdfundTotal.objects.get().donors) == (12 * 2400, 3)


def test_what_stripe_answers_and_what_it_tells_meanwhile_are_both_kept(
    crowdfund: Crowdfund, stripe_gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The event has read the donation, and writes only when the checkout is through or has waited a while."""
    new = {"checkout_session_id": None, "checkout_url": "", "outcome": "created", "state": "created"}
    donation = make_donation(crowdfund, **new, expires_at=timezone.now() + CHECKOUT_OPEN_FOR)
    write, event_has_read, checkout_is_through = recording.write_entries, threading.Event(), threading.Event()

    def linger_and_write(*arguments: Any) -> Any:
        event_has_read.set()
        checkout_is_through.wait(0.5)
        return write(*arguments)

    def open_checkout() -> int:
        event_has_read.wait(5)
        try:
            checkout._open_checkout(Donation.objects.get(), stripe_gateway)
        finally:
            checkout_is_through.set()
        return 200

    monkeypatch.setattr(recording, "write_entries", linger_and_write)
    body = charge_body(donation)

    assert at_once(lambda number: open_checkout() if number else deliver(body), times=2, hands=2) == [200, 200]

    donation.refresh_from_db()
    assert (donation.state, donation.payment_intent_id) == ("paid", payment_id(donation))
    assert donation.checkout_url == actions.find("checkout.session")[0]["url"]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite has one writer")
def test_while_somebody_else_writes_for_long_pages_are_served_and_writers_are_asked_to_come_again(
    crowdfund: Crowdfund, client: Client
) -> None:
    body = charge_body(make_donation(crowdfund))
    with sqlite_options(timeout=0.1), closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        locked = (client.get(GIVE).status_code, give(1), deliver(body))
        other.rollback()
        free = (give(1), deliver(body))

    assert locked == (200, 503, 503)
    assert free == (303, 200)
    assert raised() == 2500
