"""Promises of gifts: written down, kept or let go. Their sum stands beside the money, never in it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum
from wagtail.log_actions import log

from cms import caching
from donations.models import Crowdfund, CrowdfundTotal, Pledge
from donations.services.locks import lock_total

ENTERED_PLEDGE, KEPT_PLEDGE, LET_PLEDGE_GO = "donations.pledge", "donations.pledge_kept", "donations.pledge_let_go"

State = Pledge.State


class PledgeClosed(Exception):
    """The pledge was kept or let go before."""


@transaction.atomic
def enter_pledge(
    *,
    crowdfund: Crowdfund,
    amount_minor: int,
    promised_on: date,
    name: str = "",
    email: str = "",
    note: str = "",
    user: Any,
    now: datetime,
) -> Pledge:
    """Write down that somebody has promised to give."""
    total = lock_total(crowdfund.pk)
    pledge = Pledge.objects.create(
        crowdfund=crowdfund,
        amount_minor=amount_minor,
        currency=crowdfund.currency,
        name=name,
        email=email,
        note=note,
        promised_on=promised_on,
        entered_by=user,
        entered_at=now,
    )
    _move(total, amount_minor)
    log(instance=pledge, action=ENTERED_PLEDGE, user=user, title=_title(pledge))
    return pledge


@transaction.atomic
def close_pledge(*, pledge: Pledge, is_kept: bool, user: Any, now: datetime) -> Pledge:
    """End an open pledge: it was kept, or nobody waits for it any longer. Money that came is a gift of its own.

    Raises: PledgeClosed.
    """
    total = lock_total(pledge.crowdfund_id)
    pledge = Pledge.objects.select_for_update(of=("self",)).select_related("crowdfund").get(pk=pledge.pk)
    if pledge.state != State.OPEN:
        raise PledgeClosed
    pledge.state, pledge.closed_at = State.KEPT if is_kept else State.LET_GO, now
    pledge.save(update_fields=["state", "closed_at"])
    _move(total, -pledge.amount_minor)
    log(instance=pledge, action=KEPT_PLEDGE if is_kept else LET_PLEDGE_GO, user=user, title=_title(pledge))
    return pledge


def pledged_by_rows(crowdfund: Crowdfund) -> int:
    """What the open pledges of a crowdfund add up to."""
    open_ones = Pledge.objects.filter(crowdfund=crowdfund, state=State.OPEN)
    return open_ones.aggregate(sum=Sum("amount_minor"))["sum"] or 0


def _title(pledge: Pledge) -> str:
    # The log outlives the person's data.
    return f"#{pledge.pk}"


def _move(total: CrowdfundTotal, by_minor: int) -> None:
    total.pledged_minor += by_minor
    total.save(update_fields=["pledged_minor"])
    caching.purge(total.crowdfund.cache_tag)
