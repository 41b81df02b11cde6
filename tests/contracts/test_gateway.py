"""The gateway's calls, once on the sandbox and once on stripe-mock, which knows Stripe's own description of its API.

stripe-mock forgets everything and its objects are samples, so this compares what is taken, what is refused, and fields.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.request import Request, urlopen

import pytest
import stripe

from donations.gateways.base import CheckoutRequest, Facts, Reference
from donations.gateways.stripe import StripeGateway
from donations.sandbox import actions, objects
from donations.sandbox.transport import SandboxTransport

LOCALES = ["en", "cy", "fr"]
KEY = "sk_test_contract"


@pytest.fixture
def sandbox(settings, tmp_path, monkeypatch) -> None:
    settings.SANDBOX_DATABASE = tmp_path / "sandbox.sqlite3"
    monkeypatch.setattr("donations.sandbox.delivery.send", lambda body, signature: 200)


@pytest.fixture(params=["sandbox", "stripe-mock"])
def connection(request: pytest.FixtureRequest) -> dict[str, Any]:
    """How to reach one of the two: an address, or a transport."""
    if request.param == "stripe-mock":
        return {"api_base": request.getfixturevalue("stripe_mock_url")}
    request.getfixturevalue("sandbox")
    return {"http_client": SandboxTransport()}


@pytest.fixture
def gateway(connection: dict[str, Any]) -> StripeGateway:
    return StripeGateway(KEY, "whsec_contract", **connection)


@pytest.fixture
def client(connection: dict[str, Any]) -> stripe.StripeClient:
    """The SDK itself, for requests that our gateway would never make."""
    addresses = {"api": connection["api_base"]} if "api_base" in connection else None
    return stripe.StripeClient(KEY, base_addresses=addresses, http_client=connection.get("http_client"))


def make_request(locale: str = "en", **changes: Any) -> CheckoutRequest:
    wanted = {
        "donation_id": "7a4cbe5e-67b7-4ba0-9d5c-7e1f4ad8a3c1",
        "idempotency_key": f"contract-{locale}-{sorted(changes)}",
        "amount_minor": 2500,
        "currency": "GBP",
        "product_name": "Online hub",
        "locale": locale,
        "success_url": "http://testserver/receipts/1/",
        "cancel_url": "http://testserver/give/online-hub/",
        "expires_at": datetime.now(UTC) + timedelta(hours=12),
    }
    return CheckoutRequest(**(wanted | changes))


@pytest.mark.parametrize("locale", LOCALES)
def test_a_checkout_opens(gateway, locale):
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


def test_a_session_and_its_payment_are_fetched(gateway):
    session_id = gateway.open_checkout(make_request()).id
    if gateway.fetch_session(session_id).sessions[0].payment_intent_id is None:
        actions.pay(session_id, email="example@example.com")

    [session] = gateway.fetch_session(session_id).sessions

    assert session.id == session_id
    assert session.email == "example@example.com"
    assert session.payment_intent_id.startswith("pi_")
    assert isinstance(gateway.fetch_payment(session.payment_intent_id), Facts)


def test_a_refund_is_made(gateway):
    session_id = gateway.open_checkout(make_request()).id
    payment = gateway.fetch_session(session_id).sessions[0].payment_intent_id or actions.pay(session_id, email="a@b.cc")

    facts = gateway.refund(payment_intent_id=payment, amount_minor=100, idempotency_key="contract-refund")

    [refund] = facts.refunds
    assert refund.id.startswith("re_")
    assert (refund.payment_intent_id, refund.amount_minor, refund.failed) == (payment, 100, False)


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


@pytest.fixture
def monthly(gateway: StripeGateway) -> tuple[str, str]:
    """The session and the subscription of a monthly gift, paid where that can be done."""
    session_id = gateway.open_checkout(make_request(is_monthly=True)).id
    subscription_id = gateway.fetch_session(session_id).sessions[0].subscription_id
    if subscription_id is None:
        actions.pay(session_id, email="example@example.com")
        subscription_id = gateway.fetch_session(session_id).sessions[0].subscription_id
    assert subscription_id
    return session_id, subscription_id


def test_a_monthly_gift_s_session_tells_its_subscription_and_its_first_bill(gateway, monthly):
    session_id, subscription_id = monthly

    facts = gateway.fetch_session(session_id)

    assert facts.sessions[0].subscription_id == subscription_id
    assert [subscription.id for subscription in facts.subscriptions] == [subscription_id]
    assert {invoice.subscription_id for invoice in facts.invoices} <= {subscription_id}


def test_a_bill_and_a_subscription_are_fetched(gateway, client, monthly):
    _, subscription_id = monthly
    invoice_id = client.v1.invoices.list().data[0].id

    bill = gateway.fetch(Reference("invoice", invoice_id))
    alone = gateway.fetch(Reference("subscription", subscription_id))

    assert [invoice.id for invoice in bill.invoices] == [invoice_id]
    [subscription] = alone.subscriptions
    assert (subscription.id, subscription.currency.isupper()) == (subscription_id, True)
    assert subscription.customer_id.startswith("cus_")
    assert subscription.amount_minor > 0


def test_a_monthly_gift_is_changed_paused_resumed_and_ended(gateway, monthly):
    _, subscription_id = monthly
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(days=60)

    told = [
        gateway.change_subscription(subscription_id, amount_minor=500, idempotency_key="contract-change"),
        gateway.pause_subscription(subscription_id, until=until),
        gateway.pause_subscription(subscription_id, until=None),
        gateway.cancel_subscription(subscription_id),
    ]

    found = [subscription for facts in told for subscription in facts.subscriptions]
    assert [subscription.id for subscription in found] == [subscription_id] * 4


@pytest.mark.parametrize(
    "changes", [{"pause_collection": {"behavior": "sleep"}}, {"pause": True}, {"default_payment_method": ["pm_1"]}]
)
def test_a_change_that_stripe_does_not_know_is_refused(client, monthly, changes):
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.subscriptions.update(monthly[1], changes)


def test_the_portal_opens(gateway, monthly):
    [subscription] = gateway.fetch(Reference("subscription", monthly[1])).subscriptions

    url = gateway.open_portal(customer_id=subscription.customer_id, return_url="http://testserver/gift/1/")

    assert url.startswith(("https://", "http://testserver/sandbox/portal/"))


def test_the_subscription_can_be_made_to_follow_its_customer(client, monthly):
    subscription = client.v1.subscriptions.retrieve(monthly[1])
    card = subscription.default_payment_method or "pm_1"

    client.v1.customers.update(subscription.customer, {"invoice_settings": {"default_payment_method": card}})
    changed = client.v1.subscriptions.update(monthly[1], {"default_payment_method": ""})

    assert changed.id == monthly[1]


def test_moves_on_the_balance_are_listed(gateway, monthly):
    [move, *_] = gateway.balance_since(datetime.now(UTC) - timedelta(hours=1))

    assert move.id.startswith("txn_")
    assert move.currency.isupper()


@pytest.fixture
def lived_through(sandbox: None) -> Iterator[None]:
    """A sandbox with one of every kind of object."""
    gateway = StripeGateway(KEY, "whsec_contract", http_client=SandboxTransport())
    payment = actions.pay(gateway.open_checkout(make_request()).id, email="example@example.com")
    actions.refund(payment, 500)
    actions.open_dispute(payment)
    monthly = actions.pay(gateway.open_checkout(make_request(is_monthly=True)).id, email="example@example.com")
    [subscription] = actions.find("subscription")
    gateway.open_portal(customer_id=subscription["customer"], return_url="http://testserver/")
    assert monthly


PATHS = {
    "checkout/sessions": "checkout.session",
    "payment_intents": "payment_intent",
    "charges": "charge",
    "refunds": "refund",
    "disputes": "dispute",
    "balance_transactions": "balance_transaction",
    "events": "event",
    "customers": "customer",
    "subscriptions": "subscription",
    "invoices": "invoice",
    "invoice_payments": "invoice_payment",
    "products": "product",
    "prices": "price",
}


@pytest.mark.parametrize("path", PATHS)
def test_the_sandbox_s_objects_have_no_field_that_stripe_s_have_not(stripe_mock_url, lived_through, path):
    headers = {"Authorization": f"Bearer {KEY}"}
    request = Request(f"{stripe_mock_url.rstrip('/')}/v1/{path}", headers=headers)
    with urlopen(request, timeout=10) as response:
        sample = json.load(response)["data"][0]

    [ours, *_] = [objects.public(obj) for obj in actions.find(PATHS[path])]

    assert unknown_fields(ours, sample) == []
    assert ours["object"] == sample["object"]


# Parts that a sample cannot tell about: any names, any object, and whichever payment settled a bill.
UNTOLD = {".metadata", ".parent.subscription_details.metadata", ".data.object", ".payment"}


def unknown_fields(ours: Any, sample: Any, path: str = "") -> list[str]:
    """Fields that Stripe's sample has not, also within its parts; what the sample leaves empty tells nothing."""
    if isinstance(ours, list) and isinstance(sample, list) and ours and sample:
        return unknown_fields(ours[0], sample[0], f"{path}[]")
    if not isinstance(ours, dict) or not isinstance(sample, dict) or not sample or path in UNTOLD:
        return []
    stray = [f"{path}.{name}" for name in ours.keys() - sample.keys()]
    return stray + [
        found for name in ours.keys() & sample for found in unknown_fields(ours[name], sample[name], f"{path}.{name}")
    ]
