"""Making the rows of an event's dates from its rule, and keeping what people decided of single ones."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from events import schedule
from events.models import Event, Occurrence
from events.recurrence import LATEST
from events.schedule import Slot
from events.services import day_counts, standing

HORIZON = timedelta(days=549)
"""Dates are made for eighteen months ahead, and each night one day more."""

LOOK_BACK = timedelta(days=366)
"""Of a series that began long ago, the dates of the last year are made."""

WRITTEN = [
    "original_date",
    "original_starts_at",
    "starts_at",
    "ends_at",
    "local_date",
    "last_date",
    "is_moved",
    "status",
    "venue",
    "address",
    "note",
    "sequence",
]


def make_dates(event: Event, now: datetime) -> None:
    """Have a row for each date that the event's rule names. Days are counted anew by whoever holds its lock.

    A date is known by its local day: it keeps its row when the hour changes, and stays cancelled or moved. A coming one
    that the rule no longer names goes, unless somebody has touched it; what is over stays as it was. One for which
    people have signed up is cancelled instead, and they are told.
    """
    rows = list(event.occurrences.all())
    slots = _slots(event, now)
    kept = _take_along(rows, slots, now) if not event.recurrence else {row.original_date: row for row in rows}
    changed = [row for at in slots if (row := kept.get(at.day)) and row.ends_at > now and _follow(row, at)]
    Occurrence.objects.bulk_update(changed, WRITTEN)
    today = now.astimezone(event.start.zone).date()
    # What a changed rule would have named in the past did not take place.
    _create(event, [at for at in slots if at.day not in kept and (not rows or at.day >= today)])
    dropped = (
        Occurrence.objects.filter(event=event)
        .untouched()
        .coming(now)
        .exclude(original_date__in=[at.day for at in slots])
    )
    dropped.filter(guest_list__isnull=False).order_by().update(
        status=Occurrence.Status.CANCELLED, sequence=F("sequence") + 1
    )
    dropped.order_by().delete()
    show_dates(event)
    _keep_made_until(event, now)


def show_dates(event: Event) -> None:
    """Repeat on its dates who may see the event, and where it is."""
    shown = _shown(event)
    of_hub = Q(hub=event.hub) if event.hub else Q(hub=None)
    event.occurrences.exclude(of_hub, is_public=shown["is_public"], town=shown["town"]).update(**shown)


def _shown(event: Event) -> dict[str, Any]:
    return {"is_public": event.is_in_force, "hub": event.hub, "town": event.town if event.is_in_person else ""}


def extend_horizon(now: datetime) -> None:
    """Make the dates that have come within the horizon, an event at a time, and count all days anew."""
    for pk in list(Event.objects.to_extend((now + HORIZON).date()).values_list("pk", flat=True)):
        _extend(pk, now)
    day_counts.recount_all()


@transaction.atomic
def _extend(pk: int, now: datetime) -> None:
    event = Event.objects.locked().get(pk=pk)
    made_until = event.made_until
    if not made_until:
        return
    slots = [at for at in _slots(event, now) if at.day > made_until]
    if slots:
        with day_counts.counted_anew(event):
            _create(event, slots)
    _keep_made_until(event, now)


def _keep_made_until(event: Event, now: datetime) -> None:
    rule, horizon = event.recurrence.rule, now.astimezone(event.start.zone).date() + HORIZON
    is_complete = rule is None or (rule.until is not None and rule.until <= horizon)
    event.made_until = LATEST if is_complete else horizon
    event.save(update_fields=["made_until"])


def _slots(event: Event, now: datetime) -> list[Slot]:
    start = event.start
    today = now.astimezone(start.zone).date()
    # A single meeting is always made, however far ahead.
    since = max(start.day, today - LOOK_BACK) if event.recurrence else start.day
    return schedule.slots(event.recurrence, start=start, since=since, last=max(today + HORIZON, start.day))


def _take_along(rows: list[Occurrence], slots: list[Slot], now: datetime) -> dict[object, Occurrence]:
    """The row of a single meeting goes along to its new day, with all that hangs on it."""
    kept: dict[object, Occurrence] = {row.original_date: row for row in rows}
    coming = [row for row in rows if row.ends_at > now]
    if len(slots) == len(coming) == 1 and slots[0].day not in kept:
        row = coming[0]
        row.original_date, row.is_moved = slots[0].day, False
        kept[row.original_date] = row
    return kept


def _follow(row: Occurrence, at: Slot) -> bool:
    """Put the row where its rule has it now, unless it was moved. Gives whether anything changed."""
    before = (row.original_starts_at, row.starts_at, row.ends_at, row.local_date)
    row.original_starts_at = at.starts_at
    if not row.is_moved:
        standing.place(row, at)
    return before != (row.original_starts_at, row.starts_at, row.ends_at, row.local_date)


def _create(event: Event, slots: Iterable[Slot]) -> None:
    decided, shown = standing.read(event), _shown(event)
    rows = [standing.planned(event, at, **shown) for at in slots]
    if decided:
        rows = [decided.applied_to(row) if row.original_date >= decided.since else row for row in rows]
    Occurrence.objects.bulk_create(rows)
