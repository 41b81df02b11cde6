"""What the clock does about checks: finds what was missed, suspects splitting, reminds donors, sends back in time."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone

from cms.models import OutgoingMail
from donations import law
from donations.models import Donation, LedgerEntry, PermissibilityCheck
from donations.rules import CHARGE, OFFLINE
from donations.services.law_totals import move_law_totals
from donations.services.permissibility import (
    OPEN,
    Reason,
    State,
    ask_donor,
    gifts_where,
    lock_donations,
    look_into,
    mail_key,
)
from donations.services.regulation import pack_on
from donations.services.verdicts import return_if_overdue, take_up_failed_return

logger = logging.getLogger(__name__)

LATELY = timedelta(days=14)
LOOK_BACK = LATELY.days + 1
LAST_DAYS = timedelta(days=5)


def return_overdue(now: datetime) -> None:
    """Send back each gift of which the last day to decide has passed, and take up returns that have failed."""
    overdue = PermissibilityCheck.objects.filter(state__in=OPEN, due_on__lt=timezone.localdate(now))
    for check_id in list(overdue.order_by("due_on", "pk").values_list("pk", flat=True)):
        with _next_one_whatever_happens(check_id):
            return_if_overdue(check_id=check_id, now=now)
    returned = Donation.objects.filter(permissibility__state=State.RETURNED).kept_above(0)
    for check_id in list(returned.order_by("pk").values_list("permissibility__pk", flat=True)):
        with _next_one_whatever_happens(check_id):
            take_up_failed_return(check_id=check_id, now=now)


@contextmanager
def _next_one_whatever_happens(check_id: int) -> Iterator[None]:
    """One gift that cannot be sent back holds up no other."""
    try:
        yield
    except Exception:
        logger.exception("The gift of check %s could not be sent back", check_id)


def remind_donors(now: datetime) -> None:
    """Write to who has not answered: half-way, and some days before the end."""
    today = timezone.localdate(now)
    asked = PermissibilityCheck.objects.filter(state=State.ASKED, due_on__gte=today)
    for check in asked.select_related("donation__crowdfund", "donation__donor").order_by("due_on", "pk"):
        half_way = check.due_on - timedelta(days=pack_on(check.received_on).days_to_decide // 2)
        if today >= check.due_on - LAST_DAYS:
            ask_donor(check=check, now=now, template="declaration_reminder", about="last")
        elif today >= half_way and not _was_asked_late(check, half_way):
            ask_donor(check=check, now=now, template="declaration_reminder", about="half")


def _was_asked_late(check: PermissibilityCheck, half_way: date) -> bool:
    asked = OutgoingMail.objects.filter(key=mail_key(check)).values_list("created_at", flat=True).first()
    return asked is not None and timezone.localdate(asked) >= half_way


def look_again(now: datetime) -> None:
    """Open the checks of lately received gifts that are missing: the process may have died after a gift was counted."""
    # What is in force today may have been chosen after these gifts came.
    thresholds = [pack_on(timezone.localdate(now) - timedelta(days=ago)).check_above_minor for ago in range(LOOK_BACK)]
    threshold_minor = min((minor for minor in thresholds if minor is not None), default=None)
    if threshold_minor is None:
        return
    lately = Donation.objects.filter(entries__kind__in=(CHARGE, OFFLINE), entries__recorded_at__gte=now - LATELY)
    suspected = Q(permissibility__reason=Reason.SPLIT, permissibility__state__in=OPEN)
    lately = lately.filter(Q(permissibility=None) | suspected).distinct()
    given = LedgerEntry.objects.counted().values("donation__donor_id").annotate(sum_minor=Sum("amount_minor"))
    large = given.filter(donation__donor__in=lately.values("donor")).filter(sum_minor__gt=threshold_minor)
    unknown = lately.filter(donor=None).kept_above(threshold_minor)
    wanted = Q(donor__in=large.values("donation__donor_id")) | Q(pk__in=unknown.values("pk"))
    with transaction.atomic():
        for donation in lock_donations(lately.filter(wanted).values_list("pk", flat=True)):
            look_into(donation=donation, now=now)


def flag_splits(now: datetime) -> None:
    """Show the treasurer gifts of the last days that look like one which was split. The donor is not asked by this."""
    gifts = list(_named_gifts(now - LATELY))
    suspected = law.suspected_splits(gifts, pack_on)
    known = set(PermissibilityCheck.objects.filter(donation__in=suspected).values_list("donation_id", flat=True))
    days = {gift.key: gift.received_on for gift in gifts}
    with transaction.atomic():
        for donation in lock_donations(suspected - known):
            _suspect(donation, days[donation.pk])


def _named_gifts(since: datetime) -> Iterator[law.NamedGift]:
    came = Q(entries__kind__in=(CHARGE, OFFLINE), entries__occurred_at__gte=since)
    donations = Donation.objects.filter(came, donor__isnull=False).distinct()
    gifts = {gift.key: gift for gift in gifts_where(Q(donation__in=donations.values("pk")))}
    names = donations.values_list("pk", "donor_id", "donor__name", "message__public_name")
    for key, donor_id, payer_name, public_name in names:
        if gift := gifts.get(key):
            yield law.NamedGift(
                key, donor_id or 0, (payer_name or "", public_name or ""), gift.left_minor, gift.received_on
            )


def _suspect(donation: Donation, day: date) -> None:
    if donation.left_minor() <= 0:
        return
    pack = pack_on(day)
    PermissibilityCheck.objects.get_or_create(
        donation=donation,
        defaults={
            "rule": pack.name,
            "reason": Reason.SPLIT,
            "received_on": day,
            "due_on": law.decide_by(day, pack),
            "state": State.TO_CHECK,
        },
    )
    move_law_totals(donation.crowdfund)
