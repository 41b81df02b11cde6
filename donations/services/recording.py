"""Taking in what Stripe tells: facts become ledger entries, each once, and the total follows in the same transaction.

Lock order: the crowdfund's total, the donation, then whatever hangs on them (docs/adr/0003).
"""

import logging
from collections.abc import Iterable
from contextlib import nullcontext
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from donations import rules
from donations.gateways.base import Event, Facts, Gateway, InvalidEvent, SessionFact
from donations.models import CrowdfundTotal, Donation, Donor, LedgerEntry, RecurringDonation, StripeEvent
from donations.services.disputes import take_in_disputes
from donations.services.entries import charged_before, write_entries
from donations.services.locks import lock_total
from donations.services.permissibility import look_into
from donations.services.receipts import queue_receipt
from donations.services.refund_orders import end_orders
from donations.services.subscriptions import (
    begin_monthly,
    bill_key,
    donation_of_bill,
    find_monthly,
    record_subscription,
    uuids,
)
from donations.services.totals import move_total

logger = logging.getLogger(__name__)

Status = StripeEvent.Status


class PaymentUnknown(Exception):
    """Facts about a payment that belongs to no donation we know. Nothing was written for it."""


def sync_donation(*, donation: Donation, gateway: Gateway, now: datetime) -> list[LedgerEntry]:
    """Ask Stripe how a checkout, or a month's payment, ended and record the answer. Safe to call any number of times.

    Raises: GatewayUnavailable, GatewayRefused.
    """
    if donation.checkout_session_id:
        return record_facts(facts=gateway.fetch_session(donation.checkout_session_id), gateway=gateway, now=now)
    if donation.payment_intent_id:
        return sync_payment(payment_intent_id=donation.payment_intent_id, gateway=gateway, now=now)
    return []


def sync_payment(*, payment_intent_id: str, gateway: Gateway, now: datetime) -> list[LedgerEntry]:
    """Fetch one payment with its refunds and disputes and record what is new.

    Raises: GatewayUnavailable, GatewayRefused, PaymentUnknown.
    """
    return record_facts(facts=gateway.fetch_payment(payment_intent_id), gateway=gateway, now=now)


def record_facts(
    *, facts: Facts, gateway: Gateway, now: datetime, event: StripeEvent | None = None
) -> list[LedgerEntry]:
    """Write what the facts say and the ledger does not yet: the one way in which money of Stripe enters the total.

    Gives the entries that are new. Makes no call: `gateway` only reads events that waited for the payment.

    Raises: PaymentUnknown when facts are of no donation that we know.
    """
    parts = [part for part in rules.by_payment(facts) if not _is_told_again(part, event)]
    with transaction.atomic() if parts else nullcontext():
        return [entry for part in parts for entry in _record_part(part, gateway, now, event)]


def find_donation(facts: Facts) -> Donation | None:
    """The donation that facts of one payment are about."""
    told = Q(checkout_session_id__in=[session.id for session in facts.sessions])
    if payment_intent_id := rules.payment_of(facts):
        told |= Q(payment_intent_id=payment_intent_id)
    # Stripe hands our id back on sessions and charges: so we find what we never heard the session or payment of.
    claims = [*(session.donation_id for session in facts.sessions), *(charge.donation_id for charge in facts.charges)]
    claims += [invoice.donation_id for invoice in facts.invoices if invoice.is_first]
    told |= Q(public_id__in=uuids(claims))
    told |= Q(idempotency_key__in=[bill_key(invoice) for invoice in facts.invoices])
    return Donation.objects.filter(told).order_by("pk").first()


def process_event(*, row: StripeEvent, event: Event, gateway: Gateway, now: datetime) -> None:
    """Record what an event tells, all of it or nothing, and note on its row, unsaved, what became of it.

    Belongs into the transaction that keeps the row.

    What Stripe tells of a donor who was erased is recorded and not kept: the row's payload is blank then.
    """
    payload = row.payload
    try:
        _record_or_wait(event.facts, gateway, now, row)
        row.status, row.error = Status.NEW if event.refetch else Status.DONE, ""
    except PaymentUnknown:
        # A session without a payment that is not ours never will be: its donation is kept before it is opened.
        row.status, row.error = Status.WAITING if row.payment_intent_id else Status.IGNORED, ""
    except Exception as error:
        logger.exception("Event %s could not be processed", row.pk)
        row.status, row.error = Status.FAILED, f"{type(error).__name__}: {error}"
    if row.status != Status.DONE:
        row.payload = payload


@transaction.atomic
def process_kept_event(*, row: StripeEvent, gateway: Gateway, now: datetime) -> None:
    """Process an event from the payload that was kept of it, and save what became of it."""
    try:
        event = gateway.parse_event(row.payload.encode(), now)
    except InvalidEvent:
        row.status, row.error = Status.IGNORED, "Its payload was erased"
    else:
        process_event(row=row, event=event, gateway=gateway, now=now)
    row.save(update_fields=["status", "error", "payload"])


def finish_event(*, event_id: str, gateway: Gateway, now: datetime) -> None:
    """Fetch what an event told only the change of, and record it. Another call has no effect.

    Raises: GatewayUnavailable, GatewayRefused; the event stays new.
    """
    row = StripeEvent.objects.get(pk=event_id)
    if row.status != Status.NEW:
        return
    status, facts = Status.DONE, Facts()
    try:
        if reference := gateway.parse_event(row.payload.encode(), now).refetch:
            facts = gateway.fetch(reference)
    except InvalidEvent:
        status = Status.IGNORED
    with transaction.atomic():
        try:
            _record_or_wait(facts, gateway, now, None)
        except PaymentUnknown:
            status = Status.WAITING if row.payment_intent_id else Status.IGNORED
        changes = {"status": status} | ({"payload": ""} if _is_of_erased(find_donation(facts)) else {})
        StripeEvent.objects.filter(pk=event_id, status=Status.NEW).update(**changes)


def _record_or_wait(facts: Facts, gateway: Gateway, now: datetime, event: StripeEvent | None) -> None:
    try:
        record_facts(facts=facts, gateway=gateway, now=now, event=event)
    except PaymentUnknown:
        # Beside the savepoint that was just rolled back: what is locked in one is free again after it.
        _wait_for_others()
        record_facts(facts=facts, gateway=gateway, now=now, event=event)


def _is_of_erased(donation: Donation | None) -> bool:
    return donation is not None and donation.donor is not None and donation.donor.erased_at is not None


def settle(donation: Donation, entries: Iterable[LedgerEntry]) -> None:
    """Bring the state of a locked donation in line with its outcome and all its entries, and save it."""
    donation.state = rules.derive_state(donation.outcome, ((entry.kind, entry.amount_minor) for entry in entries))
    donation.save()


def _is_told_again(facts: Facts, event: StripeEvent | None) -> bool:
    """Whether facts tell only what is in the ledger: of each charge three events tell, two of them in vain."""
    donation = charged_before(facts)
    if event and _is_of_erased(donation):
        event.payload = ""
    return donation is not None


def _record_part(facts: Facts, gateway: Gateway, now: datetime, event: StripeEvent | None) -> list[LedgerEntry]:
    for subscription in facts.subscriptions:
        if not record_subscription(subscription, now):
            raise PaymentUnknown(subscription.id)
    return [] if facts.subscriptions else _record_payment(facts, gateway, now, event)


def _record_payment(facts: Facts, gateway: Gateway, now: datetime, event: StripeEvent | None) -> list[LedgerEntry]:
    total, donation = _lock_donation(facts)
    known_payment, known_donor = donation.payment_intent_id, donation.donor
    donation.payment_intent_id = known_payment or rules.payment_of(facts)
    for session in facts.sessions:
        _take_from_session(donation, session)
    if event and _is_of_erased(donation):
        event.payload = ""
    ledger, entries = write_entries(donation, facts, now, event)
    end_orders(donation=donation, facts=facts, now=now)
    settle(donation, ledger)
    if entries or donation.donor != known_donor:
        move_total(total=total, donation=donation, donor_before=known_donor, ledger=ledger, entries=entries)
        _thank(donation, now)
        if donation.donor != known_donor and donation.recurring_id:
            _share_donor(total, donation, now)
        look_into(donation=donation, now=now)
    if donation.payment_intent_id and not known_payment:
        _take_up_waiting(donation.payment_intent_id, gateway, now)
    take_in_disputes(donation=donation, facts=facts, now=now)
    return entries


def _lock_donation(facts: Facts) -> tuple[CrowdfundTotal, Donation]:
    found = find_donation(facts) or find_monthly(facts)
    if found is None:
        raise PaymentUnknown(rules.payment_of(facts))
    total = lock_total(found.crowdfund_id)
    if isinstance(found, RecurringDonation):
        found = donation_of_bill(found, facts)
    return total, Donation.objects.locked().get(pk=found.pk)


def _wait_for_others() -> None:
    # Whoever is about to make a payment known holds its total's lock until commit, and whoever comes next waits until
    # the event is parked. Without this, it could go to wait just after the waiting events were taken up.
    list(CrowdfundTotal.objects.select_for_update().order_by("pk"))


def _take_from_session(donation: Donation, session: SessionFact) -> None:
    donation.checkout_session_id = donation.checkout_session_id or session.id
    donation.outcome = rules.later_outcome(donation.outcome, session.outcome)
    if session.email and donation.donor is None:
        # Not get_or_create: most are new, and its savepoint costs as much as everything else here.
        Donor.objects.bulk_create([Donor(email=session.email.lower(), name=session.name)], ignore_conflicts=True)
        donation.donor = Donor.objects.get(email=session.email.lower())
    begin_monthly(donation, session.subscription_id, is_paid=session.outcome == Donation.State.PAID)


def _share_donor(total: CrowdfundTotal, first: Donation, now: datetime) -> None:
    """Say whose the payments of later months are, which were known before the checkout told who gives."""
    renewals = Donation.objects.select_for_update(of=("self",)).select_related("crowdfund")
    for renewal in renewals.filter(recurring=first.recurring_id, donor=None).order_by("pk"):
        renewal.donor = first.donor
        renewal.save(update_fields=["donor"])
        ledger = list(renewal.entries.all())
        move_total(total=total, donation=renewal, donor_before=None, ledger=ledger, entries=[])
        _thank(renewal, now)


def _thank(donation: Donation, now: datetime) -> None:
    if donation.state in (Donation.State.PAID, Donation.State.PART_REFUNDED):
        queue_receipt(donation, now)


def _take_up_waiting(payment_intent_id: str, gateway: Gateway, now: datetime) -> None:
    """Process the events that came before their payment was known."""
    waiting = StripeEvent.objects.filter(status=Status.WAITING, payment_intent_id=payment_intent_id)
    for row in waiting.order_by("created_at"):
        process_kept_event(row=row, gateway=gateway, now=now)
