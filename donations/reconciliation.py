"""Compares Stripe with the ledger and the ledger with the total, and repairs what webhooks have missed."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from donations import rules
from donations.gateways import get_gateway
from donations.gateways.base import Facts, Gateway, GatewayRefused
from donations.inbox import take_up_again
from donations.models import Crowdfund, CrowdfundTotal, Donation, LedgerEntry
from donations.rules import EntryDraft
from donations.services import find_donation, reason_to_hold, rebuild_total, record_facts

logger = logging.getLogger(__name__)

DEFAULT_WINDOW = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was not as it should be. `text` says what, for the treasurer's eyes."""

    text: str
    is_repaired: bool


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
    on_progress: Callable[[int], object] = lambda compared: None,
) -> Iterator[Difference]:
    """Tell each difference as it is found; with `repair`, mend it at once. Running it again finds nothing new.

    `on_progress` is told how many payments have been compared so far, now and then.

    Raises: GatewayUnavailable, GatewayRefused; what was repaired before stays.
    """
    comparison = _Comparison(gateway, now, repair)
    for facts in gateway.facts_since(since):
        yield from comparison.compare(facts)
        on_progress(len(comparison.payments))
    for payment_intent_id in _payments_to_ask_for(comparison.told, since, now):
        yield from comparison.compare(_fetch_payment(gateway, payment_intent_id))
    yield from _held_back(gateway, comparison.held)
    if repair:
        take_up_again(gateway=gateway, now=now)
    for entry in _untold(comparison.told, since, now):
        yield Difference(f"Not known to Stripe: {entry.external_key} {entry.amount_minor}", is_repaired=False)
    for crowdfund in Crowdfund.objects.order_by("pk"):
        yield from _compare_total(crowdfund, repair=repair)


@dataclass(slots=True)
class _Comparison:
    """One run: what Stripe has told of our payments so far."""

    gateway: Gateway
    now: datetime
    repair: bool
    told: set[str] = field(default_factory=set)
    payments: set[str | None] = field(default_factory=set)
    held: set[str] = field(default_factory=set)

    def compare(self, facts: Facts) -> Iterator[Difference]:
        for part in rules.by_payment(facts):
            payment_intent_id = rules.payment_of(part)
            donation = find_donation(part)
            # Nothing else is ours: an account at Stripe may serve a shop as well.
            if donation or (payment_intent_id and payment_intent_id in self.payments):
                self.payments.add(payment_intent_id)
                yield from self._compare_payment(part, donation)

    def _compare_payment(self, facts: Facts, donation: Donation | None) -> Iterator[Difference]:
        drafts = list(rules.draft_entries(facts))
        self.told.update(draft.external_key for draft in drafts)
        counted = LedgerEntry.objects.counted_for(rules.payment_of(facts) or "")
        truth = {draft.external_key: self._truth(draft, donation) for draft in drafts if draft.kind != rules.FEE}
        wrong = {key: minor for key, minor in truth.items() if _minor(counted, key) != minor}
        stale = [session for session in facts.sessions if donation and _is_news(session.outcome, donation.outcome)]
        if self.repair and donation and (wrong or stale or {draft.external_key for draft in drafts} - set(counted)):
            record_facts(facts=facts, gateway=self.gateway, now=self.now)
        repaired = LedgerEntry.objects.counted_for(rules.payment_of(facts) or "") if self.repair and wrong else counted
        for key, minor in wrong.items():
            where = f"{key} is {_minor(counted, key)} in the ledger, {minor} at Stripe"
            text = where if key in counted else f"Not in the ledger: {key} {minor}"
            yield Difference(text, is_repaired=_minor(repaired, key) == minor)
        for session in stale:
            # One that is merely open brings no money; that we never heard of it harms nobody.
            if session.outcome != Donation.State.OPEN:
                yield Difference(f"Outcome not known: {session.id} {session.outcome}", self.repair)

    def _truth(self, draft: EntryDraft, donation: Donation | None) -> int:
        """What should count: nothing of what is held back. A refund's donation may be known from its charge."""
        if donation and reason_to_hold(donation, draft):
            self.held.add(draft.payment_intent_id)
        return 0 if draft.payment_intent_id in self.held else draft.amount_minor


def _minor(counted: dict[str, tuple[int, str]], key: str) -> int:
    return counted[key][0] if key in counted else 0


def _held_back(gateway: Gateway, payments: set[str]) -> Iterator[Difference]:
    """Money that Stripe holds for us and nobody counts. Once it is given back there, nothing is left to say."""
    for payment_intent_id in sorted(payments):
        drafts = rules.draft_entries(_fetch_payment(gateway, payment_intent_id))
        if left_minor := sum(draft.amount_minor for draft in drafts if draft.kind != rules.FEE):
            yield Difference(f"Held back: {payment_intent_id} {left_minor}", is_repaired=False)


def _is_news(told: str, known: str) -> bool:
    return rules.later_outcome(known, told) != known


def _untold(told: set[str], since: datetime, now: datetime) -> list[LedgerEntry]:
    """Entries that should be Stripe's, were there when the run began, and that Stripe has not told of."""
    entries = LedgerEntry.objects.counted().exclude(kind__in=rules.KINDS_NOT_OF_STRIPE)
    entries = entries.filter(occurred_at__gt=since, recorded_at__lte=now)
    return [entry for entry in entries if entry.external_key not in told]


def _payments_to_ask_for(told: set[str], since: datetime, now: datetime) -> list[str]:
    """Payments that Stripe's lists, which go by when an object was made, leave out though something may have changed.

    These are the ones of entries that were not told, and those with a dispute, which may be won after months.
    """
    disputes = LedgerEntry.objects.filter(kind=rules.DISPUTE, donation__state=Donation.State.DISPUTED)
    disputed = [entry for entry in disputes if entry.external_key not in told]
    return sorted({entry.payment_intent_id for entry in [*_untold(told, since, now), *disputed]})


def _fetch_payment(gateway: Gateway, payment_intent_id: str) -> Facts:
    try:
        return gateway.fetch_payment(payment_intent_id)
    except GatewayRefused:  # There is no such payment.
        return Facts()


@transaction.atomic
def _compare_total(crowdfund: Crowdfund, *, repair: bool) -> list[Difference]:
    # Locked, so that nothing is counted between the two sums.
    total, _ = CrowdfundTotal.objects.select_for_update().get_or_create(crowdfund=crowdfund)
    entries = LedgerEntry.objects.filter(crowdfund=crowdfund).counted()
    shown, actual = (total.raised_minor, total.donors), (entries.sum_minor(), entries.donor_count())
    if shown == actual:
        return []
    if repair:
        rebuild_total(crowdfund=crowdfund)
    return [Difference(f"Total of {crowdfund.slug}: shows {shown}, the ledger says {actual}", repair)]
