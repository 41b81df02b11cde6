"""What a payment gateway can do, in our own words. No SDK, no database, no clock. What it tells is in facts.py."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from donations.gateways.facts import (
    BalanceFact,
    ChargeFact,
    DisputeFact,
    Facts,
    InvoiceFact,
    RefundFact,
    SessionFact,
    SubscriptionFact,
)

__all__ = [
    "BalanceFact",
    "ChargeFact",
    "CheckoutRequest",
    "CheckoutSession",
    "DisputeFact",
    "Event",
    "Facts",
    "Gateway",
    "GatewayError",
    "GatewayFailed",
    "GatewayRefused",
    "GatewayUnavailable",
    "InvalidEvent",
    "InvoiceFact",
    "Reference",
    "RefundFact",
    "SessionFact",
    "SubscriptionFact",
]


class GatewayError(Exception):
    """The gateway did not do what was asked. Nothing was charged."""


class GatewayUnavailable(GatewayError):
    """No answer, a time-out, too many requests or a server error: the same call may go through later."""


class GatewayFailed(GatewayUnavailable):
    """It answered that it failed. Under the same idempotency key it gives the same answer for a day."""


class GatewayRefused(GatewayError):
    """The gateway understood and said no; the same call will be refused again."""


class InvalidEvent(ValueError):
    """A webhook body that is unsigned, stale, tampered with or not an event. Its text says nothing secret."""


@dataclass(frozen=True, slots=True)
class CheckoutRequest:
    """One checkout session to open. The same `idempotency_key` always gives the same session.

    `is_monthly`: what is paid now is taken again each month.
    """

    donation_id: str
    idempotency_key: str
    amount_minor: int
    currency: str
    product_name: str
    locale: str
    success_url: str
    cancel_url: str
    expires_at: datetime
    is_monthly: bool = False


@dataclass(frozen=True, slots=True)
class CheckoutSession:
    id: str
    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Reference:
    """Names an object at the gateway whose facts can be fetched: `kind` is payment, invoice or subscription."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Event:
    """A verified webhook event.

    `facts` is what its payload alone tells. `refetch` names an object of which the payload tells only that something
    changed (a `charge.refunded` without its refunds, an `invoice.paid` without its payment): fetch its facts.
    """

    id: str
    type: str
    livemode: bool
    created_at: datetime
    api_version: str
    payment_intent_id: str | None = None
    facts: Facts = field(default_factory=Facts)
    refetch: Reference | None = None


class Gateway(Protocol):
    """All methods raise GatewayUnavailable or GatewayRefused; none touches our database."""

    def open_checkout(self, request: CheckoutRequest) -> CheckoutSession: ...

    def fetch_session(self, session_id: str) -> Facts:
        """The session and, once it has a payment, that payment's charge, refunds and disputes."""
        ...

    def fetch_payment(self, payment_intent_id: str) -> Facts:
        """A payment's successful charge, all its refunds and disputes."""
        ...

    def fetch(self, reference: Reference) -> Facts:
        """The facts of whatever an event named, as they are now."""
        ...

    def change_subscription(self, subscription_id: str, *, amount_minor: int, idempotency_key: str) -> Facts:
        """Take another amount from the next month on; nothing is charged or given back for this one."""
        ...

    def pause_subscription(self, subscription_id: str, *, until: datetime | None) -> Facts:
        """Take nothing before that day; `None` ends the pause."""
        ...

    def cancel_subscription(self, subscription_id: str) -> Facts:
        """End it now. One that has ended already is told as it is."""
        ...

    def open_portal(self, *, customer_id: str, return_url: str) -> str:
        """The address of a page at Stripe on which the donor changes their card. It is good for minutes."""
        ...

    def balance_since(self, since: datetime) -> Iterator[BalanceFact]:
        """Every move on our balance since, newest first."""
        ...

    def refund(self, *, payment_intent_id: str, amount_minor: int, order_id: str, idempotency_key: str) -> Facts:
        """Send money back. Whoever fetches the refund later is told the `order_id` with it."""
        ...

    def read_event(self, *, body: bytes, signature: str, now: datetime) -> Event:
        """Verify and parse a webhook. Raises InvalidEvent for anything but a genuine, fresh event."""
        ...

    def parse_event(self, body: bytes, now: datetime) -> Event:
        """Parse a body that was verified when it came in. Raises InvalidEvent."""
        ...

    def facts_since(self, since: datetime) -> Iterator[Facts]:
        """All that was created since, page by page: sessions, subscriptions, bills, charges, refunds, disputes."""
        ...
