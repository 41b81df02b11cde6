"""Cheques, cash and bank transfers: entered, then approved and counted, or declined; returned with a reason.

Lock order as everywhere: the crowdfund's total, the donation, then the gift (docs/adr/0003).
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from donations.models import Crowdfund, Donation, Donor, LedgerEntry, MoneySettings, OfflineGift
from donations.models.donation import OFFLINE_KEY
from donations.rules import EntryDraft
from donations.services.entries import write_entry
from donations.services.locks import lock_total
from donations.services.permissibility import look_into
from donations.services.receipts import queue_receipt
from donations.services.recording import settle
from donations.services.refund_mail import tell_of_returned
from donations.services.totals import move_total

MAY_DECIDE = "donations.change_offlinegift"

ENTERED, APPROVED, APPROVED_ALONE = "donations.offline", "donations.offline_approved", "donations.offline_alone"
DECLINED, RETURNED = "donations.offline_declined", "donations.offline_returned"

Decision = OfflineGift.Decision


class AlreadyDecided(Exception):
    """Somebody has decided on the gift before: it no longer stands as whoever asks has seen it."""


class SecondPersonNeeded(Exception):
    """The gift is above the limit: somebody else than who entered it must approve it."""


class LineTakenIn(Exception):
    """The line of a bank statement was taken in before."""


@dataclass(frozen=True, slots=True)
class Received:
    """What somebody has in hand: an amount in minor units, how and when it came, and what is known of who gave it."""

    amount_minor: int
    method: str
    received_on: date
    payer_name: str = ""
    payer_address: str = ""
    email: str = ""
    reference: str = ""
    note: str = ""
    line_key: str | None = None


@transaction.atomic
def enter_offline_gift(
    *, key: UUID, crowdfund: Crowdfund, received: Received, locale: str, user: Any, now: datetime
) -> OfflineGift:
    """Write down a gift that came outside Stripe. It counts nothing yet. The same `key` gives the same gift.

    Raises: LineTakenIn.
    """
    lock_total(crowdfund.pk)
    donation, is_new = Donation.objects.get_or_create(
        idempotency_key=f"{OFFLINE_KEY}{key}",
        defaults={
            "crowdfund": crowdfund,
            "requested_minor": received.amount_minor,
            "currency": crowdfund.currency,
            "locale": locale,
            "source": "offline",
            "created_at": now,
            "expires_at": now,
        },
    )
    if not is_new:
        return donation.offline
    gift = _keep(donation, received, user, now)
    donation.donor = _donor(received)
    donation.save(update_fields=["donor"])
    log(instance=gift, action=ENTERED, user=user, data={"amount_minor": received.amount_minor})
    return gift


def _keep(donation: Donation, received: Received, user: Any, now: datetime) -> OfflineGift:
    try:
        with transaction.atomic():
            return OfflineGift.objects.create(
                donation=donation,
                method=received.method,
                received_on=received.received_on,
                payer_name=received.payer_name,
                payer_address=received.payer_address,
                reference=received.reference,
                note=received.note,
                line_key=received.line_key,
                entered_by=user,
                entered_at=now,
            )
    except IntegrityError as error:
        raise LineTakenIn from error


def _donor(received: Received) -> Donor | None:
    """Whoever has the address. Two people may share a name or a home: without it everybody is a donor of their own."""
    if received.email:
        return Donor.objects.get_or_create(email=received.email.lower(), defaults={"name": received.payer_name})[0]
    is_known = received.payer_name or received.payer_address
    return Donor.objects.create(name=received.payer_name) if is_known else None


def is_small(gift: OfflineGift) -> bool:
    """Whether one person is enough for it: it is not above the treasurer's limit."""
    return gift.donation.requested_minor <= MoneySettings.current().approval_limit_minor


def may_approve(gift: OfflineGift, user: Any) -> bool:
    """Whether this user may decide, and on it: above the limit not who entered it, while somebody else could."""
    if not user.has_perm(MAY_DECIDE):
        return False
    return is_small(gift) or gift.entered_by_id != user.pk or not others_who_may(user)


def others_who_may(user: Any) -> list[Any]:
    """Everybody else who could approve: active users with the right to."""
    return list(get_user_model().objects.with_perm(MAY_DECIDE).exclude(pk=user.pk).order_by("pk"))


@transaction.atomic
def approve_offline_gift(*, gift: OfflineGift, user: Any, now: datetime) -> OfflineGift:
    """Count the gift, once, and send the receipt where an address is known.

    Raises: AlreadyDecided, SecondPersonNeeded.
    """
    gift = _lock(gift, Decision.WAITING)
    if not may_approve(gift, user):
        raise SecondPersonNeeded
    gift.decided_alone = gift.entered_by_id == user.pk and not is_small(gift)
    _decide(gift, Decision.APPROVED, "", user, now)
    noon = timezone.make_aware(datetime.combine(gift.received_on, time(12)))
    _write(gift, LedgerEntry.Kind.OFFLINE, gift.donation.requested_minor, noon, now)
    log(instance=gift, action=APPROVED_ALONE if gift.decided_alone else APPROVED, user=user)
    queue_receipt(gift.donation, now)
    return gift


@transaction.atomic
def decline_offline_gift(*, gift: OfflineGift, reason: str, user: Any, now: datetime) -> OfflineGift:
    """Decide that the gift does not count, and say why. Raises: AlreadyDecided."""
    gift = _lock(gift, Decision.WAITING)
    _decide(gift, Decision.DECLINED, reason, user, now)
    gift.donation.outcome = Donation.State.FAILED
    settle(gift.donation, [])
    log(instance=gift, action=DECLINED, user=user)
    return gift


@transaction.atomic
def return_offline_gift(*, gift: OfflineGift, reason: str, user: Any, now: datetime) -> OfflineGift:
    """Take a gift that counted out of the total again: the money went back to who gave it, or never was there.

    Raises: AlreadyDecided when it does not count, or no longer.
    """
    gift = _lock(gift, Decision.APPROVED)
    _decide(gift, Decision.RETURNED, reason, user, now)
    left_minor = gift.donation.left_minor()
    _write(gift, LedgerEntry.Kind.OFFLINE_REVERSAL, -left_minor, now, now)
    log(instance=gift, action=RETURNED, user=user)
    tell_of_returned(gift, left_minor, now)
    return gift


def _lock(gift: OfflineGift, expected: str) -> OfflineGift:
    """The gift as it is now, locked with all that it moves. Raises: AlreadyDecided unless it stands as expected."""
    lock_total(gift.donation.crowdfund_id)
    donation = Donation.objects.locked().get(pk=gift.donation_id)
    gift = OfflineGift.objects.select_for_update().get(pk=gift.pk)
    gift.donation = donation
    if gift.decision != expected:
        raise AlreadyDecided
    return gift


def _decide(gift: OfflineGift, decision: str, reason: str, user: Any, now: datetime) -> None:
    gift.decision, gift.reason, gift.decided_by, gift.decided_at = decision, reason, user, now
    gift.save()


def _write(gift: OfflineGift, kind: str, amount_minor: int, occurred_at: datetime, now: datetime) -> None:
    donation = gift.donation
    draft = EntryDraft(kind, amount_minor, donation.currency, f"{kind}:{donation.public_id}", "", occurred_at)
    entry = write_entry(donation, draft, now)
    ledger = list(donation.entries.all())
    settle(donation, ledger)
    total = lock_total(donation.crowdfund_id)
    move_total(total=total, donation=donation, donor_before=donation.donor, ledger=ledger, entries=[entry])
    look_into(donation=donation, now=now)
