"""Cancelling, moving and restoring dates of an event: one, one and all that follow it, or all that are still to come.

What is decided of the following or of all holds for later dates too, which are made as time goes by.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.db.models import F

from events.models import Event, Occurrence
from events.querysets import OccurrenceQuerySet
from events.recurrence import EARLIEST, LATEST
from events.schedule import LONGEST_MINUTES, slot
from events.services import day_counts
from events.services.dates import WRITTEN
from events.services.standing import Standing, place, read


class Scope(StrEnum):
    """Which dates a decision is about."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


class NothingToChange(Exception):
    """There is no such date, or it is over."""


class BeyondCalendar(ValueError):
    """A date would be moved before or after all that events may lie on, or last no time or too long."""


def affected(*, event: Event, original_date: date, scope: Scope, now: datetime) -> OccurrenceQuerySet:
    """The coming dates that a decision about `original_date` would be about, cancelled and moved ones among them."""
    coming = Occurrence.objects.filter(event=event).coming(now)
    if scope == Scope.ALL:
        return coming
    if scope == Scope.FOLLOWING:
        return coming.filter(original_date__gte=original_date)
    return coming.filter(original_date=original_date)


@transaction.atomic
def cancel_dates(*, key: UUID, original_date: date, scope: Scope, note: str = "", now: datetime) -> list[Occurrence]:
    """Say of dates that they do not take place, and why. Gives those that did until now.

    Raises: NothingToChange.
    """
    decided = Standing(since=original_date, is_cancelled=True, note=note)
    with _decision(key, original_date, scope, now) as (event, rows):
        rows = [row for row in rows if not row.is_cancelled]
        _write([decided.applied_to(row) for row in rows])
        _stand(event, scope, decided, now)
    return rows


@transaction.atomic
def move_dates(
    *,
    key: UUID,
    original_date: date,
    scope: Scope,
    to_day: date,
    to_time: time,
    minutes: int,
    venue: str = "",
    address: str = "",
    note: str = "",
    now: datetime,
) -> list[Occurrence]:
    """Move a date to another day and hour of the event's clock, the others by as many days to the same hour.

    Gives those that moved: cancelled ones stay where they were. Raises: NothingToChange, BeyondCalendar.
    """
    days = (to_day - original_date).days
    at = to_time.replace(second=0, microsecond=0)
    decided = Standing(original_date, False, days, at, minutes, venue, address, note)
    with _decision(key, original_date, scope, now) as (event, rows):
        rows = [row for row in rows if not row.is_cancelled]
        if not rows:
            raise NothingToChange
        ends = (EARLIEST.toordinal(), LATEST.toordinal())
        if not 1 <= minutes <= LONGEST_MINUTES or any(
            not ends[0] <= row.original_date.toordinal() + days <= ends[1] for row in rows
        ):
            raise BeyondCalendar
        _write([decided.applied_to(row) for row in rows])
        _stand(event, scope, decided, now)
    return rows


@transaction.atomic
def restore_dates(*, key: UUID, original_date: date, scope: Scope, now: datetime) -> list[Occurrence]:
    """Let dates take place after all, when and where the event's rule has them. Gives those that changed.

    Raises: NothingToChange.
    """
    with _decision(key, original_date, scope, now) as (event, rows):
        rows = [row for row in rows if row.is_cancelled or row.is_moved or row.note]
        for row in rows:
            place(row, slot(event.start, row.original_date))
            row.status, row.is_moved = Occurrence.Status.SCHEDULED, False
            row.venue = row.address = row.note = ""
        _write(rows)
        _stand(event, scope, None, now)
    return rows


@transaction.atomic
def cancel_as_copied(*, key: UUID, source_key: UUID, now: datetime) -> list[Occurrence]:
    """Cancel those dates of a new series that are cancelled on the series of which it is a copy. Gives them.

    Dates are the same where they have the same day; a single meeting on another day has none of them.
    """
    event, source = Event.objects.locked().filter(key=key).first(), Event.objects.filter(key=source_key).first()
    if not (event and source and event.rule and source.rule):
        return []
    cancelled = source.occurrences.filter(status=Occurrence.Status.CANCELLED)
    notes = dict(cancelled.values_list("original_date", "note"))
    rows = list(Occurrence.objects.filter(event=event, original_date__in=notes).untouched().coming(now))
    with day_counts.counted_anew(event):
        for row in rows:
            row.event, row.status, row.note = event, Occurrence.Status.CANCELLED, notes[row.original_date]
        _write(rows)
    decided = read(source)
    _stand(event, Scope.FOLLOWING, decided if decided and decided.is_cancelled else None, now)
    return rows


@contextmanager
def _decision(key: UUID, original_date: date, scope: Scope, now: datetime) -> Iterator[tuple[Event, list[Occurrence]]]:
    """The event, locked, and the rows that are meant; afterwards their days are counted anew."""
    event = Event.objects.locked().filter(key=key).first()
    if event is None:
        raise NothingToChange
    rows = list(affected(event=event, original_date=original_date, scope=scope, now=now))
    if not any(row.original_date == original_date for row in rows):
        raise NothingToChange
    for row in rows:
        row.event = event
    with day_counts.counted_anew(event):
        yield event, rows


def _write(rows: list[Occurrence]) -> None:
    for row in rows:
        row.sequence += 1
    Occurrence.objects.bulk_update(rows, WRITTEN)


def _stand(event: Event, scope: Scope, decided: Standing | None, now: datetime) -> None:
    changed: dict[str, object] = {"changed_at": now, "sequence": F("sequence") + 1}
    if scope != Scope.THIS:
        changed["standing"] = decided.written() if decided else {}
    Event.objects.filter(pk=event.pk).update(**changed)
