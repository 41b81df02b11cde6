"""Compares Stripe with the ledger and the ledger with the total, and repairs what webhooks have missed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from donations import rules
from donations.gateways import get_gateway
from donations.gateways.base import Facts, Gateway
from donations.models import Crowdfund, CrowdfundTotal, Donation, LedgerEntry
from donations.services import PaymentUnknown, rebuild_total, record_facts

DEFAULT_WINDOW = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was not as it should be. `text` says what, for the treasurer's eyes."""

    text: str
    is_repaired: bool


def repair_recent(now: datetime) -> None:
    """The nightly job: what the command does over the last thirty days."""
    for _ in reconcile(gateway=get_gateway(), since=now - DEFAULT_WINDOW, now=now, repair=True):
        pass


def reconcile(*, gateway: Gateway, since: datetime, now: datetime, repair: bool) -> Iterator[Difference]:
    """Tell each difference as it is found; with `repair`, mend it at once. Running it again finds nothing new.

    Raises: GatewayUnavailable, GatewayRefused; what was repaired before stays.
    """
    told: set[str] = set()
    for facts in gateway.facts_since(since):
        told.update(draft.external_key for draft in rules.draft_entries(facts))
        yield from _compare_facts(facts, now=now, repair=repair)
    yield from _compare_ledger(told, since)
    for crowdfund in Crowdfund.objects.all():
        yield from _compare_total(crowdfund, repair=repair)


def _compare_facts(facts: Facts, *, now: datetime, repair: bool) -> Iterator[Difference]:
    drafts = [draft for draft in rules.draft_entries(facts) if draft.kind != rules.FEE]
    known = set(
        LedgerEntry.objects.filter(external_key__in=[draft.external_key for draft in drafts]).values_list(
            "external_key", flat=True
        )
    )
    missing = [draft for draft in drafts if draft.external_key not in known]
    stale = _stale_sessions(facts)
    if not missing and not stale:
        return
    is_ours = True
    if repair:
        try:
            record_facts(facts=facts, now=now)
        except PaymentUnknown:
            is_ours = False
    for draft in missing:
        if is_ours:
            yield Difference(f"Not in the ledger: {draft.external_key} {draft.amount_minor}", repair)
    for session_id in stale:
        yield Difference(f"Outcome not known: {session_id}", repair)


def _stale_sessions(facts: Facts) -> list[str]:
    outcomes = {session.id: session.outcome for session in facts.sessions}
    known = Donation.objects.filter(checkout_session_id__in=outcomes).values_list("checkout_session_id", "outcome")
    return [
        str(session_id)
        for session_id, outcome in known
        if rules.later_outcome(outcome, outcomes[str(session_id)]) != outcome
    ]


def _compare_ledger(told: set[str], since: datetime) -> Iterator[Difference]:
    of_stripe = LedgerEntry.objects.counted().exclude(
        kind__in=[rules.OFFLINE, rules.OFFLINE_REVERSAL, rules.CORRECTION]
    )
    for key, amount in of_stripe.filter(occurred_at__gt=since).values_list("external_key", "amount_minor"):
        if key not in told:
            yield Difference(f"Not known to Stripe: {key} {amount}", is_repaired=False)


def _compare_total(crowdfund: Crowdfund, *, repair: bool) -> Iterator[Difference]:
    entries = LedgerEntry.objects.filter(crowdfund=crowdfund).counted()
    total = CrowdfundTotal.objects.filter(crowdfund=crowdfund).first()
    shown = (total.raised_minor, total.donors) if total else (0, 0)
    actual = (entries.sum_minor(), entries.donor_count())
    if shown == actual:
        return
    if repair:
        rebuild_total(crowdfund=crowdfund)
    yield Difference(f"Total of {crowdfund.slug}: shows {shown}, the ledger says {actual}", repair)
