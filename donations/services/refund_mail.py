"""Telling donors that money went back by the treasurer's own decision, once, and the team that it could not."""

from datetime import datetime

from django.conf import settings

from cms.mail import queue_mail
from cms.models import OrganisationSettings, OutgoingMail
from donations.models import Donation, OfflineGift, RefundOrder, RefundRequest

Why = RefundOrder.Why


def tell_of_refund(order: RefundOrder, now: datetime) -> None:
    """Tell the donor how much of their gift goes back; the law's letter or the answer to their wish tells as much."""
    is_by_law = order.why in (Why.NOT_PERMISSIBLE, Why.NO_ANSWER)
    is_answer = order.why == Why.DONOR_ASKED
    if (is_by_law and _told_by_law(order.donation)) or (is_answer and _told_as_answer(order.donation)):
        return
    _tell(f"refunded:{order.idempotency_key}", order.donation, order.amount_minor, now, is_offline=False)


def tell_of_returned(gift: OfflineGift, amount_minor: int, now: datetime) -> None:
    """Tell whoever gave outside Stripe that their gift no longer counts, unless the law's letter does."""
    if not _told_by_law(gift.donation):
        _tell(f"offline-returned:{gift.donation.public_id}", gift.donation, amount_minor, now, is_offline=True)


def tell_team_of_refusal(order: RefundOrder, request: RefundRequest | None, now: datetime) -> None:
    """Tell the organisation's contact, once for each order, that money which should go back is still here.

    `request` is the donor's that waits for it.
    """
    if contact := OrganisationSettings.current().contact_email:
        queue_mail(
            key=f"refund_refused:{order.idempotency_key}",
            to=contact,
            template="refund_refused",
            context={
                "order": order,
                "donation": order.donation,
                "crowdfund": order.donation.crowdfund,
                "request": request,
            },
            locale=settings.LANGUAGE_CODE.partition("-")[0],
            now=now,
        )


def _told_by_law(donation: Donation) -> bool:
    check = getattr(donation, "permissibility", None)
    return check is not None and OutgoingMail.objects.filter(key__startswith=f"returned-by-law:{check.pk}:").exists()


def _told_as_answer(donation: Donation) -> bool:
    return RefundRequest.objects.filter(donation=donation, state=RefundRequest.State.GRANTED).exists()


def _tell(key: str, donation: Donation, amount_minor: int, now: datetime, *, is_offline: bool) -> None:
    if donation.donor is None or not donation.donor.email:
        return
    queue_mail(
        key=key,
        to=donation.donor.email,
        template="refunded",
        context={
            "donation": donation,
            "crowdfund": donation.crowdfund,
            "amount_minor": amount_minor,
            "is_offline": is_offline,
        },
        locale=donation.locale,
        now=now,
    )
