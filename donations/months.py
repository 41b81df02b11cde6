"""Months on the calendar, for what repeats each month. Pure."""

from calendar import monthrange
from datetime import datetime
from itertools import count


def add_months(at: datetime, months: int) -> datetime:
    """The same day and hour so many months on, or that month's last day where it has no such day."""
    year, month = divmod(at.month - 1 + months, 12)
    year, month = at.year + year, month + 1
    return at.replace(year=year, month=month, day=min(at.day, monthrange(year, month)[1]))


def first_not_before(due: datetime, earliest: datetime) -> datetime:
    """The first of `due`, a month after it, two months after it …, that is not before `earliest`."""
    return next(each for each in (add_months(due, months) for months in count()) if each >= earliest)
