"""What a fact writes into the ledger: an entry, a correction of one, or nothing because the money is held back."""

import logging
from datetime import datetime

from django.db.models import Q

from donations import rules
from donations.gateways.base import Facts
from donations.models import Donation, LedgerEntry, StripeEvent
from donations.rules import EntryDraft

logger = logging.getLogger(__name__)


def charged_before(facts: Facts) -> Donation | None:
    """The donation whose charges, each in the ledger already, are all that facts tell of. None where there is more.

    Takes no lock: what is in the ledger stays there.
    """
    payment = rules.payment_of(facts)
    if payment is None or facts != Facts(charges=facts.charges):
        return None
    entries = list(
        LedgerEntry.objects.filter(payment_intent_id=payment).select_related("donation__donor").order_by("pk")
    )
    counted = rules.count_by_key(entries)
    for draft in rules.draft_entries(facts):
        if counted.get(draft.external_key) != (draft.amount_minor, draft.currency):
            return None
    return entries[0].donation if entries else None


def write_entries(
    donation: Donation, facts: Facts, now: datetime, event: StripeEvent | None
) -> tuple[list[LedgerEntry], list[LedgerEntry]]:
    """Write what the facts of one payment say of a locked donation and the ledger does not.

    Gives all entries of the donation, and those of them that are new.
    """
    payment = rules.payment_of(facts) or ""
    # By its payment too: an entry is written once, also where facts claim to be of another donation.
    rows = list(LedgerEntry.objects.filter(Q(donation=donation) | Q(payment_intent_id=payment)).order_by("pk"))
    counted = rules.count_by_key(row for row in rows if row.payment_intent_id == payment)
    entries = []
    for draft in rules.draft_entries(facts):
        reason = reason_to_hold(donation, draft)
        if reason and draft.kind != rules.FEE:
            _hold(donation, reason)
        row = _row_of(donation, draft, counted.get(draft.external_key), is_held=bool(reason))
        if row:
            counted[draft.external_key] = (0 if reason else draft.amount_minor, draft.currency)
            entries.append(write_entry(donation, row, now, event))
    return [row for row in rows if row.donation_id == donation.pk] + entries, entries


def _row_of(
    donation: Donation, draft: EntryDraft, counted: tuple[int, str] | None, *, is_held: bool
) -> EntryDraft | None:
    """What a draft asks for: its own row while nothing is counted for it, a correction when another amount is."""
    if counted is None:
        # What the session says of money that is held back is held back with it.
        return None if is_held or (draft.is_provisional and donation.held_because) else draft
    counted_minor, currency = counted
    truth_minor = 0 if is_held else draft.amount_minor
    if draft.kind != rules.CHARGE or draft.is_provisional or counted_minor == truth_minor:
        return None
    row = rules.draft_correction(draft, counted_minor=counted_minor, truth_minor=truth_minor, currency=currency)
    # Told the same before: whoever tells something else in between is not believed a second time.
    return None if LedgerEntry.objects.filter(external_key=row.external_key).exists() else row


def _hold(donation: Donation, reason: str) -> None:
    logger.error("Held back, of donation %s: %s", donation.public_id, reason)
    donation.held_because = donation.held_because or reason


def reason_to_hold(donation: Donation, draft: EntryDraft) -> str:
    """Why money of a donation is not counted, or nothing. It waits for the treasurer to give it back at Stripe."""
    if draft.currency != donation.currency:
        return f"{draft.external_key} is in {draft.currency}, not {donation.currency}"
    if donation.payment_intent_id not in (None, draft.payment_intent_id):
        return f"{draft.external_key} is of a second payment"
    return ""


def write_entry(donation: Donation, draft: EntryDraft, now: datetime, event: StripeEvent | None = None) -> LedgerEntry:
    """Write one row for a locked donation; the total is not moved here."""
    return LedgerEntry.objects.create(
        crowdfund=donation.crowdfund,
        donation=donation,
        kind=draft.kind,
        amount_minor=draft.amount_minor,
        currency=draft.currency,
        external_key=draft.external_key,
        payment_intent_id=draft.payment_intent_id,
        event=event,
        occurred_at=draft.occurred_at,
        recorded_at=now,
    )
