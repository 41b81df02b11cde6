"""A donor asks for their money back: once for each gift, answered by the treasurer, told by mail."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from cms.mail import queue_mail
from cms.models import OrganisationSettings
from donations.models import Donation, RefundOrder, RefundRequest
from donations.services.refunds import NothingToRefund, order_refund, refundable_minor

State = RefundRequest.State


class CannotAsk(Exception):
    """`code` is one of not_paid, returned, disputed, on_its_way, offline."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class AlreadyAnswered(Exception):
    """Somebody else has answered the request meanwhile."""


def reason_not_to_ask(donation: Donation) -> str:
    """Why money cannot be asked back through this site, as a code of CannotAsk; empty when it can."""
    states = Donation.State
    if donation.state in (states.REFUNDED, states.DISPUTED):
        return "returned" if donation.state == states.REFUNDED else "disputed"
    if donation.state not in (states.PAID, states.PART_REFUNDED):
        return "not_paid"
    if not donation.payment_intent_id:
        return "offline"
    return "" if refundable_minor(donation) > 0 else "on_its_way"


@transaction.atomic
def ask_for_money_back(*, donation: Donation, words: str, now: datetime) -> RefundRequest:
    """Keep that a donor asks, and tell them and the treasurer. Asking again changes nothing.

    Raises: CannotAsk.
    """
    locked = Donation.objects.locked().get(pk=donation.pk)
    if known := RefundRequest.objects.filter(donation=locked).first():
        return known
    if code := reason_not_to_ask(locked):
        raise CannotAsk(code)
    request = RefundRequest.objects.create(donation=locked, words=words, asked_at=now)
    _tell_donor(request, "money_back_asked", f"{locked.public_id}", now)
    queue_mail_to_team(request, now)
    return request


def queue_mail_to_team(request: RefundRequest, now: datetime) -> None:
    """To the organisation's contact, without a word of the donor's: those are read in the admin, where it is logged."""
    if contact := OrganisationSettings.current().contact_email:
        queue_mail(
            key=f"money_back_to_answer:{request.donation.public_id}",
            to=contact,
            template="money_back_to_answer",
            context={"donation": request.donation, "request": request, "crowdfund": request.donation.crowdfund},
            locale=settings.LANGUAGE_CODE.partition("-")[0],
            now=now,
        )


@transaction.atomic
def grant_request(*, request: RefundRequest, user: Any, now: datetime, note: str = "") -> RefundRequest:
    """Send back all that is left of the gift, and tell the donor. What went back before needs no second order.

    `note` is for the treasurers, beside what the donor wrote.

    Raises: AlreadyAnswered, NothingToRefund while the gift is disputed.
    """
    donation = Donation.objects.get(pk=request.donation_id)
    try:
        why = RefundOrder.Why.DONOR_ASKED
        order_refund(donation=donation, amount_minor=None, why=why, note=note, user=user, now=now)
    except NothingToRefund:
        # Read before the lock: a dispute may have come since.
        donation.refresh_from_db(fields=["state"])
        if donation.state == Donation.State.DISPUTED:
            raise
    return _answer(request, State.GRANTED, "", user, now)


@transaction.atomic
def decline_request(*, request: RefundRequest, answer: str, user: Any, now: datetime) -> RefundRequest:
    """Keep the money, and tell the donor why. Raises: AlreadyAnswered."""
    Donation.objects.select_for_update(of=("self",)).get(pk=request.donation_id)
    return _answer(request, State.DECLINED, answer, user, now)


def _answer(request: RefundRequest, state: str, answer: str, user: Any, now: datetime) -> RefundRequest:
    waiting = RefundRequest.objects.filter(pk=request.pk, state=State.WAITING)
    if not waiting.update(state=state, answer=answer, decided_by=user, decided_at=now):
        raise AlreadyAnswered
    related = ("donation__crowdfund", "donation__donor")
    answered = RefundRequest.objects.select_related(*related).get(pk=request.pk)
    # It waits again, and is answered again, where Stripe does not send the money.
    _tell_donor(answered, f"money_back_{state}", f"{answered.donation.public_id}:{now:%Y%m%d%H%M%S}", now)
    return answered


def _tell_donor(request: RefundRequest, template: str, key: str, now: datetime) -> None:
    donation = request.donation
    for address in _addresses(donation):
        queue_mail(
            key=f"{template}:{key}",
            to=address,
            template=template,
            context={"donation": donation, "request": request, "crowdfund": donation.crowdfund},
            locale=donation.locale,
            now=now,
        )


def _addresses(donation: Donation) -> Iterable[str]:
    return [donation.donor.email] if donation.donor and donation.donor.email else []
