"""Taking in what Stripe tells of monthly gifts: how each stands, and the donation that each month's payment is."""

import logging
import uuid
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from django.db.models import Q

from donations.gateways.base import Facts, InvoiceFact, SubscriptionFact
from donations.models import Donation, RecurringDonation
from donations.services.locks import lock_total
from donations.services.monthly_mail import tell_of_end, tell_of_failure

logger = logging.getLogger(__name__)

State = RecurringDonation.State


def find_monthly(facts: Facts) -> RecurringDonation | None:
    """The monthly gift that facts are of: by its subscription, or by the donation that this carries as its claim."""
    told = {fact.id: fact.donation_id for fact in facts.subscriptions}
    told |= {fact.subscription_id: fact.donation_id for fact in facts.invoices}
    ours = Q(subscription_id__in=told) | Q(donations__public_id__in=uuids(told.values()))
    return RecurringDonation.objects.filter(ours).order_by("pk").first() if told else None


def uuids(texts: Iterable[str | None]) -> set[uuid.UUID]:
    """Those of the texts that are a UUID, as one."""
    found = set()
    for text in texts:
        with suppress(ValueError):
            found.add(uuid.UUID(text or ""))
    return found


def donation_of_bill(monthly: RecurringDonation, facts: Facts) -> Donation:
    """The donation that the payment of a bill is: the first one's is there already, a renewal's is made, once.

    The crowdfund's total must be locked.
    """
    invoice, first = facts.invoices[0], monthly.donations.order_by("pk")[0]
    if invoice.is_first:
        return first
    asked_minor = next((charge.amount_minor for charge in facts.charges), monthly.amount_minor)
    donation, _ = Donation.objects.get_or_create(
        idempotency_key=bill_key(invoice),
        defaults={
            "crowdfund_id": monthly.crowdfund_id,
            "recurring": monthly,
            "donor": first.donor,
            "requested_minor": asked_minor,
            "currency": monthly.currency,
            "locale": monthly.locale,
            "source": first.source,
            "outcome": Donation.State.PROCESSING,
            "state": Donation.State.PROCESSING,
            "created_at": invoice.occurred_at,
            "expires_at": invoice.occurred_at,
        },
    )
    return donation


def bill_key(invoice: InvoiceFact) -> str:
    """Names the donation that a renewal's bill is, however often it is told."""
    return f"invoice:{invoice.id}"


def record_subscription(fact: SubscriptionFact, now: datetime) -> bool:
    """Bring a monthly gift in line with what Stripe tells of it; give whether it is ours. `ended` is final."""
    found = find_monthly(Facts.of(fact))
    if found is None:
        return False
    lock_total(found.crowdfund_id)
    monthly = RecurringDonation.objects.select_for_update(of=("self",)).select_related("crowdfund").get(pk=found.pk)
    if monthly.subscription_id not in (None, fact.id):
        logger.error("Monthly gift %s has a second subscription: %s", monthly.public_id, fact.id)
        return True
    monthly.subscription_id, monthly.customer_id = fact.id, fact.customer_id or monthly.customer_id
    if monthly.state != State.ENDED:
        _take(monthly, fact, now)
    monthly.save()
    return True


def _take(monthly: RecurringDonation, fact: SubscriptionFact, now: datetime) -> None:
    if fact.state != State.STARTING:
        # What was paid once does not go back to its beginning, whoever tells so late.
        monthly.state = fact.state
    monthly.amount_minor = fact.amount_minor or monthly.amount_minor
    monthly.paused_until = fact.paused_until
    if fact.next_payment_at or fact.state != State.PAUSED:
        # Stripe tells of no next payment during a pause; its day of the month stays the same.
        monthly.next_payment_at = fact.next_payment_at
    if monthly.state == State.ENDED:
        monthly.ended_at, monthly.next_payment_at, monthly.paused_until = fact.ended_at or now, None, None
        monthly.ended_by = monthly.ended_by or RecurringDonation.EndedBy.STRIPE
        tell_of_end(monthly, now)
    elif monthly.state == State.PAST_DUE:
        tell_of_failure(monthly, now)


def begin_monthly(donation: Donation, subscription_id: str | None, *, is_paid: bool) -> None:
    """Note on the monthly gift of a locked donation what its checkout tells of it."""
    if subscription_id is None or donation.recurring_id is None:
        return
    rows = RecurringDonation.objects.filter(pk=donation.recurring_id)
    rows.filter(subscription_id=None).update(subscription_id=subscription_id)
    if is_paid:
        rows.filter(state=State.STARTING).update(state=State.ACTIVE)
