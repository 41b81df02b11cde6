"""Disputes as cases: who asks for the money back, why, and until when we may answer. Their money is in the ledger."""

from datetime import datetime

from django.conf import settings

from cms.mail import queue_mail
from cms.models import OrganisationSettings
from donations.gateways.base import DisputeFact, Facts
from donations.models import Dispute, Donation

STATUS_RANK = {
    "warning_needs_response": 1,
    "warning_under_review": 2,
    "warning_closed": 3,
    "needs_response": 4,
    "under_review": 5,
    "prevented": 6,
    "lost": 7,
    "won": 8,
}
"""How far a case got. An inquiry may become a dispute, a dispute never an inquiry; and a lost one may yet be won.

https://docs.stripe.com/disputes/how-disputes-work
"""

TO_ANSWER = ("warning_needs_response", "needs_response")
"""Those of which the bank wants to hear from us."""


def take_in_disputes(*, donation: Donation, facts: Facts, now: datetime) -> None:
    """Keep what facts tell of the cases of a locked donation, in whatever order it comes; tell of new ones by mail."""
    for fact in facts.disputes:
        dispute, is_new = Dispute.objects.get_or_create(
            dispute_id=fact.id,
            defaults={
                "donation": donation,
                "amount_minor": fact.amount_minor,
                "currency": fact.currency,
                "status": fact.status,
                "reason": fact.reason,
                "due_by": fact.due_by,
                "opened_at": fact.occurred_at,
            },
        )
        if not is_new:
            _bring_up_to_date(dispute, fact)
        if dispute.status in TO_ANSWER:
            _tell_of(dispute, now)


def later_status(known: str, told: str) -> str:
    """The one of two statuses that got further; one that we do not know is the least."""
    return max(known, told, key=lambda status: (STATUS_RANK.get(status, 0), status))


def _bring_up_to_date(dispute: Dispute, fact: DisputeFact) -> None:
    # Each by a maximum or a minimum, so that neither order nor repetition matters.
    before = (dispute.status, dispute.reason, dispute.due_by, dispute.amount_minor, dispute.opened_at)
    dispute.status = later_status(dispute.status, fact.status)
    dispute.reason = max(dispute.reason, fact.reason)
    dispute.due_by = max((due for due in (dispute.due_by, fact.due_by) if due), default=None)
    dispute.amount_minor = max(dispute.amount_minor, fact.amount_minor)
    dispute.opened_at = min(dispute.opened_at, fact.occurred_at)
    if before != (dispute.status, dispute.reason, dispute.due_by, dispute.amount_minor, dispute.opened_at):
        dispute.save()


def _tell_of(dispute: Dispute, now: datetime) -> None:
    if address := OrganisationSettings.current().contact_email:
        queue_mail(
            key=f"dispute:{dispute.dispute_id}",
            to=address,
            template="dispute",
            context={"dispute": dispute, "reference": dispute.donation.reference},
            locale=settings.LANGUAGE_CODE,
            now=now,
        )
