"""Compares what Stripe tells of each payment with the ledger, and records what is missing there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from donations import rules
from donations.gateways.base import Facts, Gateway, GatewayRefused
from donations.models import Donation, LedgerEntry
from donations.reconciliation.differences import Difference
from donations.reconciliation.monthly import compare_subscription, lacks_payment
from donations.rules import EntryDraft
from donations.services import find_donation, reason_to_hold, record_facts


@dataclass(slots=True)
class Comparison:
    """One run: what Stripe has told of our payments so far."""

    gateway: Gateway
    now: datetime
    repair: bool
    told: set[str] = field(default_factory=set)
    payments: set[str | None] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)

    def compare(self, facts: Facts) -> Iterator[Difference]:
        for part in rules.by_payment(facts):
            for subscription in part.subscriptions:
                yield from compare_subscription(subscription, gateway=self.gateway, now=self.now, repair=self.repair)
            payment_intent_id = rules.payment_of(part)
            if payment_intent_id and lacks_payment(part):
                # Its charge carries no claim of ours, and may be older than what is compared.
                part = Facts.of(*part.every(), *fetch_payment(self.gateway, payment_intent_id).every())
                self.payments.add(payment_intent_id)
            donation = find_donation(part)
            # Nothing else is ours: an account at Stripe may serve a shop as well.
            if donation or (payment_intent_id and payment_intent_id in self.payments):
                self.payments.add(payment_intent_id)
                yield from self._compare_payment(part, donation)

    def _compare_payment(self, facts: Facts, donation: Donation | None) -> Iterator[Difference]:
        drafts = list(rules.draft_entries(facts))
        news = {draft.external_key for draft in drafts} - self.told
        self.told |= news
        counted = LedgerEntry.objects.counted_for(rules.payment_of(facts) or "")
        truth = {draft.external_key: self._truth(draft, donation) for draft in drafts if draft.kind != rules.FEE}
        wrong = {key: minor for key, minor in truth.items() if key in news and _minor(counted, key) != minor}
        stale = [session for session in facts.sessions if donation and _is_news(session.outcome, donation.outcome)]
        if self.repair and (donation or facts.invoices) and (wrong or stale or news - set(counted)):
            record_facts(facts=facts, gateway=self.gateway, now=self.now)
        repaired = LedgerEntry.objects.counted_for(rules.payment_of(facts) or "") if self.repair and wrong else counted
        self.wrong |= {key for key, minor in wrong.items() if _minor(repaired, key) != minor}
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


def held_back(gateway: Gateway, payments: set[str]) -> Iterator[Difference]:
    """Money that Stripe holds for us and nobody counts. Once it is given back there, nothing is left to say."""
    for payment_intent_id in sorted(payments):
        drafts = rules.draft_entries(fetch_payment(gateway, payment_intent_id))
        if left_minor := sum(draft.amount_minor for draft in drafts if draft.kind != rules.FEE):
            yield Difference(f"Held back: {payment_intent_id} {left_minor}", is_repaired=False)


def _is_news(told: str, known: str) -> bool:
    return rules.later_outcome(known, told) != known


def untold(told: set[str], since: datetime, now: datetime) -> list[LedgerEntry]:
    """Entries that should be Stripe's, were there when the run began, and that Stripe has not told of."""
    entries = LedgerEntry.objects.counted().exclude(kind__in=rules.KINDS_NOT_OF_STRIPE)
    entries = entries.filter(occurred_at__gt=since, recorded_at__lte=now)
    return [entry for entry in entries if entry.external_key not in told]


def payments_to_ask_for(told: set[str], since: datetime, now: datetime) -> list[str]:
    """Payments that Stripe's lists, which go by when an object was made, leave out though something may have changed.

    These are the ones of entries that were not told, and those with a dispute, which may be won after months.
    """
    disputes = LedgerEntry.objects.filter(kind=rules.DISPUTE, donation__state=Donation.State.DISPUTED)
    disputed = [entry for entry in disputes if entry.external_key not in told]
    return sorted({entry.payment_intent_id for entry in [*untold(told, since, now), *disputed]})


def fetch_payment(gateway: Gateway, payment_intent_id: str) -> Facts:
    try:
        return gateway.fetch_payment(payment_intent_id)
    except GatewayRefused:  # There is no such payment.
        return Facts()
