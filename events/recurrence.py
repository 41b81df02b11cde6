"""Which days a recurrence rule of RFC 5545 names. Whole days only: no clock, no time zone but to read what a form sent.

Everything is counted day by day between two given days, so that no rule, whatever it says, can run for long.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

DAILY, WEEKLY, MONTHLY, YEARLY = FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
"""Events begin and end between these days: years beyond them are slips of the finger."""

MOST_DAYS = 1000
"""So many occurrences an event has at most, and so many dates may be added to a rule or left out of it."""


class RecurrenceError(ValueError):
    """A rule that is not taken. `about` names the part, and `code` says why, in one of these words:

    unreadable, unsupported, frequency, several_rules, number, combination, range, too_many, no_match, before_start
    """

    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(f"{code}: {about}" if about else code)
        self.code, self.about = code, about


@dataclass(frozen=True, slots=True)
class Rule:
    """One RRULE. `by_day` has pairs of an ordinal (0 for every, -1 for the last) and a weekday (0 is Monday)."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    week_start: int = 0
    by_month: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_day: tuple[tuple[int, int], ...] = ()
    by_set_pos: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule, the dates added to it and the dates left out; without any of them the event takes place once."""

    rule: Rule | None = None
    added: tuple[date, ...] = field(default=())
    left_out: tuple[date, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.rule or self.added)


def check_start(recurrence: Recurrence, start: date) -> None:
    """Raises: RecurrenceError: range, no_match (in `about` the rule's first day, if it has one), before_start."""
    if not EARLIEST <= start <= LATEST:
        raise RecurrenceError("range", start.isoformat())
    if recurrence.rule:
        first = next(_rule_days(recurrence.rule, start, _plus_years(start, 8)), None)
        if first != start:
            raise RecurrenceError("no_match", first.isoformat() if first else "")
    if early := [day for day in recurrence.added if day < start]:
        raise RecurrenceError("before_start", min(early).isoformat())


def days(recurrence: Recurrence, *, start: date, last: date) -> list[date]:
    """The days from `start` to `last`, both included, on which the event takes place, in order.

    The day it starts counts as the first of the rule, as RFC 5545 has it; dates that are left out are left out last.
    """
    found = set(_rule_days(recurrence.rule, start, last)) if recurrence.rule else set()
    found.update(day for day in (start, *recurrence.added) if start <= day <= last)
    return sorted(found.difference(recurrence.left_out))


def _rule_days(rule: Rule, start: date, last: date) -> Iterator[date]:
    until = min(rule.until or last, last)
    chosen = (day for period in _periods(rule, start, until) for day in _chosen(rule, period, start))
    return islice((day for day in chosen if start <= day <= until), rule.count)


def _periods(rule: Rule, start: date, until: date) -> Iterator[list[date]]:
    """The days of each day, week, month or year that the interval does not skip, up to the one of `until`."""
    number = 0
    while (first := _first_of_period(rule, start, number)) is not None and first <= until:
        following = _first_of_period(rule, start, number + 1)
        length = ((following or LATEST + timedelta(1)) - first).days
        yield [first + timedelta(step) for step in range(length)]
        number += rule.interval


def _first_of_period(rule: Rule, start: date, number: int) -> date | None:
    """The first day of the period that lies `number` after the one of `start`; None where the calendar has ended."""
    if rule.freq == YEARLY:
        month = (start.year + number) * 12
    elif rule.freq == MONTHLY:
        month = start.year * 12 + start.month - 1 + number
    else:
        into = (start.weekday() - rule.week_start) % 7 if rule.freq == WEEKLY else 0
        step = (7 if rule.freq == WEEKLY else 1) * number - into
        return start + timedelta(step) if step <= (LATEST - start).days else None
    return date(month // 12, month % 12 + 1, 1) if month // 12 <= LATEST.year else None


def _chosen(rule: Rule, period: list[date], start: date) -> list[date]:
    found = [day for day in period if _matches(rule, day, start)]
    if not rule.by_set_pos:
        return found
    at = {position - 1 if position > 0 else len(found) + position for position in rule.by_set_pos}
    return [day for number, day in enumerate(found) if number in at]


def _matches(rule: Rule, day: date, start: date) -> bool:
    """Whether the rule's parts allow the day; what they leave open is as on the day of the start."""
    is_open = not rule.by_day and not rule.by_month_day
    if rule.by_month and day.month not in rule.by_month:
        return False
    if rule.freq == WEEKLY and is_open:
        return day.weekday() == start.weekday()
    if rule.freq in (MONTHLY, YEARLY) and is_open:
        is_month = rule.freq == MONTHLY or bool(rule.by_month) or day.month == start.month
        return is_month and day.day == start.day
    is_day = not rule.by_day or any(_is_weekday(rule, day, *each) for each in rule.by_day)
    return is_day and (not rule.by_month_day or not _from_both_ends(day, "month").isdisjoint(rule.by_month_day))


def _is_weekday(rule: Rule, day: date, ordinal: int, weekday: int) -> bool:
    if day.weekday() != weekday:
        return False
    if not ordinal:
        return True
    # The second Tuesday is of the year only where no month is spoken of.
    number, back = _ordinals(day, "year" if rule.freq == YEARLY and not rule.by_month else "month")
    return ordinal in (number, back)


def _ordinals(day: date, within: str) -> tuple[int, int]:
    """The how manieth of its weekday the day is, from the beginning and, negative, from the end."""
    number, left = _position(day, within)
    return (number - 1) // 7 + 1, -(left // 7 + 1)


def _from_both_ends(day: date, within: str) -> set[int]:
    number, left = _position(day, within)
    return {number, -(left + 1)}


def _position(day: date, within: str) -> tuple[int, int]:
    """The day's number within its month or year, and how many days follow in it."""
    if within == "year":
        return day.timetuple().tm_yday, (date(day.year, 12, 31) - day).days
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day.day, (following - day).days - 1


def _plus_years(start: date, years: int) -> date:
    return min(start + timedelta(366 * years), LATEST)
