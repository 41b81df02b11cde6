"""Taking in what Stripe tells: facts become ledger entries, each once, and the total follows in the same transaction.

Lock order: the crowdfund's total row, then everything that hangs on it (docs/adr/0003).
"""

import logging
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cms import caching
from cms.mail import queue_mail
from donations import rules
from donations.gateways.base import Facts, Gateway, SessionFact
from donations.models import Crowdfund, CrowdfundTotal, Donation, Donor, LedgerEntry, StripeEvent
from donations.rules import EntryDraft

logger = logging.getLogger(__name__)


class PaymentUnknown(Exception):
    """Facts about a payment that belongs to no donation we know. Nothing was written for it."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a set of facts changed: the ledger entries that were new."""

    entries: tuple[LedgerEntry, ...] = ()


def sync_donation(*, donation: Donation, gateway: Gateway, now: datetime) -> Recorded:
    """Ask Stripe how a checkout ended and record the answer. Safe to call at any time, any number of times.

    Raises: GatewayUnavailable, GatewayRefused.
    """
    if not donation.checkout_session_id:
        return Recorded()
    facts = gateway.fetch_session(donation.checkout_session_id)
    return record_facts(facts=facts, now=now)


def sync_payment(*, payment_intent_id: str, gateway: Gateway, now: datetime) -> Recorded:
    """Fetch one payment with its refunds and disputes and record what is new.

    Raises: GatewayUnavailable, GatewayRefused, PaymentUnknown.
    """
    return record_facts(facts=gateway.fetch_payment(payment_intent_id), now=now)


@transaction.atomic
def record_facts(*, facts: Facts, now: datetime, event: StripeEvent | None = None) -> Recorded:
    """Write what the facts say and the ledger does not yet: the one way in which money enters or leaves the total.

    Raises: PaymentUnknown when facts are of no donation that we know.
    """
    for session in facts.sessions:
        _record_session(_find_by_session(session), session, now)
    recorded: list[LedgerEntry] = []
    claims = {charge.payment_intent_id: charge.donation_id for charge in facts.charges}
    for draft in rules.draft_entries(facts):
        donation = _find_by_payment(draft.payment_intent_id, claims.get(draft.payment_intent_id))
        if entry := _record_entry(donation, draft, now, event):
            recorded.append(entry)
    return Recorded(tuple(recorded))


def _find_by_session(session: SessionFact) -> Donation:
    donations = Donation.objects.select_related("crowdfund").select_for_update(of=("self",))
    donation = donations.filter(checkout_session_id=session.id).first()
    if donation is None and _is_uuid(session.donation_id):
        # Our process died between opening the session and writing its id down.
        donation = donations.filter(public_id=session.donation_id, checkout_session_id=None).first()
    if donation is None:
        raise PaymentUnknown(session.id)
    donation.checkout_session_id = session.id
    return donation


def _find_by_payment(payment_intent_id: str, donation_id: str | None) -> Donation:
    donations = Donation.objects.select_related("crowdfund")
    donation = donations.filter(payment_intent_id=payment_intent_id).first()
    if donation is None and _is_uuid(donation_id):
        donation = donations.filter(public_id=donation_id, payment_intent_id=None).first()
    if donation is None:
        raise PaymentUnknown(payment_intent_id)
    return donation


def _is_uuid(text: str | None) -> bool:
    try:
        return bool(uuid.UUID(text))
    except (TypeError, ValueError, AttributeError):
        return False


def _record_session(donation: Donation, session: SessionFact, now: datetime) -> None:
    if session.payment_intent_id and donation.payment_intent_id is None:
        donation.payment_intent_id = session.payment_intent_id
    if session.email and donation.donor is None:
        donation.donor, _ = Donor.objects.get_or_create(email=session.email.lower(), defaults={"name": session.name})
    settle(donation, session.outcome)
    if donation.entries.exists():
        # A donor who is known only now may be one whom the total counts already.
        rebuild_total(crowdfund=donation.crowdfund)
        _queue_receipt(donation, now)


def _record_entry(
    donation: Donation, draft: EntryDraft, now: datetime, event: StripeEvent | None
) -> LedgerEntry | None:
    # The total's lock is taken first, so that a twin of this fact waits here until the first is committed.
    CrowdfundTotal.objects.select_for_update().get_or_create(crowdfund_id=donation.crowdfund_id)
    if LedgerEntry.objects.filter(external_key=draft.external_key).exists():
        return None
    if draft.currency != donation.currency:
        Donation.objects.filter(pk=donation.pk).update(
            held_because=f"{draft.external_key} is in {draft.currency}, not {donation.currency}"
        )
        logger.error("Held back %s: in %s, not %s", draft.external_key, draft.currency, donation.currency)
        return None
    donation.refresh_from_db()
    donation.payment_intent_id = donation.payment_intent_id or draft.payment_intent_id
    entry = LedgerEntry.objects.create(
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
    settle(donation, donation.outcome)
    rebuild_total(crowdfund=donation.crowdfund)
    if draft.kind == rules.CHARGE:
        _queue_receipt(donation, now)
    return entry


def settle(donation: Donation, outcome: str) -> None:
    """Bring outcome and state in line with everything known, and save."""
    donation.outcome = rules.later_outcome(donation.outcome, outcome)
    donation.state = rules.derive_state(donation.outcome, donation.entries.values_list("kind", "amount_minor"))
    donation.save()


def rebuild_total(*, crowdfund: Crowdfund) -> CrowdfundTotal:
    """Make the projection equal to the ledger's sum and the tracker's cached answers stale."""
    entries = LedgerEntry.objects.filter(crowdfund=crowdfund).counted()
    total, _ = CrowdfundTotal.objects.update_or_create(
        crowdfund=crowdfund,
        defaults={
            "raised_minor": entries.sum_minor(),
            "donors": entries.donor_count(),
            "last_entry_at": entries.order_by("-recorded_at").values_list("recorded_at", flat=True).first(),
        },
    )
    caching.purge(crowdfund.cache_tag)
    return total


def _queue_receipt(donation: Donation, now: datetime) -> None:
    charge = donation.entries.filter(kind=rules.CHARGE).first()
    if charge is None or donation.donor is None:
        return
    queue_mail(
        key=f"receipt:{donation.public_id}",
        to=donation.donor.email,
        template="receipt",
        context={"donation": donation, "charge": charge, "crowdfund": donation.crowdfund},
        locale=donation.locale,
        now=now,
    )
