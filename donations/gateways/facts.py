"""What a gateway tells of payments, in our own words: facts. No SDK, no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any


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
    subscription_id: str | None = None


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
    """Money sent back, or (`failed`) sent back in vain: Stripe returned it to our balance.

    `order_id` is the claim that it carries: the order of ours that it carries out, empty where it has none.
    """

    id: str
    payment_intent_id: str
    amount_minor: int
    currency: str
    failed: bool
    occurred_at: datetime
    order_id: str = ""


@dataclass(frozen=True, slots=True)
class DisputeMove:
    """Money of a dispute that went (negative) or came back: some or all of it, and perhaps not for the last time.

    `fee_minor` is what Stripe keeps for it, below nothing what it gives back of that.
    """

    id: str
    amount_minor: int
    occurred_at: datetime
    fee_minor: int = 0


@dataclass(frozen=True, slots=True)
class DisputeFact:
    """A dispute. Money moves only when funds are withdrawn and reinstated, not when it is opened or closed.

    `moves` are all there were until it was told, in order; where they are not told, `withdrawn` and `reinstated` say
    that all of `amount_minor` moved.
    """

    id: str
    payment_intent_id: str
    amount_minor: int
    currency: str
    status: str
    withdrawn: bool
    reinstated: bool
    occurred_at: datetime
    reason: str = ""
    due_by: datetime | None = None
    moves: tuple[DisputeMove, ...] = ()


@dataclass(frozen=True, slots=True)
class InvoiceFact:
    """One month's bill of a subscription, and the payment that settles it once there is one. It is no money itself.

    `is_first`: the bill that the donor paid at the checkout. `donation_id` is the claim that the subscription carries.
    """

    id: str
    subscription_id: str
    payment_intent_id: str | None
    donation_id: str | None
    is_first: bool
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class SubscriptionFact:
    """A subscription as it is now: `state` is one of starting, active, paused, past_due, ended."""

    id: str
    donation_id: str | None
    customer_id: str
    state: str
    amount_minor: int
    currency: str
    next_payment_at: datetime | None = None
    paused_until: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BalanceFact:
    """A move on our balance at Stripe: `amount_minor` is signed, `source_id` what moved it (ch_…, re_…, du_…).

    `kind` is one of charge, refund, refund_failure, dispute, dispute_reversal, other; `fee_minor` is what Stripe
    kept of it.
    """

    id: str
    kind: str
    source_id: str
    payment_intent_id: str | None
    amount_minor: int
    currency: str
    occurred_at: datetime
    fee_minor: int = 0


Fact = SessionFact | ChargeFact | RefundFact | DisputeFact | InvoiceFact | SubscriptionFact

KINDS: dict[str, Any] = {
    "sessions": SessionFact,
    "charges": ChargeFact,
    "refunds": RefundFact,
    "disputes": DisputeFact,
    "invoices": InvoiceFact,
    "subscriptions": SubscriptionFact,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """A set of facts. Order, repetition and gaps carry no meaning: each fact stands for itself."""

    sessions: tuple[SessionFact, ...] = ()
    charges: tuple[ChargeFact, ...] = ()
    refunds: tuple[RefundFact, ...] = ()
    disputes: tuple[DisputeFact, ...] = ()
    invoices: tuple[InvoiceFact, ...] = ()
    subscriptions: tuple[SubscriptionFact, ...] = ()

    def __bool__(self) -> bool:
        return any(self.every())

    def every(self) -> Iterator[Fact]:
        """Each fact, of whatever kind."""
        for kind in fields(self):
            yield from getattr(self, kind.name)

    @classmethod
    def of(cls, *found: Fact | None) -> "Facts":
        """Facts of any kind, with gaps, as one set."""
        return cls(**{name: tuple(fact for fact in found if isinstance(fact, kind)) for name, kind in KINDS.items()})
