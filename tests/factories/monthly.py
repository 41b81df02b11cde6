"""Monthly gifts that have begun, and a Stripe that does to their subscription what it is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from donations.gateways.base import Facts
from donations.models import Crowdfund, Donation
from tests.factories.donations import charge_fact, invoice_fact, make_monthly, session_fact, subscription_fact
from tests.factories.recording import record


def begin_monthly(crowdfund: Crowdfund) -> Donation:
    """The first donation, of £10, of a monthly gift that is paid and active."""
    donation = make_monthly(crowdfund)
    record(*begun(donation))
    return donation


def begun(first: Donation) -> tuple[Any, ...]:
    """What Stripe tells once the checkout of a monthly gift is paid: its charge carries no claim."""
    return (
        session_fact(first, payment_intent_id=None, subscription_id=f"sub_{first.pk}"),
        subscription_fact(first),
        invoice_fact(first, 1),
        charge_fact(first, 1000, donation_id=None),
    )


class Subscriptions:
    """Knows the subscription that begins with `first`. `asked` is what it was asked, `keys` under which keys.

    While there is an `error`, it raises it.
    """

    def __init__(self, first: Donation, error: Exception | None = None) -> None:
        self.first, self.error = first, error
        self.asked: list[tuple[str, Any]] = []
        self.keys: list[str] = []

    @contextmanager
    def answering(self, error: Exception) -> Iterator[None]:
        self.error = error
        yield
        self.error = None

    def _tell(self, what: str, value: Any = None, **changes: Any) -> Facts:
        if self.error:
            raise self.error
        self.asked.append((what, value))
        return Facts.of(subscription_fact(self.first, **changes))

    def change_subscription(self, subscription_id: str, *, amount_minor: int, idempotency_key: str) -> Facts:
        self.keys.append(idempotency_key)
        return self._tell("change", amount_minor, amount_minor=amount_minor)

    def pause_subscription(self, subscription_id: str, *, until: datetime | None) -> Facts:
        return self._tell("pause", until, state="paused" if until else "active", paused_until=until)

    def cancel_subscription(self, subscription_id: str) -> Facts:
        return self._tell("cancel", state="ended")

    def open_portal(self, *, customer_id: str, return_url: str) -> str:
        self._tell("portal", return_url)
        return f"https://billing.stripe.com/{customer_id}"
