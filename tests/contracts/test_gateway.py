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

from donations.gateways.base import CheckoutRequest, Facts
from donations.gateways.stripe import StripeGateway
from donations.sandbox import actions
from donations.sandbox.current import current_server
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


def make_request(locale: str = "en") -> CheckoutRequest:
    return CheckoutRequest(
        donation_id="7a4cbe5e-67b7-4ba0-9d5c-7e1f4ad8a3c1",
        idempotency_key=f"contract-{locale}",
        amount_minor=2500,
        currency="GBP",
        product_name="Online hub",
        locale=locale,
        success_url="http://testserver/receipts/1/",
        cancel_url="http://testserver/give/online-hub/",
        expires_at=datetime.now(UTC) + timedelta(hours=12),
    )


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


def test_everything_since_a_moment_is_listed(gateway):
    session_id = gateway.open_checkout(make_request()).id

    pages = list(gateway.facts_since(datetime.now(UTC) - timedelta(hours=1)))

    [session] = pages[0].sessions
    assert session.id.startswith("cs_test_")
    assert session.id == session_id or pages[1:] == [Facts()] * 3


@pytest.fixture
def lived_through(sandbox: None) -> Iterator[None]:
    """A sandbox with one of every kind of object."""
    gateway = StripeGateway(KEY, "whsec_contract", http_client=SandboxTransport())
    payment = actions.pay(gateway.open_checkout(make_request()).id, email="example@example.com")
    actions.refund(payment, 500)
    actions.open_dispute(payment)


@pytest.mark.parametrize(
    "path", ["checkout/sessions", "charges", "refunds", "disputes", "balance_transactions", "events"]
)
def test_the_sandbox_s_objects_have_no_field_that_stripe_s_have_not(stripe_mock_url, lived_through, path):
    headers = {"Authorization": f"Bearer {KEY}"}
    request = Request(f"{stripe_mock_url.rstrip('/')}/v1/{path}", headers=headers)
    with urlopen(request, timeout=10) as response:
        sample = json.load(response)["data"][0]

    [ours, *_] = current_server().handle("GET", f"/v1/{path}", "", headers).body["data"]

    assert set(ours) - set(sample) == set()
    assert ours["object"] == sample["object"]
