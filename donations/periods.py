"""Which movements the public ledger shows together, so that nobody can be picked out of it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

FEWEST = 5
WEEK, ONE_DAY = timedelta(days=7), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """The movements of one day or of several days on end, without telling which of them on which day."""

    first: date
    last: date
    count: int
    sum_minor: int


def closed_periods(days: Iterable[Period], today: date) -> tuple[list[Period], int]:
    """The periods that may be shown, oldest first, and the sum of the movements that may not yet.

    `days` are the days with movements, in order. A period ends with the day on which it has five movements, or after
    a week; never today, which may bring more. Once it has ended it stays as it is.
    """
    closed: list[Period] = []
    current: Period | None = None
    for day in days:
        if current and day.first - current.first >= WEEK:
            closed.append(_of_a_week(current))
            current = None
        current = _joined(current, day) if current else day
        if current.count >= FEWEST and day.first < today:
            closed.append(current)
            current = None
    if current and today - current.first >= WEEK:
        closed.append(_of_a_week(current))
        current = None
    return closed, current.sum_minor if current else 0


def _joined(period: Period, day: Period) -> Period:
    return Period(period.first, day.last, period.count + day.count, period.sum_minor + day.sum_minor)


def _of_a_week(period: Period) -> Period:
    return replace(period, last=period.first + WEEK - ONE_DAY)
