"""The ledger as everybody may read it: periods with their amounts, which add up to what the tracker shows.

It tells no donor, no time of day, and no day on which fewer than five movements took place.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.utils import timezone

from cms.days import midnight
from donations.models import Crowdfund, LedgerEntry
from donations.periods import ONE_DAY, Period, closed_periods


@dataclass(frozen=True, slots=True)
class ShownPeriod:
    """`amounts_minor` from the largest to the smallest: their order tells nothing of when they came."""

    period: Period
    amounts_minor: list[int]


def public_periods(crowdfund: Crowdfund, today: date) -> tuple[list[Period], int]:
    """The periods that may be shown, newest first, and the sum of what is not shown yet."""
    closed, withheld_minor = closed_periods(LedgerEntry.objects.filter(crowdfund=crowdfund).counted().by_day(), today)
    return closed[::-1], withheld_minor


def with_amounts(crowdfund: Crowdfund, periods: Sequence[Period]) -> list[ShownPeriod]:
    """These periods, which follow each other, with their amounts; read in one query."""
    if not periods:
        return []
    first, last = min(period.first for period in periods), max(period.last for period in periods)
    entries = LedgerEntry.objects.filter(
        crowdfund=crowdfund, occurred_at__gte=midnight(first), occurred_at__lt=midnight(last + ONE_DAY)
    ).counted()
    amounts: dict[date, list[int]] = defaultdict(list)
    for occurred_at, amount_minor in entries.values_list("occurred_at", "amount_minor"):
        amounts[timezone.localdate(occurred_at)].append(amount_minor)
    return [
        ShownPeriod(period, sorted(chain.from_iterable(amounts[day] for day in _days(period)), reverse=True))
        for period in periods
    ]


def _days(period: Period) -> Iterator[date]:
    return (period.first + n * ONE_DAY for n in range((period.last - period.first).days + 1))
