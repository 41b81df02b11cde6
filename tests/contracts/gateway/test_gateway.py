"""The gateway's calls, once on the sandbox and once on stripe-mock, which knows Stripe's own description of its API.

stripe-mock forgets everything and its objects are samples, so this compares what is taken, what is refused, and fields.
"""

from datetime import UTC, datetime, timedelta

import pytest
import stripe

from donations.gateways.base import Facts
from donations.sandbox import actions

LOCALES = ["en", "cy", "fr"]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_checkout_opens(gateway, locale, make_request):
    session = gateway.open_checkout(make_request(locale))

    assert session.id.startswith("cs_test_")
    assert session.url.startswith(("https://checkout.stripe.com/", "http://testserver/sandbox/pay/"))
    assert session.expires_at.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "changes",
    [
        {"tip": 1},
        {"line_items": [{"quantity": 1, "price_data": {"currency": "gbp", "unit_amount": "25.00"}}]},
        {"mode": "gift"},
        {"locale": "cy"},
    ],
)
def test_a_checkout_with_what_stripe_does_not_know_is_refused(client, changes):
    price = {"currency": "gbp", "unit_amount": 2500, "product_data": {"name": "Online hub"}}
    wanted = {
        "mode": "payment",
        "success_url": "http://testserver/",
        "line_items": [{"quantity": 1, "price_data": price}],
    }
    assert client.v1.checkout.sessions.create(wanted).object == "checkout.session"

    with pytest.raises(stripe.InvalidRequestError):
        client.v1.checkout.sessions.create(wanted | changes)


def test_a_session_and_its_payment_are_fetched(gateway, make_request):
    session_id = gateway.open_checkout(make_request()).id
    if gateway.fetch_session(session_id).sessions[0].payment_intent_id is None:
        actions.pay(session_id, email="example@example.com")

    [session] = gateway.fetch_session(session_id).sessions

    assert session.id == session_id
    assert session.email == "example@example.com"
    assert session.payment_intent_id.startswith("pi_")
    assert isinstance(gateway.fetch_payment(session.payment_intent_id), Facts)


def test_a_refund_is_made(gateway, make_request):
    session_id = gateway.open_checkout(make_request()).id
    payment = gateway.fetch_session(session_id).sessions[0].payment_intent_id or actions.pay(session_id, email="a@b.cc")

    asked = {"payment_intent_id": payment, "amount_minor": 100, "order_id": "order-1"}
    facts = gateway.refund(**asked, idempotency_key="contract-refund")

    [refund] = facts.refunds
    assert refund.id.startswith("re_")
    assert (refund.payment_intent_id, refund.amount_minor, refund.failed) == (payment, 100, False)
    if actions.find("refund"):
        assert gateway.fetch_payment(payment).refunds[0].order_id == refund.order_id == "order-1"


def test_everything_since_a_moment_is_listed(gateway, monthly):
    session_id, _ = monthly

    pages = list(gateway.facts_since(datetime.now(UTC) - timedelta(hours=1)))

    [session] = pages[0].sessions
    assert session.id.startswith("cs_test_")
    [subscription] = pages[1].subscriptions
    [invoice] = pages[2].invoices
    if session.id == session_id:
        assert (invoice.subscription_id, invoice.is_first) == (subscription.id, True)
        assert invoice.payment_intent_id == pages[3].charges[0].payment_intent_id
