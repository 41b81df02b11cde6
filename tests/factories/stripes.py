"""Gateways that tell what a test has set, without a Stripe behind them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from donations import inbox
from donations.gateways.base import Event, Facts, GatewayUnavailable, InvalidEvent, Reference
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
    """A Stripe that tells these facts, and of each payment what is set for it."""

    def __init__(self, *pages: Facts, payments: dict[str, Facts] | None = None) -> None:
        self.pages, self.payments = pages, payments or {}

    def facts_since(self, since: object) -> Iterator[Facts]:
        yield from self.pages

    def fetch_payment(self, payment_intent_id: str) -> Facts:
        return self.payments.get(payment_intent_id, Facts())
