"""Feeds as others read them: icalendar and recurring-ical-events give back exactly our dates."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.ical import Entry, EntryDate, write
from events.recurrence import Recurrence, RecurrenceError, Rule, check_start, days
from events.recurrence_text import read
from events.schedule import Start, moment, slot
from tests.factories.rules import LAST, START, rules

LONDON = ZoneInfo("Europe/London")
CHANGED_AT = datetime(2026, 2, 1, 12, tzinfo=UTC)


def entry(text: str = "", *, day: date = date(2026, 3, 24), at: time = time(19), **changed: Any) -> Entry:
    """An event of 90 minutes with all its dates up to the end of May 2026."""
    start = Start(day, at, changed.pop("zone", LONDON), 90)
    recurrence = read(text, start.zone)
    named = days(recurrence, start=day, last=date(2026, 5, 31))
    whole = Entry(
        uid="7d1f",
        title="Assembly",
        description="We meet.",
        url="https://hustings.example/assembly/",
        start=start,
        recurrence=recurrence,
        location="Town hall, Frome",
        dates=tuple(row(start, each) for each in named),
        changed_at=CHANGED_AT,
    )
    return replace(whole, **changed)


def row(start: Start, day: date, **changed: Any) -> EntryDate:
    at = slot(start, day)
    return replace(EntryDate(day, at.starts_at, at.ends_at, location="Town hall, Frome"), **changed)


def moved(start: Start, day: date, to: date, at: time = time(18)) -> EntryDate:
    starts_at = moment(to, at, start.zone)
    return row(start, day, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), is_moved=True, sequence=1)


def events_of(feed: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(feed).walk("VEVENT"))


def read_back(feed: bytes) -> list[tuple[datetime, timedelta, str]]:
    """Each date with its length and its status, as a subscriber's program makes them of the feed."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(feed)).between(date(2025, 1, 1), date(2030, 1, 1))
    return sorted(
        (
            each["DTSTART"].dt.astimezone(UTC),
            length(each),
            each["STATUS"],
        )
        for each in found
    )


def length(each: Any) -> timedelta:
    """By the clock on the wall, as that library adds a duration: right but in the night of a change of the clocks."""
    return each["DTEND"].dt.replace(tzinfo=None) - each["DTSTART"].dt.replace(tzinfo=None)


MASTER = r"""BEGIN:VEVENT
SUMMARY:Assembly
DTSTART;TZID=Europe/London:20260324T190000
DURATION:PT1H30M
DTSTAMP:20260201T120000Z
UID:7d1f
SEQUENCE:4
RRULE:FREQ=WEEKLY;UNTIL=20260414T180000Z
EXDATE;TZID=Europe/London:20260407T190000
DESCRIPTION:We meet.
LAST-MODIFIED:20260201T120000Z
LOCATION:Town hall\, Frome
STATUS:CONFIRMED
URL:https://hustings.example/assembly/
END:VEVENT""".splitlines()


def test_a_series_has_its_rule_and_each_date_that_differs_its_recurrence_id() -> None:
    series = entry("RRULE:FREQ=WEEKLY;UNTIL=20260414\nEXDATE:20260407")
    start = series.start
    dates = (
        row(start, date(2026, 3, 24)),
        moved(start, date(2026, 3, 31), date(2026, 4, 1)),
        row(start, date(2026, 4, 14), is_cancelled=True, note="The hall is flooded", sequence=2),
    )

    master, other_day, cancelled = events_of(write("All", [replace(series, dates=dates, sequence=4)]))

    assert master.to_ical().decode().splitlines() == MASTER
    assert other_day["RECURRENCE-ID"].to_ical() == b"20260331T190000"
    assert other_day["DTSTART"].to_ical() == b"20260401T180000"
    assert (other_day["UID"], other_day["SEQUENCE"]) == (master["UID"], 5)
    assert (cancelled["STATUS"], cancelled["SEQUENCE"]) == ("CANCELLED", 6)
    assert cancelled["DESCRIPTION"] == "The hall is flooded\n\nWe meet."


def test_seven_stays_seven_for_a_subscriber() -> None:
    feed = write("All", [entry("RRULE:FREQ=WEEKLY;COUNT=2")])

    assert [f"{start:%d %H:%M}" for start, *_ in read_back(feed)] == ["24 19:00", "31 18:00"]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("Europe/London", {"DAYLIGHT 20260329T010000 +0000 +0100", "STANDARD 20251026T020000 +0100 +0000"}),
        ("America/New_York", {"DAYLIGHT 20260308T020000 -0500 -0400", "STANDARD 20251102T020000 -0400 -0500"}),
        ("Asia/Kolkata", {"STANDARD 20250101T053000 +0530 +0530"}),
        ("UTC", {"STANDARD 20250101T000000 +0000 +0000"}),
    ],
)
def test_a_zone_is_told_with_the_hour_at_which_its_clocks_change(key: str, expected: set[str]) -> None:
    feed = write("All", [entry(zone=ZoneInfo(key))])

    zone = icalendar.Calendar.from_ical(feed).walk("VTIMEZONE")[0]
    told = set()
    for part in zone.subcomponents:
        onsets = [part["DTSTART"].dt, *(each.dt for each in (part["RDATE"].dts if "RDATE" in part else []))]
        offsets = f"{part['TZOFFSETFROM'].to_ical()} {part['TZOFFSETTO'].to_ical()}"
        told |= {f"{part.name} {onset:%Y%m%dT%H%M%S} {offsets}" for onset in onsets}
    assert zone["TZID"] == key
    assert expected <= told


def test_the_doubled_hour_lasts_as_long_as_it_lasts() -> None:
    night = entry(day=date(2026, 10, 25), at=time(0, 45))
    night = replace(night, dates=(row(night.start, date(2026, 10, 25)),))

    (told,) = events_of(write("All", [night]))
    assert told["DTSTART"].to_ical() == b"20261025T004500"
    assert told["DURATION"].dt == night.dates[0].ends_at - night.dates[0].starts_at == timedelta(minutes=90)
    assert "DTEND" not in told


def test_what_the_rule_no_longer_names_stands_on_its_own() -> None:
    series = entry("RRULE:FREQ=WEEKLY;COUNT=2")
    stray = row(series.start, date(2026, 3, 3))

    feed = write("All", [replace(series, dates=(stray, *series.dates))])

    assert [each["UID"] for each in events_of(feed)] == ["7d1f", "7d1f-20260303"]
    assert [f"{start:%d %b}" for start, *_ in read_back(feed)] == ["03 Mar", "24 Mar", "31 Mar"]


@pytest.mark.parametrize(
    "title",
    [
        "Tea; cake, and \\ more\nATTENDEE:mailto:somebody@example.org",
        "A\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:B",
        "🏴󠁧󠁢󠁷󠁬󠁳󠁿 " * 30,
        "اجتماع في لندن \u202eevil " * 10,
        "bell \x07 and nothing \x00 and \x85",
    ],
)
def test_whatever_a_title_holds_stays_in_the_title(title: str) -> None:
    feed = write(title, [entry(title=title, description=title)])

    (event,) = events_of(feed)
    assert event["SUMMARY"] == event["DESCRIPTION"]
    assert event["SUMMARY"].split() == "".join(each for each in title if each not in "\x07\x00\x85").split()
    assert feed.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    assert b"\r\nATTENDEE" not in feed
    assert max(len(line) for line in feed.split(b"\r\n")) <= 75
    assert b"\n" not in feed.replace(b"\r\n", b"")


def test_nothing_is_told_of_an_event_without_dates() -> None:
    assert events_of(write("All", [entry(dates=())])) == []


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    rules(),
    st.integers(0, 100),
    st.sets(st.integers(0, 300), max_size=3),
    st.sets(st.integers(0, 40), max_size=3),
    st.sets(st.integers(0, 40), max_size=3),
    st.sampled_from([time(19), time(0, 0), time(1, 30), time(23, 59)]),
    st.sampled_from(["Europe/London", "America/New_York", "Asia/Kolkata"]),
)
def test_a_subscriber_reads_exactly_our_dates(
    rule: Rule, later: int, left_out: set[int], cancelled: set[int], moved_ones: set[int], at: time, key: str
) -> None:
    try:
        check_start(Recurrence(rule), START + timedelta(later))
        day = START + timedelta(later)
    except RecurrenceError as error:
        if not error.about or date.fromisoformat(error.about) > min(rule.until or LAST, LAST):
            return
        day = date.fromisoformat(error.about)
    # Of a rule without an end a feed tells more than our rows: only up to the last of these can be compared.
    last = min(rule.until or LAST, LAST)
    rule = rule if rule.count else replace(rule, until=last)
    recurrence = Recurrence(rule, left_out=tuple(day + timedelta(each) for each in sorted(left_out)))
    start = Start(day, at, ZoneInfo(key), 90)
    rows = []
    for number, each in enumerate(days(recurrence, start=day, last=date(2100, 12, 31) if rule.count else last)):
        if number in cancelled:
            rows.append(row(start, each, is_cancelled=True))
        elif number in moved_ones and each.year < 2029:
            rows.append(moved(start, each, each + timedelta(number % 3)))
        elif each.year < 2029:
            rows.append(row(start, each))
    if not rows:
        return
    whole = replace(entry(), start=start, recurrence=recurrence, dates=tuple(rows))

    found = [each for each in read_back(write("All", [whole])) if each[0].year < 2029]

    ours = [
        (each.starts_at, each.ends_at - each.starts_at, "CANCELLED" if each.is_cancelled else "CONFIRMED")
        for each in rows
    ]
    assert found == sorted(each for each in ours if each[0].year < 2029)
