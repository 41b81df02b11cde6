"""When meetings are: rules without I/O, framework or clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from events.recurrence import MOST_DAYS, Recurrence, RecurrenceError, days

LONGEST_MINUTES = 14 * 24 * 60
"""So long an event lasts at most; what goes on for longer is a series."""


@dataclass(frozen=True, slots=True)
class Start:
    """When an event takes place first, by the clock on the wall of its zone, and how long it takes."""

    day: date
    at: time
    zone: ZoneInfo
    minutes: int


@dataclass(frozen=True, slots=True)
class Slot:
    """When one occurrence takes place by its rule: the local day, which identifies it, and start and end in UTC."""

    day: date
    starts_at: datetime
    ends_at: datetime


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A wall-clock time in UTC, as RFC 5545 §3.3.5 reads it.

    An hour that the clocks skip is read with the offset before the change: 01:30 in London on 29 March 2026 is 02:30
    summer time. Of an hour that comes twice the first is meant.
    """
    return datetime.combine(day, at.replace(fold=0), tzinfo=zone).astimezone(UTC)


def slots(recurrence: Recurrence, *, start: Start, since: date, last: date, most: int = MOST_DAYS) -> list[Slot]:
    """The occurrences on the local days from `since` to `last`, each as long as the first.

    Raises: RecurrenceError: too_many, when there are more than `most`.
    """
    named = [day for day in days(recurrence, start=start.day, last=last) if day >= since]
    if len(named) > most:
        raise RecurrenceError("too_many")
    return [slot(start, day) for day in named]


def slot(start: Start, day: date) -> Slot:
    """The event on that day, at its hour."""
    starts_at = moment(day, start.at, start.zone)
    return Slot(day, starts_at, starts_at + timedelta(minutes=start.minutes))
