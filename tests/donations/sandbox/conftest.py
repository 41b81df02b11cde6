"""A sandbox of its own for each test. Its webhooks are collected, not delivered."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import stripe
from pytest_django.fixtures import Settings

from donations.gateways.base import CheckoutRequest
from donations.gateways.stripe import StripeGateway
from donations.sandbox import delivery
from donations.sandbox.transport import SandboxTransport


@dataclass
class Inbox:
    """What arrived at the site, and the status that the site answers."""

    bodies: list[dict[str, Any]] = field(default_factory=list)
    answer: int = 200

    @property
    def types(self) -> list[str]:
        return [body["type"] for body in self.bodies]

    def send(self, body: bytes, signature: str) -> int:
        self.bodies.append(json.loads(body))
        return self.answer


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK tries three times, with half a second and more in between."""
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0)


@pytest.fixture
def inbox(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Inbox:
    settings.SANDBOX_DATABASE = tmp_path / "sandbox.sqlite3"
    found = Inbox()
    monkeypatch.setattr(delivery, "send", found.send)
    return found


@pytest.fixture
def gateway(inbox: Inbox) -> StripeGateway:
    return StripeGateway("sk_test_sandbox", "whsec_sandbox", http_client=SandboxTransport())


@pytest.fixture
def session_id(gateway: StripeGateway, make_request: Callable[..., CheckoutRequest]) -> str:
    """An open session for £25."""
    return gateway.open_checkout(make_request()).id


@pytest.fixture
def make_request() -> Callable[..., CheckoutRequest]:
    return _make_request


def _make_request(key: str = "key-1", amount_minor: int = 2500, **changes: Any) -> CheckoutRequest:
    wanted = {
        "donation_id": "d-1",
        "idempotency_key": key,
        "amount_minor": amount_minor,
        "currency": "GBP",
        "product_name": "Online hub",
        "locale": "cy",
        "success_url": "http://testserver/receipts/1/?s={CHECKOUT_SESSION_ID}",
        "cancel_url": "http://testserver/give/online-hub/",
        "expires_at": datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(hours=12),
    }
    return CheckoutRequest(**(wanted | changes))
