"""Calendars as RFC 5545 has them, for phones that subscribe. Pure: what is written is what is passed in.

A series is one VEVENT with its rule; a date that differs from the rule is one more with RECURRENCE-ID. What the rule no
longer names, because it was changed since, stands as an entry of its own.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import icalendar
from icalendar.prop import vRecur

from events.recurrence import LATEST, Recurrence, days
from events.recurrence_text import write_rule
from events.schedule import Slot, Start, moment, slot

YEARS_OF_A_ZONE = 5
"""How far beyond the last date a zone's changes of the clocks are told: subscribers ask again long before."""

REFRESH = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class EntryDate:
    """One date as it is, in UTC; `original_date` is the local day that its rule gives it."""

    original_date: date
    starts_at: datetime
    ends_at: datetime
    is_cancelled: bool = False
    is_moved: bool = False
    location: str = ""
    note: str = ""
    sequence: int = 0

    def follows(self, at: Slot, location: str) -> bool:
        """Whether it says nothing that its series does not say."""
        is_there = (self.starts_at, self.ends_at, self.location) == (at.starts_at, at.ends_at, location)
        return is_there and not self.is_cancelled and not self.note


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its dates. `uid` never changes, in no language; `url` is where people read about it."""

    uid: str
    title: str
    description: str
    url: str
    start: Start
    recurrence: Recurrence
    location: str
    dates: tuple[EntryDate, ...]
    changed_at: datetime
    sequence: int = 0
    position: tuple[float, float] | None = None


def write(name: str, entries: Iterable[Entry], *, language: str = "en") -> bytes:
    """A calendar of that name with all that is passed."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Hustings//Hustings//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for label in ("name", "x-wr-calname"):
        calendar.add(label, " ".join(_plain(name).split()), {"language": language})
    calendar.add("refresh-interval", REFRESH, {"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    entries = [entry for entry in entries if entry.dates]
    for zone in _zones(entries):
        calendar.add_component(zone)
    for entry in entries:
        for component in _components(entry):
            calendar.add_component(component)
    return bytes(calendar.to_ical())


def _components(entry: Entry) -> Iterable[icalendar.Event]:
    rows = {row.original_date: row for row in entry.dates}
    if not entry.recurrence:
        for row in entry.dates:
            yield _single(entry, row, entry.uid if len(rows) == 1 else _own_uid(entry, row))
        return
    last = max(rows)
    named = {day: slot(entry.start, day) for day in days(entry.recurrence, start=entry.start.day, last=last)}
    missing = [at for day, at in named.items() if day >= min(rows) and day not in rows]
    yield _series(entry, missing)
    for day, row in rows.items():
        if day not in named:
            yield _single(entry, row, _own_uid(entry, row))
        elif not row.follows(named[day], entry.location):
            exception = _single(entry, row, entry.uid)
            exception.add("recurrence-id", _local(named[day].starts_at, entry.start.zone))
            yield exception


def _own_uid(entry: Entry, row: EntryDate) -> str:
    return f"{entry.uid}-{row.original_date:%Y%m%d}"


def _series(entry: Entry, missing: list[Slot]) -> icalendar.Event:
    start, recurrence = entry.start, entry.recurrence
    component = _described(entry, slot(start, start.day).starts_at, start.minutes, entry.uid, entry.sequence)
    if recurrence.rule:
        last = moment(recurrence.rule.until or LATEST, start.at, start.zone)
        component.add("rrule", vRecur.from_ical(write_rule(recurrence.rule, until=f"{last:%Y%m%dT%H%M%SZ}")))
    if recurrence.added:
        component.add("rdate", [_local(slot(start, day).starts_at, start.zone) for day in recurrence.added])
    left_out = {slot(start, day).starts_at for day in recurrence.left_out} | {at.starts_at for at in missing}
    if left_out:
        component.add("exdate", [_local(at, start.zone) for at in sorted(left_out)])
    if entry.location:
        component.add("location", _plain(entry.location))
    component.add("status", "CONFIRMED")
    return component


def _single(entry: Entry, row: EntryDate, uid: str) -> icalendar.Event:
    minutes = int((row.ends_at - row.starts_at).total_seconds()) // 60
    component = _described(entry, row.starts_at, minutes, uid, entry.sequence + row.sequence, row.note)
    if row.location:
        component.add("location", _plain(row.location))
    component.add("status", "CANCELLED" if row.is_cancelled else "CONFIRMED")
    return component


def _described(
    entry: Entry, starts_at: datetime, minutes: int, uid: str, sequence: int, note: str = ""
) -> icalendar.Event:
    component = icalendar.Event()
    component.add("uid", uid)
    component.add("dtstamp", entry.changed_at)
    component.add("last-modified", entry.changed_at)
    component.add("sequence", sequence)
    component.add("dtstart", _local(starts_at, entry.start.zone))
    # Not an end: of an hour that comes twice it would not say which.
    component.add("duration", timedelta(minutes=minutes))
    component.add("summary", _plain(entry.title))
    if description := "\n\n".join(filter(None, (_plain(note), _plain(entry.description)))):
        component.add("description", description)
    component.add("url", entry.url)
    if entry.position:
        component.add("geo", entry.position)
    return component


def _local(at: datetime, zone: ZoneInfo) -> datetime:
    """By the clock on the wall: so a weekly event stays at its hour when the clocks change."""
    return at.astimezone(zone)


def _plain(text: str) -> str:
    """Without control characters; line breaks stay, and are escaped when they are written."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in text if each == "\n" or unicodedata.category(each) not in ("Cc", "Cs"))


def _zones(entries: list[Entry]) -> Iterable[icalendar.Timezone]:
    spans: dict[str, list[int]] = {}
    for entry in entries:
        years = [entry.start.day.year, *(row.starts_at.year for row in entry.dates)]
        spans.setdefault(entry.start.zone.key, []).extend(years)
    for key, years in sorted(spans.items()):
        yield _zone(key, min(years), max(years) + YEARS_OF_A_ZONE)


@lru_cache(maxsize=64)
def _zone(key: str, first: int, last: int) -> icalendar.Timezone:
    """A zone with each change of its clocks from the year before the first to the last.

    icalendar's own, which it makes from the same data, begins summer an hour late.
    """
    zone = ZoneInfo(key)
    component = icalendar.Timezone()
    component.add("tzid", key)
    at = datetime(first - 1, 1, 1, tzinfo=UTC)
    onsets = [at, *_changes(zone, at, datetime(last + 1, 1, 1, tzinfo=UTC))]
    kinds: dict[tuple[timedelta, timedelta, str, bool], list[datetime]] = {}
    for onset in onsets:
        before, after = (onset - timedelta(seconds=1)).astimezone(zone), onset.astimezone(zone)
        kind = (_offset(before), _offset(after), after.tzname() or key, bool(after.dst()))
        kinds.setdefault(kind, []).append((onset + _offset(before)).replace(tzinfo=None))
    for (offset_before, offset_after, name, is_summer), starts in kinds.items():
        part = icalendar.TimezoneDaylight() if is_summer else icalendar.TimezoneStandard()
        part.add("dtstart", starts[0])
        if starts[1:]:
            part.add("rdate", starts[1:])
        part.add("tzname", name)
        part.add("tzoffsetfrom", offset_before)
        part.add("tzoffsetto", offset_after)
        component.add_component(part)
    return component


def _offset(at: datetime) -> timedelta:
    return at.utcoffset() or timedelta()


def _changes(zone: ZoneInfo, at: datetime, last: datetime) -> Iterable[datetime]:
    """The moments at which the zone's offset changes: found by the day, then to the second."""
    while at < last:
        following = at + timedelta(days=1)
        if following.astimezone(zone).utcoffset() != (before := at.astimezone(zone).utcoffset()):
            low, high = 0, 86400
            while high - low > 1:
                middle = (low + high) // 2
                is_after = (at + timedelta(seconds=middle)).astimezone(zone).utcoffset() != before
                low, high = (low, middle) if is_after else (middle, high)
            yield at + timedelta(seconds=high)
        at = following
