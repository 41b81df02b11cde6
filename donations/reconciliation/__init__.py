"""Compares Stripe with the ledger and the ledger with the total, and repairs what webhooks have missed."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from donations.gateways import get_gateway
from donations.gateways.base import Gateway
from donations.inbox import take_up_again
from donations.models import Crowdfund
from donations.reconciliation.balance import DEBITS_CLEAR_WITHIN, BalanceComparison
from donations.reconciliation.differences import Difference
from donations.reconciliation.payments import Comparison, fetch_payment, held_back, payments_to_ask_for, untold
from donations.reconciliation.totals import compare_total

__all__ = ["DEFAULT_WINDOW", "Difference", "reconcile", "repair_recent"]

logger = logging.getLogger(__name__)

DEFAULT_WINDOW = timedelta(days=30)


def repair_recent(now: datetime) -> None:
    """The daily job: what the command does over the last thirty days."""
    for difference in reconcile(gateway=get_gateway(), since=now - DEFAULT_WINDOW, now=now, repair=True):
        logger.warning("%s: %s", "Repaired" if difference.is_repaired else "Differs", difference.text)


def reconcile(
    *,
    gateway: Gateway,
    since: datetime,
    now: datetime,
    repair: bool,
    on_progress: Callable[[str], object] = lambda words: None,
) -> Iterator[Difference]:
    """Tell each difference as it is found; with `repair`, mend it at once. Running it again finds nothing new.

    `on_progress` is told in words how far it has come, now and then.

    Raises: GatewayUnavailable, GatewayRefused; what was repaired before stays.
    """
    comparison = Comparison(gateway, now, repair)
    for facts in gateway.facts_since(since):
        yield from comparison.compare(facts)
        on_progress(f"Payments compared: {len(comparison.payments)}")
    for payment_intent_id in payments_to_ask_for(comparison.told, since, now):
        yield from comparison.compare(fetch_payment(gateway, payment_intent_id))
    yield from held_back(gateway, comparison.held)
    if repair:
        take_up_again(gateway=gateway, now=now)
    for entry in untold(comparison.told, since, now):
        yield Difference(f"Not known to Stripe: {entry.external_key} {entry.amount_minor}", is_repaired=False)
    yield from _compare_balance(comparison, since, on_progress)
    for crowdfund in Crowdfund.objects.order_by("pk"):
        yield from compare_total(crowdfund, repair=repair)


def _compare_balance(
    comparison: Comparison, since: datetime, on_progress: Callable[[str], object]
) -> Iterator[Difference]:
    def ask(payment_intent_id: str) -> Iterator[Difference]:
        yield from comparison.compare(fetch_payment(comparison.gateway, payment_intent_id))

    balance = BalanceComparison(comparison.told, comparison.wrong, ask)
    for number, move in enumerate(comparison.gateway.balance_since(since - DEBITS_CLEAR_WITHIN), start=1):
        balance.take(move)
        if number % 100 == 0:
            on_progress(f"Moves on the balance read: {number}")
    yield from balance.compare(since, comparison.now)
