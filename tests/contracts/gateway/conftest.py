"""Two things that speak like Stripe, for tests that hold on both: our sandbox and stripe-mock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import stripe

from donations.gateways.base import CheckoutRequest
from donations.gateways.stripe import StripeGateway
from donations.sandbox import actions
from donations.sandbox.transport import SandboxTransport

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


@pytest.fixture
def make_request() -> Callable[..., CheckoutRequest]:
    return _make_request


def _make_request(locale: str = "en", **changes: Any) -> CheckoutRequest:
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


@pytest.fixture
def monthly(gateway: StripeGateway, make_request: Callable[..., CheckoutRequest]) -> tuple[str, str]:
    """The session and the subscription of a monthly gift, paid where that can be done."""
    session_id = gateway.open_checkout(make_request(is_monthly=True)).id
    subscription_id = gateway.fetch_session(session_id).sessions[0].subscription_id
    if subscription_id is None:
        actions.pay(session_id, email="example@example.com")
        subscription_id = gateway.fetch_session(session_id).sessions[0].subscription_id
    assert subscription_id
    return session_id, subscription_id
