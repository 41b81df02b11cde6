"""What came in, went back and cost, added up by the database: over time, by crowdfund, and by way of giving."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Case, CharField, DateField, Q, Sum, Value, When
from django.db.models.functions import Coalesce, Trunc

from cms.days import midnight
from donations import rules
from donations.models import LedgerEntry
from donations.treasury.charts import Bucket

CAME_IN = (rules.CHARGE, rules.OFFLINE, rules.CORRECTION)
WENT_BACK = (rules.REFUND, rules.REFUND_REVERSAL, rules.DISPUTE, rules.DISPUTE_REVERSAL, rules.OFFLINE_REVERSAL)
BUCKETS = {"day": 30, "week": 26, "month": 12}
"""How many of each are shown."""

ONCE, MONTHLY, OFFLINE = "once", "monthly", "offline"


@dataclass(frozen=True, slots=True)
class Sums:
    """Minor units: gross in, what went back and fees (both below nothing)."""

    in_minor: int = 0
    back_minor: int = 0
    fee_minor: int = 0

    @property
    def kept_minor(self) -> int:
        return self.in_minor + self.back_minor + self.fee_minor

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.in_minor + other.in_minor, self.back_minor + other.back_minor, self.fee_minor + other.fee_minor
        )


@dataclass(frozen=True, slots=True)
class Taking:
    """What moved in one month, of one crowdfund, in one currency, by one way of giving."""

    month: date
    crowdfund_id: int
    currency: str
    way: str
    sums: Sums


def first_day(by: str, today: date) -> date:
    """The first day of the oldest bucket, where the newest holds today."""
    if by == "day":
        return today - timedelta(days=BUCKETS["day"] - 1)
    if by == "week":
        return today - timedelta(days=today.weekday(), weeks=BUCKETS["week"] - 1)
    return months_before(today, BUCKETS["month"] - 1)


def months_before(day: date, count: int) -> date:
    """The first day of the month that is so many before the day's own."""
    months = day.year * 12 + day.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


def starts(by: str, today: date) -> list[date]:
    """The first day of each bucket, the oldest first."""
    first = first_day(by, today)
    if by == "month":
        return [months_before(today, count) for count in reversed(range(BUCKETS["month"]))]
    return [first + timedelta(days=place * (7 if by == "week" else 1)) for place in range(BUCKETS[by])]


def over_time(by: str, today: date) -> dict[str, list[Bucket]]:
    """For each currency in which something moved a bucket for each day, week or month, in one query."""
    rows = _since(first_day(by, today)).annotate(start=Trunc("occurred_at", by, output_field=DateField()))
    found = _summed(rows.values("currency", "start")).order_by("currency", "start")
    charts = {}
    for currency, group in groupby(found, key=lambda row: row["currency"]):
        sums = {row["start"]: _sums(row) for row in group}
        charts[currency] = [_bucket(start, sums.get(start, Sums())) for start in starts(by, today)]
    return charts


def of_two_months(today: date) -> list[Taking]:
    """What moved this month and in the one before it, in one query."""
    way = Case(
        When(kind__in=(rules.OFFLINE, rules.OFFLINE_REVERSAL), then=Value(OFFLINE)),
        When(donation__recurring__isnull=False, then=Value(MONTHLY)),
        default=Value(ONCE),
        output_field=CharField(),
    )
    rows = _since(months_before(today, 1)).annotate(
        month=Trunc("occurred_at", "month", output_field=DateField()), way=way
    )
    found = _summed(rows.values("month", "crowdfund_id", "currency", "way")).order_by("currency", "crowdfund_id")
    return [
        Taking(row["month"], row["crowdfund_id"], row["currency"], row["way"], _sums(row)) for row in found.iterator()
    ]


def added_up(takings: Iterable[Taking]) -> Sums:
    return sum((taking.sums for taking in takings), Sums())


def _since(day: date) -> Any:
    return LedgerEntry.objects.filter(occurred_at__gte=midnight(day))


def _summed(rows: Any) -> Any:
    def of(condition: Q) -> Any:
        return Coalesce(Sum("amount_minor", filter=condition), 0)

    return rows.annotate(
        in_minor=of(Q(kind__in=CAME_IN)), back_minor=of(Q(kind__in=WENT_BACK)), fee_minor=of(Q(kind=rules.FEE))
    )


def _sums(row: dict[str, Any]) -> Sums:
    return Sums(row["in_minor"], row["back_minor"], row["fee_minor"])


def _bucket(start: date, sums: Sums) -> Bucket:
    return Bucket(start, sums.in_minor, sums.back_minor, sums.fee_minor)
