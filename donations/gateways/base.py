"""What a payment gateway can do and the facts it tells, in our own words. No SDK, no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


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
    """One checkout session to open. The same `idempotency_key` always gives the same session."""

    donation_id: str
    idempotency_key: str
    amount_minor: int
    currency: str
    product_name: str
    locale: str
    success_url: str
    cancel_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class CheckoutSession:
    id: str
    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SessionFact:
    """What is known of a checkout session.

    `outcome` is one of open, processing (finished, money still under way), paid, failed, expired.
    """

    id: str
    donation_id: str | None
    outcome: str
    payment_intent_id: str | None
    email: str
    name: str


@dataclass(frozen=True, slots=True)
class ChargeFact:
    """Money that came in: the amount that was captured, gross. `fee_minor` is None while it is not known.

    `is_provisional`: told by the checkout session, which knows what was asked for. The charge itself is truer.
    """

    payment_intent_id: str
    amount_minor: int
    currency: str
    occurred_at: datetime
    donation_id: str | None = None
    fee_minor: int | None = None
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class RefundFact:
    """Money sent back, or (`failed`) sent back in vain: Stripe returned it to our balance."""

    id: str
    payment_intent_id: str
    amount_minor: int
    currency: str
    failed: bool
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class DisputeFact:
    """A dispute. Money moves only when funds are withdrawn and reinstated, not when it is opened or closed."""

    id: str
    payment_intent_id: str
    amount_minor: int
    currency: str
    status: str
    withdrawn: bool
    reinstated: bool
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """A set of facts. Order, repetition and gaps carry no meaning: each fact stands for itself."""

    sessions: tuple[SessionFact, ...] = ()
    charges: tuple[ChargeFact, ...] = ()
    refunds: tuple[RefundFact, ...] = ()
    disputes: tuple[DisputeFact, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sessions or self.charges or self.refunds or self.disputes)


@dataclass(frozen=True, slots=True)
class Event:
    """A verified webhook event.

    `facts` is what its payload alone tells. `refetch` names a payment whose payload tells only that something
    changed (a `charge.refunded` without its refunds): the facts must be fetched.
    """

    id: str
    type: str
    livemode: bool
    created_at: datetime
    api_version: str
    payment_intent_id: str | None = None
    facts: Facts = field(default_factory=Facts)
    refetch: bool = False


class Gateway(Protocol):
    """All methods raise GatewayUnavailable or GatewayRefused; none touches our database."""

    def open_checkout(self, request: CheckoutRequest) -> CheckoutSession: ...

    def fetch_session(self, session_id: str) -> Facts:
        """The session and, once it has a payment, that payment's charge, refunds and disputes."""
        ...

    def fetch_payment(self, payment_intent_id: str) -> Facts:
        """A payment's successful charge, all its refunds and disputes."""
        ...

    def refund(self, *, payment_intent_id: str, amount_minor: int, idempotency_key: str) -> Facts: ...

    def read_event(self, *, body: bytes, signature: str, now: datetime) -> Event:
        """Verify and parse a webhook. Raises InvalidEvent for anything but a genuine, fresh event."""
        ...

    def parse_event(self, body: bytes, now: datetime) -> Event:
        """Parse a body that was verified when it came in. Raises InvalidEvent."""
        ...

    def facts_since(self, since: datetime) -> Iterator[Facts]:
        """Every session, charge, refund and dispute created since, page by page, oldest objects included once."""
        ...
