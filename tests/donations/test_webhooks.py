"""The door for Stripe's events: who is let in, and what Stripe is answered."""

import json
from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from donations import inbox, webhooks
from donations.models import Crowdfund, CrowdfundTotal, StripeEvent
from donations.services import recording
from tests.factories.donations import (
    charge_body,
    event_body,
    make_donation,
    refund_body,
    signature_of,
)

Deliver = Callable[..., HttpResponse]

PATH = "/webhooks/stripe/"

pytestmark = pytest.mark.database


def raised() -> int:
    return CrowdfundTotal.objects.get().raised_minor


def test_a_signed_event_is_kept_and_counted(crowdfund: Crowdfund, deliver: Deliver) -> None:
    answer = deliver(charge_body(make_donation(crowdfund)))

    assert (answer.status_code, answer.content) == (200, b"done")
    assert "no-store" in answer["Cache-Control"]
    assert "Set-Cookie" not in answer
    assert raised() == 2500


@pytest.mark.parametrize(
    "body",
    [
        event_body("customer.created", {"id": "cus_1", "object": "customer"}),
        event_body("charge.dispute.invented", {"id": 5}),
        event_body("charge.succeeded", {}),
        event_body("charge.succeeded", {"amount": "2500", "payment_intent": ["pi"], "metadata": 7}),
        event_body("checkout.session.completed", {"id": None}),
        json.dumps({"id": "evt_thin", "type": "v1.billing.meter", "object": "v2.core.event"}).encode(),
    ],
)
def test_an_event_that_says_nothing_to_us_is_accepted(crowdfund: Crowdfund, deliver: Deliver, body: bytes) -> None:
    answer = deliver(body)

    assert (answer.status_code, answer.content) == (200, b"ignored")
    assert raised() == 0


def test_an_event_of_the_other_mode_is_accepted_and_changes_nothing(
    crowdfund: Crowdfund, deliver: Deliver, settings: Settings
) -> None:
    settings.STRIPE_LIVEMODE = True

    answer = deliver(charge_body(make_donation(crowdfund)))

    assert (answer.status_code, answer.content) == (200, b"ignored")
    assert raised() == 0


def test_duplicates_and_twins_and_reversed_order_are_counted_once(crowdfund: Crowdfund, deliver: Deliver) -> None:
    donation = make_donation(crowdfund)
    refund, charge, twin = refund_body(donation, 700), charge_body(donation), charge_body(donation)

    answers = [deliver(body).content for body in (refund, charge, twin, charge, refund)]

    assert answers == [b"waiting", b"done", b"done", b"done", b"done"]
    assert raised() == 1800


def test_what_could_not_be_processed_is_asked_for_again(
    crowdfund: Crowdfund, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = charge_body(make_donation(crowdfund))
    with monkeypatch.context() as patch:
        patch.setattr(recording, "move_total", lambda **_: 1 // 0)
        first = deliver(body)
    assert (first.status_code, first["Retry-After"]) == (503, "60")
    assert raised() == 0

    assert deliver(body).status_code == 200

    assert raised() == 2500


def test_a_locked_database_asks_for_the_event_again(
    crowdfund: Crowdfund, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(**_: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(webhooks, "receive_event", locked)

    answer = deliver(charge_body(make_donation(crowdfund)))

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")


def test_the_answer_and_the_log_hold_no_person(
    crowdfund: Crowdfund, deliver: Deliver, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    donation = make_donation(crowdfund)
    session = {
        "id": donation.checkout_session_id,
        "object": "checkout.session",
        "amount_total": 2500,
        "currency": "gbp",
        "customer_details": {"email": "canary@example.org", "name": "Canary"},
        "payment_intent": "pi_1",
        "payment_status": "paid",
        "status": "complete",
    }

    answer = deliver(event_body("checkout.session.completed", session))

    assert answer.content == b"done"
    donation.refresh_from_db()
    assert donation.donor is not None
    assert donation.donor.name == "Canary"
    assert "anary" not in caplog.text


def test_a_webhook_costs_a_bounded_number_of_queries(
    crowdfund: Crowdfund, deliver: Deliver, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        deliver(charge_body(make_donation(crowdfund)))
    donation = make_donation(crowdfund)
    payment, intent = f"pi_{donation.pk}", {"object": "payment_intent", "amount_received": 2500, "currency": "gbp"}
    first = charge_body(donation, payment_intent=payment)

    with django_assert_max_num_queries(18):
        deliver(first)
    with django_assert_max_num_queries(3):
        deliver(first)
    with django_assert_max_num_queries(5):
        # The same money, told by another event: the inbox, the ledger, the inbox.
        deliver(event_body("payment_intent.succeeded", intent | {"id": payment}))
    assert StripeEvent.objects.latest("received_at").status == "done"
    assert donation.left_minor() == 2500


def test_the_inbox_refuses_no_event_for_its_size_of_text(crowdfund: Crowdfund, deliver: Deliver) -> None:
    body = event_body("x" * 255, {"object": "x"}, id="e" * 255, api_version="v" * 500)

    assert deliver(body).status_code == 200
    assert StripeEvent.objects.get().type == "x" * 255
    assert inbox.Status(StripeEvent.objects.get().status) is inbox.Status.IGNORED


def test_the_address_is_taken_without_its_last_slash_too(client: Client, crowdfund: Crowdfund) -> None:
    body = charge_body(make_donation(crowdfund))

    signed = {"stripe-signature": signature_of(body)}
    answer = client.post(PATH.rstrip("/"), body, content_type="application/json", headers=signed)

    assert answer.status_code == 200
    assert raised() == 2500
