"""Opening the check that the law asks for of a large gift, following its money, and asking the donor.

Lock order: the crowdfund's total, the donation, the check (docs/adr/0003). Money stays counted while it is checked.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Min, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.mail import queue_mail
from donations import law
from donations.declaring import declaration_path
from donations.models import CrowdfundTotal, Donation, LedgerEntry, OfflineGift, PermissibilityCheck, RefundOrder
from donations.rules import CHARGE, CORRECTION, OFFLINE
from donations.services.law_totals import move_law_totals
from donations.services.regulation import pack_on

State, Reason = PermissibilityCheck.State, PermissibilityCheck.Reason

OPEN = (State.ASKED, State.TO_CHECK)
TIME_TO_ANSWER = timedelta(days=7)
"""What a donor has at least, also for a gift that was found late."""


def look_into(*, donation: Donation, now: datetime) -> None:
    """Open, go on with or close the check of a locked donation, as its money and its donor's other gifts ask for.

    The donor's other gifts, which may be of other crowdfunds and not locked here, are looked into after commit.
    """
    check = _lock_check(donation)
    gifts = gifts_like(donation)
    found = law.needs(gifts, pack_on)
    need = found.get(donation.pk)
    if check:
        check.donation = donation
        _follow(check, need, is_gone=all(gift.left_minor <= 0 for gift in gifts if gift.key == donation.pk), now=now)
    elif need:
        check = _open(donation, need, next(gift for gift in gifts if gift.key == donation.pk), now)
    if check:
        move_law_totals(donation.crowdfund)
        ask_donor(check=check, now=now)
    if donation.donor_id and _unchecked(found, besides=donation.pk):
        _look_into_others_later(donation.donor_id)


def _lock_check(donation: Donation) -> PermissibilityCheck | None:
    # That there is none, as with nearly all gifts, was read with the donation, under its total's lock.
    found = getattr(donation, "permissibility", None)
    return PermissibilityCheck.objects.select_for_update().get(pk=found.pk) if found else None


def _look_into_others_later(donor_id: int) -> None:
    from donations.tasks import look_into_donor_later  # it imports us

    transaction.on_commit(lambda: look_into_donor_later.enqueue(donor_id))


@transaction.atomic
def look_into_donor(*, donor_id: int, now: datetime) -> None:
    """Open the checks that are missing of a donor's gifts which add up to more than the threshold."""
    missing = _unchecked(law.needs(gifts_where(Q(donation__donor_id=donor_id)), pack_on))
    for donation in lock_donations(missing):
        look_into(donation=donation, now=now)


def lock_donations(keys: Iterable[int]) -> list[Donation]:
    """These donations, locked after the totals of their crowdfunds, each in one order."""
    donations = Donation.objects.filter(pk__in=list(keys))
    list(CrowdfundTotal.objects.select_for_update().filter(pk__in=donations.values("crowdfund_id")).order_by("pk"))
    return list(donations.locked().order_by("pk"))


def gifts_like(donation: Donation) -> list[law.Gift]:
    """This gift and all others of its donor."""
    if donation.donor_id is None:
        return gifts_where(Q(donation=donation))
    return gifts_where(Q(donation__donor_id=donation.donor_id))


def gifts_where(which: Q) -> list[law.Gift]:
    """The gifts whose ledger entries these are, in one query; only those for which money came."""
    came = Q(kind__in=(CHARGE, OFFLINE))
    gross = came | Q(kind=CORRECTION)
    rows = LedgerEntry.objects.counted().filter(which, donation__currency=law.CURRENCY).values("donation_id")
    rows = rows.annotate(
        left=Sum("amount_minor"),
        received=Sum("amount_minor", filter=gross),
        charged_at=Min("occurred_at", filter=Q(kind=CHARGE)),
        came_at=Min("occurred_at", filter=came),
    )
    return [
        law.Gift(row["donation_id"], row["received"], row["left"], received_on(row["came_at"], bool(row["charged_at"])))
        for row in rows
        if row["came_at"]
    ]


def received_on(came_at: datetime, is_through_stripe: bool) -> date:
    """The day on which the law's clock starts for money that came at this moment."""
    days = settings.GIFT_RECEIVED_AFTER_DAYS if is_through_stripe else 0
    return timezone.localdate(came_at) + timedelta(days=days)


def _unchecked(found: Iterable[int], *, besides: int | None = None) -> set[int]:
    keys = set(found) - {besides}
    # A suspicion is no answer to what the law asks for.
    checks = PermissibilityCheck.objects.filter(donation_id__in=keys).exclude(reason=Reason.SPLIT, state__in=OPEN)
    return keys - set(checks.values_list("donation_id", flat=True)) if keys else keys


def _open(donation: Donation, need: law.Need, gift: law.Gift, now: datetime) -> PermissibilityCheck:
    check = PermissibilityCheck(
        donation=donation,
        rule=need.rule,
        reason=need.reason,
        received_on=gift.received_on,
        due_on=_with_time_to_answer(need.due_on, now),
    )
    if offline := OfflineGift.objects.filter(donation=donation).first():
        check.full_name, check.address = offline.payer_name, offline.payer_address
        can_be_asked = donation.donor and donation.donor.email
        check.state = State.ASKED if can_be_asked and not check.address else State.TO_CHECK
    check.save()
    return check


def _with_time_to_answer(due_on: date, now: datetime) -> date:
    return max(due_on, timezone.localdate(now) + TIME_TO_ANSWER)


def _follow(check: PermissibilityCheck, need: law.Need | None, *, is_gone: bool, now: datetime) -> None:
    """Do what a change of the money means for a check that was opened before."""
    is_open = check.state in OPEN
    is_suspicion = check.reason == Reason.SPLIT
    if is_open and (is_gone or (need is None and not is_suspicion)):
        orders = check.donation.refund_orders.filter(why=RefundOrder.Why.NOT_PERMISSIBLE)
        order = orders.exclude(state=RefundOrder.State.REFUSED).order_by("-pk").first()
        if is_gone and order:
            _take_as_returned(check, order, now)
        else:
            check.state, check.decided_at = State.CLOSED, now
    elif check.state == State.CLOSED and not is_gone and (need or is_suspicion):
        # A dispute was won, or a refund has failed: the money is received anew.
        check.state, check.decided_at = _state_to_go_on(check), None
        check.due_on = max(check.due_on, law.decide_by(timezone.localdate(now), pack_on(check.received_on)))
    elif is_open and is_suspicion and need:
        check.reason = need.reason
        check.state = _state_to_go_on(check)
        check.due_on = _with_time_to_answer(need.due_on, now)
    else:
        return
    check.save()


def _take_as_returned(check: PermissibilityCheck, order: RefundOrder, now: datetime) -> None:
    """Somebody has sent the gift back because of the law, past the queue: by the donation's own button."""
    before = check.donation.entries.filter(recorded_at__lt=order.ordered_at)
    check.last_entry_before = before.aggregate(last=Max("pk", default=0))["last"]
    check.state, check.decided_by, check.decided_at = State.RETURNED, order.ordered_by, now
    check.return_reason, check.returned_to = order.note, through_stripe()


def through_stripe() -> str:
    """How money goes back that came by card or account, for the register."""
    return _("The card or account that paid, through Stripe")


def _state_to_go_on(check: PermissibilityCheck) -> str:
    is_for_the_treasurer = check.declared_at or check.reason == Reason.SPLIT
    return State.TO_CHECK if is_for_the_treasurer else State.ASKED


def mail_key(check: PermissibilityCheck, template: str = "declaration", about: str = "") -> str:
    """What names a mail to a donor about a check in the outbox, once for each last day to answer."""
    return f"{template}:{check.pk}:{check.due_on}:{about}"


def ask_donor(*, check: PermissibilityCheck, now: datetime, template: str = "declaration", about: str = "") -> None:
    """Ask the donor by mail to say who they are, once for each time that something is wanted of them."""
    donation = check.donation
    if check.state != State.ASKED or donation.donor is None or not donation.donor.email:
        return
    queue_mail(
        key=mail_key(check, template, about),
        to=donation.donor.email,
        template=template,
        context={
            "donation": donation,
            "crowdfund": donation.crowdfund,
            "amount_minor": donation.left_minor(),
            "threshold_minor": pack_on(check.received_on).check_above_minor,
            "is_added_up": check.reason == Reason.ADDED_UP,
            "answer_by": check.due_on,
            "declaration_path": declaration_path(check),
        },
        locale=donation.locale,
        now=now,
    )
