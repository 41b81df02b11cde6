"""What becomes of a checked gift: the donor tells, the treasurer accepts it or sends it back, or time runs out."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.mail import queue_mail
from donations import law
from donations.models import Donation, OfflineGift, PermissibilityCheck, RefundOrder
from donations.services.law_totals import move_law_totals
from donations.services.offline import return_offline_gift
from donations.services.permissibility import OPEN, Reason, State, ask_donor, gifts_like, lock_donations, through_stripe
from donations.services.refunds import order_refund, refundable_minor
from donations.services.regulation import pack_on

Why = RefundOrder.Why


class CheckDecided(Exception):
    """Somebody, or time, has decided on this gift before."""


class IdentityMissing(Exception):
    """A gift is accepted with its donor's full name and home address only."""


class CannotReturn(Exception):
    """The money cannot be sent back now: a dispute about it is not over, or nothing of it is left."""


@transaction.atomic
def declare(
    *, check_id: int, full_name: str, address: str, postcode: str, declaration: str, now: datetime
) -> PermissibilityCheck:
    """Keep what the donor says of themselves; told again before it is decided, it replaces what was told before.

    Raises: CheckDecided.
    """
    check = _lock(check_id)
    check.full_name, check.address, check.postcode = full_name, address, postcode
    check.declaration, check.declared_at, check.state = declaration, now, State.TO_CHECK
    check.save()
    return check


@transaction.atomic
def ask_again(*, check_id: int, now: datetime) -> PermissibilityCheck:
    """Ask the donor, also of a gift that is only suspected to be a part of another, or whose answer does not do.

    Raises: CheckDecided.
    """
    check = _lock(check_id)
    check.state, check.declared_at = State.ASKED, None
    check.save()
    ask_donor(check=check, now=now, about=f"{now:%Y%m%d%H%M%S}")
    return check


@transaction.atomic
def accept_gift(
    *,
    check_id: int,
    full_name: str,
    address: str,
    postcode: str,
    evidence: str,
    elector_number: str,
    user: Any,
    now: datetime,
) -> PermissibilityCheck:
    """Keep the gift: this person has found the donor on a register. `evidence` says where and how, in their words.

    Raises: CheckDecided, IdentityMissing.
    """
    check = _lock(check_id)
    if not (full_name and address):
        raise IdentityMissing
    check.full_name, check.address, check.postcode = full_name, address, postcode
    check.evidence, check.elector_number = evidence, elector_number
    return _decide(check, State.ACCEPTED, user, now)


@transaction.atomic
def return_gift(
    *, check_id: int, why: str, reason: str, user: Any, now: datetime, returned_to: str = ""
) -> PermissibilityCheck:
    """Send the gift back because of the law; `reason` is for the register. Stripe is asked after commit.

    Raises: CheckDecided, CannotReturn.
    """
    check = _lock(check_id)
    donation = check.donation
    if donation.state == Donation.State.DISPUTED:
        raise CannotReturn(check)
    check.return_reason = reason
    check.returned_to = returned_to or through_stripe()
    _tell_donor(check, now)
    # Decided before the money moves: what leaves from now on leaves because of this.
    _decide(check, State.RETURNED, user, now)
    _send_back(check, why, user, now)
    return check


@transaction.atomic
def return_if_overdue(*, check_id: int, now: datetime) -> PermissibilityCheck | None:
    """Send back, once and never on suspicion, what nobody decided on in time and must still be checked."""
    check = _lock(check_id, must_be_open=False)
    if check.state not in OPEN or check.reason == Reason.SPLIT or check.due_on >= timezone.localdate(now):
        return None
    donation = check.donation
    if donation.pk not in law.needs(gifts_like(donation), pack_on):
        return _decide(check, State.CLOSED, None, now)
    orders = donation.refund_orders.filter(why__in=(Why.NOT_PERMISSIBLE, Why.NO_ANSWER))
    if orders.exists() or not refundable_minor(donation):
        return None  # It did not go back when it was tried, or cannot through Stripe: a person must see to it.
    why = Why.NO_ANSWER if check.state == State.ASKED else Why.NOT_PERMISSIBLE
    reason = _("The donor did not answer in time.") if why == Why.NO_ANSWER else _("Nobody decided in time.")
    return return_gift(check_id=check.pk, why=why, reason=reason, user=None, now=now)


@transaction.atomic
def take_up_failed_return(*, check_id: int, now: datetime) -> None:
    """Put a gift back into the queue that should have gone back and is still here, and nothing is on its way."""
    check = _lock(check_id, must_be_open=False)
    left_minor = check.donation.left_minor()
    is_on_its_way = check.donation.refund_orders.filter(state=RefundOrder.State.WAITING).exists()
    if check.state != State.RETURNED or left_minor <= 0 or is_on_its_way:
        return
    check.return_reason = "\n".join([check.return_reason, _("It was sent back in vain.")])
    check.decided_by, check.decided_at, check.state = None, None, State.TO_CHECK
    check.save()
    move_law_totals(check.donation.crowdfund)


def _lock(check_id: int, *, must_be_open: bool = True) -> PermissibilityCheck:
    donation_id = PermissibilityCheck.objects.values_list("donation_id", flat=True).get(pk=check_id)
    (donation,) = lock_donations([donation_id])
    check = PermissibilityCheck.objects.select_for_update().get(pk=check_id)
    check.donation = donation
    if must_be_open and check.state not in OPEN:
        raise CheckDecided(check)
    return check


def _decide(check: PermissibilityCheck, state: str, user: Any, now: datetime) -> PermissibilityCheck:
    check.state, check.decided_by, check.decided_at = state, user, now
    check.last_entry_before = check.donation.entries.aggregate(last=Max("pk", default=0))["last"]
    check.save()
    move_law_totals(check.donation.crowdfund)
    return check


def _send_back(check: PermissibilityCheck, why: str, user: Any, now: datetime) -> None:
    donation = check.donation
    if offline := OfflineGift.objects.filter(donation=donation).first():
        return_offline_gift(gift=offline, reason=check.return_reason, user=user, now=now)
    elif refundable_minor(donation) > 0:
        order_refund(donation=donation, amount_minor=None, why=why, note=check.return_reason, user=user, now=now)
    elif not donation.refund_orders.filter(state=RefundOrder.State.WAITING).exists():
        raise CannotReturn(check)  # Else all that is left is on its way already.


def _tell_donor(check: PermissibilityCheck, now: datetime) -> None:
    donation = check.donation
    if donation.donor is None or not donation.donor.email:
        return
    queue_mail(
        key=f"returned-by-law:{check.pk}:{now:%Y%m%d%H%M%S}",
        to=donation.donor.email,
        template="returned_by_law",
        context={
            "donation": donation,
            "crowdfund": donation.crowdfund,
            "amount_minor": donation.left_minor(),
            "is_unanswered": check.declared_at is None and check.due_on < timezone.localdate(now),
            "is_asked": check.declared_at is None,
        },
        locale=donation.locale,
        now=now,
    )
