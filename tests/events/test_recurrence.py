"""Days that rules name: exact ones, those of an independent generator, and rules that would run for ever."""

from datetime import date, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from events.recurrence import FREQUENCIES, Recurrence, RecurrenceError, Rule, check_start, days
from events.recurrence_text import read, write, write_rule
from tests.factories.rules import LAST, START, rules

LONDON = ZoneInfo("Europe/London")


def named(text: str, start: date, last: date) -> list[str]:
    return [day.strftime("%y-%m-%d") for day in days(read(text, LONDON), start=start, last=last)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["26-01-06"]),
        ("RRULE:FREQ=DAILY;COUNT=3", ["26-01-06", "26-01-07", "26-01-08"]),
        ("RRULE:FREQ=DAILY;INTERVAL=10;UNTIL=20260126", ["26-01-06", "26-01-16", "26-01-26"]),
        ("RRULE:FREQ=WEEKLY;COUNT=3", ["26-01-06", "26-01-13", "26-01-20"]),
        ("RRULE:FREQ=WEEKLY;BYDAY=TU,FR;INTERVAL=2;COUNT=3", ["26-01-06", "26-01-09", "26-01-20"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=1TU,-1MO;COUNT=3", ["26-01-06", "26-01-26", "26-02-03"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=4,-1;COUNT=3", ["26-01-06", "26-01-30", "26-02-05"]),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=6,-1;COUNT=3", ["26-01-06", "26-01-31", "26-02-06"]),
        ("RRULE:FREQ=YEARLY;COUNT=3", ["26-01-06", "27-01-06", "28-01-06"]),
        ("RRULE:FREQ=YEARLY;BYDAY=1TU;COUNT=2", ["26-01-06", "27-01-05"]),
        ("RRULE:FREQ=YEARLY;BYMONTH=1,3;BYDAY=1TU;COUNT=3", ["26-01-06", "26-03-03", "27-01-05"]),
        ("RDATE;VALUE=DATE:20260201", ["26-01-06", "26-02-01"]),
        ("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20260113T000000Z", ["26-01-06", "26-01-20"]),
        ("RRULE:FREQ=WEEKLY;COUNT=3\nRDATE:20260201\nEXDATE:20260106", ["26-01-13", "26-01-20", "26-02-01"]),
    ],
)
def test_days_of_a_rule(text: str, expected: list[str]) -> None:
    assert named(text, date(2026, 1, 6), date(2030, 12, 31)) == expected


def test_days_that_do_not_exist_are_skipped() -> None:
    assert named("RRULE:FREQ=MONTHLY;COUNT=3", date(2026, 1, 31), date(2027, 1, 1)) == [
        "26-01-31",
        "26-03-31",
        "26-05-31",
    ]
    assert named("RRULE:FREQ=YEARLY", date(2024, 2, 29), date(2033, 1, 1)) == ["24-02-29", "28-02-29", "32-02-29"]


@pytest.mark.parametrize(
    "text",
    [
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
        "RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=366",
        "RRULE:FREQ=YEARLY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=31;COUNT=1000",
    ],
)
def test_a_rule_that_never_matches_stops_at_once(text: str) -> None:
    started = perf_counter()

    with pytest.raises(RecurrenceError) as refused:
        check_start(read(text, LONDON), date(2026, 1, 5))

    assert (refused.value.code, refused.value.about) == ("no_match", "")
    assert named(text, date(2000, 1, 5), date(2028, 1, 1)) == ["00-01-05"]
    assert perf_counter() - started < 2


def test_a_start_that_its_rule_does_not_name_is_refused_with_the_first_day_that_it_does() -> None:
    weekly = read("RRULE:FREQ=WEEKLY;BYDAY=WE", LONDON)

    with pytest.raises(RecurrenceError) as refused:
        check_start(weekly, date(2026, 1, 6))

    assert (refused.value.code, refused.value.about) == ("no_match", "2026-01-07")
    check_start(weekly, date(2026, 1, 7))


@pytest.mark.parametrize(
    ("text", "start", "code", "about"),
    [
        ("", date(9999, 12, 31), "range", "9999-12-31"),
        ("", date(1999, 12, 31), "range", "1999-12-31"),
        ("RDATE:20260105", date(2026, 1, 6), "before_start", "2026-01-05"),
    ],
)
def test_starts_that_are_refused(text: str, start: date, code: str, about: str) -> None:
    with pytest.raises(RecurrenceError) as refused:
        check_start(read(text, LONDON), start)

    assert (refused.value.code, refused.value.about) == (code, about)


def test_the_last_days_of_the_calendar_are_reached_and_nothing_beyond() -> None:
    for freq in FREQUENCIES:
        assert named(f"RRULE:FREQ={freq}", date(2100, 12, 31), date(2100, 12, 31)) == ["00-12-31"]


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules(), st.integers(0, 100), st.sets(st.integers(0, 500), max_size=3), st.sets(st.integers(0, 500), max_size=3))
def test_an_independent_generator_names_the_same_days(
    rule: Rule, later: int, added: set[int], left_out: set[int]
) -> None:
    try:
        check_start(Recurrence(rule), START + timedelta(later))
        start = START + timedelta(later)
    except RecurrenceError as error:
        if not error.about:
            return
        start = date.fromisoformat(error.about)
        if start > LAST or (rule.until and start > rule.until):
            return
    recurrence = Recurrence(
        rule,
        tuple(start + timedelta(each) for each in sorted(added)),
        tuple(start + timedelta(each) for each in sorted(left_out)),
    )

    assert read(write(recurrence), LONDON) == recurrence
    assert days(recurrence, start=start, last=LAST) == independent(recurrence, start)


def independent(recurrence: Recurrence, start: date) -> list[date]:
    assert recurrence.rule is not None
    lines = [f"RRULE:{write_rule(recurrence.rule)}"]
    lines += [f"RDATE;VALUE=DATE:{day:%Y%m%d}" for day in recurrence.added]
    lines += [f"EXDATE;VALUE=DATE:{day:%Y%m%d}" for day in recurrence.left_out]
    event = [f"DTSTART;VALUE=DATE:{start:%Y%m%d}", "UID:1", *lines]
    text = "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *event, "END:VEVENT", "END:VCALENDAR"])
    found = recurring_ical_events.of(Calendar.from_ical(text)).between(start, LAST + timedelta(1))
    return sorted({event["DTSTART"].dt for event in found})
