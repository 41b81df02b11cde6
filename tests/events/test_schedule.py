"""Occurrences by the clock on the wall, across both changes of the clocks."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from events.recurrence import RecurrenceError
from events.recurrence_text import read
from events.schedule import Slot, Start, moment, slots

LONDON = ZoneInfo("Europe/London")


def times(text: str, start: Start, last: date, since: date = date(2000, 1, 1)) -> list[Slot]:
    return slots(read(text, start.zone), start=start, since=since, last=last)


def hours(text: str, start: Start, last: date) -> list[str]:
    return [f"{each.starts_at:%d %b %H:%M}–{each.ends_at:%H:%M}" for each in times(text, start, last)]


def test_seven_in_the_evening_stays_seven_across_both_changes() -> None:
    spring = Start(date(2026, 3, 24), time(19), LONDON, 90)
    autumn = Start(date(2026, 10, 20), time(19), LONDON, 90)

    assert hours("RRULE:FREQ=WEEKLY;COUNT=2", spring, date(2027, 1, 1)) == [
        "24 Mar 19:00–20:30",
        "31 Mar 18:00–19:30",
    ]
    assert hours("RRULE:FREQ=WEEKLY;COUNT=2", autumn, date(2027, 1, 1)) == ["20 Oct 18:00–19:30", "27 Oct 19:00–20:30"]


def test_a_date_left_out_in_summer_by_its_midnight_stays_out() -> None:
    start = Start(date(2026, 6, 30), time(19), LONDON, 60)

    assert hours("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20260706T230000Z", start, date(2027, 1, 1)) == [
        "30 Jun 18:00–19:00",
        "14 Jul 18:00–19:00",
    ]


def test_the_skipped_hour_is_read_as_before_the_change_and_the_doubled_hour_is_the_first() -> None:
    assert f"{moment(date(2026, 3, 29), time(1, 30), LONDON):%H:%M}" == "01:30"
    assert f"{moment(date(2026, 3, 29), time(1, 30), LONDON).astimezone(LONDON):%H:%M %Z}" == "02:30 BST"
    assert f"{moment(date(2026, 10, 25), time(1, 30, fold=1), LONDON):%H:%M}" == "00:30"


def test_an_event_over_a_change_of_the_clocks_lasts_as_long_as_any_other() -> None:
    start = Start(date(2026, 10, 24), time(22), LONDON, 300)

    assert hours("", start, date(2027, 1, 1)) == ["24 Oct 21:00–02:00"]


def test_only_what_lies_between_the_days_and_no_more_than_the_most() -> None:
    daily = Start(date(2026, 1, 1), time(12), LONDON, 60)

    found = times("RRULE:FREQ=DAILY", daily, date(2026, 3, 2), since=date(2026, 3, 1))

    assert [each.starts_at.day for each in found] == [1, 2]
    with pytest.raises(RecurrenceError, match="too_many"):
        times("RRULE:FREQ=DAILY", daily, date(2028, 9, 27))
    assert len(times("RRULE:FREQ=DAILY", daily, date(2028, 9, 26))) == 1000
