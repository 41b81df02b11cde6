"""Events in force as entries of a calendar: what events/ical.py writes."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Min

from cms.addresses import absolute
from cms.models import Topic
from events.ical import Entry, EntryDate
from events.models import Event, Hub, Occurrence
from events.recurrence import Recurrence

MOST_EVENTS = 500
"""So many stand in one feed, those that take place next: no phone reads more."""

KEPT_FOR = timedelta(days=31)
"""For so long a date that is over stays in feeds."""


def entries(*, now: datetime, hub: Hub | None = None, topic: Topic | None = None) -> list[Entry]:
    """What a feed of everything, of a hub or on a topic has in it."""
    current = Occurrence.objects.public().in_scope(hub, topic=topic).filter(ends_at__gt=now - KEPT_FOR).order_by()
    soonest = current.values("event").annotate(first=Min("starts_at")).order_by("first", "event")[:MOST_EVENTS]
    events = Event.objects.in_force().in_bulk([row["event"] for row in soonest])
    return _written([events[row["event"]] for row in soonest if row["event"] in events])


def entries_of(event: Event) -> list[Entry]:
    """What the feed of one event has in it, with everything that is over."""
    return _written([event])


def entry_on(row: Occurrence) -> Entry:
    """One date of an event by itself, with the id that it has in no series."""
    entry = _entry(row.event, [row])
    return replace(entry, recurrence=Recurrence(), uid=f"{entry.uid}-{row.original_date:%Y%m%d}")


def _written(events: list[Event]) -> list[Entry]:
    rows: defaultdict[int, list[Occurrence]] = defaultdict(list)
    for row in Occurrence.objects.public().filter(event__in=events).order_by("original_date"):
        rows[row.event_id].append(row)
    return [_entry(event, rows[event.pk]) for event in events]


def _entry(event: Event, rows: list[Occurrence]) -> Entry:
    text = event.text()
    is_placed = event.is_in_person and event.latitude is not None and event.longitude is not None
    for row in rows:
        row.event = event
    return Entry(
        uid=str(event.key),
        title=text.title,
        description="\n\n".join(filter(None, (text.summary, text.access_note, event.online_url))),
        url=absolute(text.path),
        start=event.start,
        recurrence=_as_far_as_made(event, rows),
        location=_location(event.place, event.online_url),
        dates=tuple(_date(row) for row in rows),
        changed_at=event.changed_at,
        sequence=event.sequence,
        position=(float(event.latitude or 0), float(event.longitude or 0)) if is_placed else None,
    )


def _as_far_as_made(event: Event, rows: list[Occurrence]) -> Recurrence:
    """Its rule; one that goes on for ever only up to the last date, once all later ones are cancelled or moved."""
    recurrence = event.recurrence
    if not event.standing or not rows or not recurrence.rule or recurrence.rule.count or recurrence.rule.until:
        return recurrence
    return replace(recurrence, rule=replace(recurrence.rule, until=rows[-1].original_date))


def _date(row: Occurrence) -> EntryDate:
    return EntryDate(
        original_date=row.original_date,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_cancelled=row.is_cancelled,
        is_moved=row.is_moved,
        location=_location(row.place, row.event.online_url),
        note=row.note,
        sequence=row.sequence,
    )


def _location(place: list[str], online_url: str) -> str:
    return ", ".join(place) or online_url
