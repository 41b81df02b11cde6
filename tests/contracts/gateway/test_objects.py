"""The sandbox's objects, field by field, beside stripe-mock's samples."""

import json
from collections.abc import Callable
from typing import Any
from urllib.request import Request, urlopen

import pytest

from donations.gateways.base import CheckoutRequest
from donations.gateways.stripe import StripeGateway
from donations.sandbox import actions, objects
from donations.sandbox.transport import SandboxTransport


@pytest.fixture
def lived_through(sandbox: None, make_request: Callable[..., CheckoutRequest]) -> None:
    """A sandbox with one of every kind of object."""
    gateway = StripeGateway("sk_test_contract", "whsec_contract", http_client=SandboxTransport())
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
    headers = {"Authorization": "Bearer sk_test_contract"}
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
