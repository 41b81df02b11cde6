"""Gateways that tell what a test has set, without a Stripe behind them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from donations import inbox
from donations.gateways.base import BalanceFact, Event, Facts, GatewayUnavailable, InvalidEvent, Reference
from tests.factories.donations import NOW, facts_of


class Replay:
    """A gateway that only knows events which the test made: their body is their id."""

    def __init__(self) -> None:
        self.events: dict[str, Event] = {}
        self.payments: dict[str, Facts] = {}
        self.is_silent = False

    @contextmanager
    def silence(self) -> Iterator[None]:
        """It answers no question meanwhile."""
        self.is_silent = True
        yield
        self.is_silent = False

    def fetch_payment(self, payment_intent_id: str) -> Facts:
        if self.is_silent:
            raise GatewayUnavailable
        return self.payments[payment_intent_id]

    def fetch(self, reference: Reference) -> Facts:
        return self.fetch_payment(reference.id)

    def event(self, *found: Any, id: str = "", **changes: Any) -> Event:
        """An event that tells these facts."""
        facts = facts_of(*found)
        payments = [getattr(fact, "payment_intent_id", None) for fact in found]
        wanted = {
            "id": id or f"evt_{len(self.events)}",
            "type": "test",
            "livemode": False,
            "created_at": NOW,
            "api_version": "",
            "payment_intent_id": next(iter(payments), None),
            "facts": facts,
        }
        event = Event(**(wanted | changes))
        self.events[event.id] = event
        return event

    def parse_event(self, body: bytes, now: Any) -> Event:
        if body.decode() not in self.events:
            raise InvalidEvent
        return self.events[body.decode()]

    def receive(self, event: Event, livemode: bool = False) -> str:
        """Deliver an event; gives what became of it."""
        gateway: Any = self
        return inbox.receive_event(event=event, body=event.id, gateway=gateway, now=NOW, livemode=livemode).status


class Told:
    """A Stripe that tells these facts, and of each payment what is set for it.

    Its balance has moved as they say, unless `moves` say otherwise.
    """

    def __init__(
        self, *pages: Facts, payments: dict[str, Facts] | None = None, moves: list[BalanceFact] | None = None
    ) -> None:
        self.pages, self.payments, self.moves = pages, payments or {}, moves

    def balance_since(self, since: object) -> Iterator[BalanceFact]:
        yield from moves_of(*self.pages, *self.payments.values()) if self.moves is None else self.moves

    def facts_since(self, since: object) -> Iterator[Facts]:
        yield from self.pages

    def fetch_payment(self, payment_intent_id: str) -> Facts:
        return self.payments.get(payment_intent_id, Facts())


def moves_of(*told: Facts) -> list[BalanceFact]:
    """How money moves on the balance when facts happen."""
    moved: dict[str, BalanceFact] = {}

    def move(kind: str, source: str, amount_minor: int, fact: Any, fee_minor: int = 0) -> None:
        name, at = f"txn_{kind}_{source}", fact.occurred_at
        moved[name] = BalanceFact(
            name, kind, source, fact.payment_intent_id, amount_minor, fact.currency, at, fee_minor=fee_minor
        )

    for facts in told:
        for charge in facts.charges:
            move("charge", f"ch_{charge.payment_intent_id}", charge.amount_minor, charge, charge.fee_minor or 0)
        for refund in facts.refunds:
            move("refund", refund.id, -refund.amount_minor, refund)
            if refund.failed:
                move("refund_failure", refund.id, refund.amount_minor, refund)
        for dispute in facts.disputes:
            if dispute.withdrawn:
                move("dispute", dispute.id, -dispute.amount_minor, dispute)
            if dispute.reinstated:
                move("dispute_reversal", dispute.id, dispute.amount_minor, dispute)
    return list(moved.values())
