"""What others add to gifts: moved with each entry of the ledger, made anew from it when a rule changes.

Everything here is done under the lock of the crowdfund's total.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Min, Q, QuerySet, Sum
from django.utils import timezone
from wagtail.log_actions import log

from cms import caching
from cms.days import midnight
from donations.matching import ARRIVING_KINDS, Movement, eligible_minor
from donations.models import Crowdfund, CrowdfundTotal, Donation, LedgerEntry, MatchFund
from donations.services.locks import lock_total

CHANGED_MATCH = "donations.match"


@transaction.atomic
def keep_match_fund(*, fund: MatchFund, user: Any) -> MatchFund:
    """Put the rule of a match in force, a new one or a changed one, with what counts towards it by the ledger."""
    lock_total(fund.crowdfund_id)
    fund.eligible_minor = eligible_by_ledger(fund)
    fund.save()
    CrowdfundTotal.objects.filter(crowdfund_id=fund.crowdfund_id).update(**_shown(_funds(fund.crowdfund)))
    rule = {"is_published": fund.is_published, **fund.rule.written()}
    log(instance=fund, action=CHANGED_MATCH, user=user, data=rule)
    caching.purge(fund.crowdfund.cache_tag)
    return fund


def move_matches(*, total: CrowdfundTotal, donation: Donation, entries: Sequence[LedgerEntry]) -> None:
    """Move the matches that are shown by the new entries of one donation, and the total, unsaved, with them.

    Reads the donation's own entries and no others, whatever the ledger's length; nothing where there is no match.
    """
    if not total.match or not entries:
        return
    new = {entry.pk for entry in entries}
    rows = list(donation.entries.all())
    after = [_movement(row) for row in rows]
    before = [_movement(row) for row in rows if row.pk not in new]
    funds = list(_funds(donation.crowdfund))
    for fund in funds:
        counted, counts = (eligible_minor(each, fund.starts_on, fund.ends_on) for each in (before, after))
        if counts != counted:
            fund.eligible_minor += counts - counted
            fund.save(update_fields=["eligible_minor"])
    for field, value in _shown(funds).items():
        setattr(total, field, value)


def rebuild_matches(crowdfund: Crowdfund) -> None:
    """Make what counts towards each match of a crowdfund equal to the ledger."""
    for fund, truth in stale_matches(crowdfund):
        MatchFund.objects.filter(pk=fund.pk).update(eligible_minor=truth)


def eligible_by_ledger(fund: MatchFund) -> int:
    """What counts towards a match by the whole ledger: the net of every donation whose money came in its time."""
    came = Min("occurred_at", filter=Q(kind__in=ARRIVING_KINDS))
    entries = LedgerEntry.objects.filter(crowdfund_id=fund.crowdfund_id).counted()
    donations = entries.values("donation").annotate(came=came, net=Sum("amount_minor"))
    in_time = donations.filter(came__gte=midnight(fund.starts_on))
    if fund.ends_on:
        in_time = in_time.filter(came__lt=midnight(fund.ends_on + timedelta(days=1)))
    return in_time.aggregate(sum=Sum("net"))["sum"] or 0


def reckon_matches(crowdfund: Crowdfund) -> dict[str, Any]:
    """What the total should show of the matches by the whole ledger, by its fields. Changes nothing."""
    funds = list(_funds(crowdfund))
    for fund in funds:
        fund.eligible_minor = eligible_by_ledger(fund)
    return _shown(funds)


def stale_matches(crowdfund: Crowdfund) -> list[tuple[MatchFund, int]]:
    """The matches for which something else counts than the ledger says, each with what it says."""
    truths = ((fund, eligible_by_ledger(fund)) for fund in _funds(crowdfund))
    return [(fund, truth) for fund, truth in truths if fund.eligible_minor != truth]


def _funds(crowdfund: Crowdfund) -> QuerySet[MatchFund]:
    # One that is hidden is not moved: what counts towards it is made anew when it is shown.
    return MatchFund.objects.filter(crowdfund=crowdfund, is_published=True).order_by("pk")


def _shown(funds: Iterable[MatchFund]) -> dict[str, Any]:
    rules = [fund.rule for fund in funds]
    return {
        "matched_minor": sum(rule.matched_minor for rule in rules),
        "match": [rule.written() for rule in rules],
    }


def _movement(entry: LedgerEntry) -> Movement:
    return Movement(entry.kind, entry.amount_minor, _day(entry.occurred_at))


def _day(at: datetime) -> date:
    return timezone.localdate(at)
