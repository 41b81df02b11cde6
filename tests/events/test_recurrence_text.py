"""Reading and writing recurrences, and everything that is refused."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from events.recurrence import Recurrence, RecurrenceError, Rule
from events.recurrence_text import read, write, write_rule

LONDON = ZoneInfo("Europe/London")


def test_what_is_read_is_written_in_one_way() -> None:
    rule = "rrule:freq=monthly;wkst=SU;byday=2TU,1MO;bymonthday=-1,5;interval=1;until=20270401T225959Z"

    recurrence = read(f"{rule}\n\nEXDATE:20260705", LONDON)

    assert recurrence == Recurrence(
        Rule("MONTHLY", until=date(2027, 4, 1), week_start=6, by_month_day=(-1, 5), by_day=((1, 0), (2, 1))),
        left_out=(date(2026, 7, 5),),
    )
    assert write(recurrence) == (
        "RRULE:FREQ=MONTHLY;UNTIL=20270401;BYMONTHDAY=-1,5;BYDAY=1MO,2TU;WKST=SU\nEXDATE:20260705"
    )
    assert write_rule(recurrence.rule, until="20270401T180000Z") == (  # type: ignore[arg-type]
        "FREQ=MONTHLY;UNTIL=20270401T180000Z;BYMONTHDAY=-1,5;BYDAY=1MO,2TU;WKST=SU"
    )
    assert write(read("", LONDON)) == ""
    assert not read("EXDATE:20260705", LONDON)


def test_midnight_of_london_in_utc_is_that_day_in_summer_too() -> None:
    """The editor's widget writes the day that somebody picked as the UTC moment of its local midnight."""
    text = "EXDATE:20260702T230000Z,20261202T000000Z\nRDATE:20260709T230000Z"

    assert write(read(text, LONDON)) == "RDATE:20260710\nEXDATE:20260703\nEXDATE:20261202"


@pytest.mark.parametrize(
    ("text", "code", "about"),
    [
        ("every Tuesday", "unreadable", "EVERY TUESDAY"),
        ("RRULE:", "unreadable", "RRULE:"),
        ("RRULE:FREQ", "unreadable", "FREQ"),
        ("RRULE:FREQ=", "unreadable", "FREQ="),
        ("DTSTART:20260101T190000Z", "unreadable", "DTSTART:20260101T190000Z"),
        ("EXRULE:FREQ=DAILY", "unreadable", "EXRULE:FREQ=DAILY"),
        ("RRULE:COUNT=3", "frequency", ""),
        ("RRULE:FREQ=HOURLY", "frequency", "HOURLY"),
        ("RRULE:FREQ=MINUTELY", "frequency", "MINUTELY"),
        ("RRULE:FREQ=SECONDLY;COUNT=31536000", "frequency", "SECONDLY"),
        ("RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY", "several_rules", ""),
        ("RRULE:FREQ=DAILY;BYHOUR=1,2,3", "unsupported", "BYHOUR"),
        ("RRULE:FREQ=YEARLY;BYWEEKNO=20", "unsupported", "BYWEEKNO"),
        ("RRULE:FREQ=DAILY;INTERVAL=0", "number", "INTERVAL"),
        ("RRULE:FREQ=DAILY;INTERVAL=-1", "number", "INTERVAL"),
        ("RRULE:FREQ=DAILY;COUNT=1001", "number", "COUNT"),
        ("RRULE:FREQ=DAILY;COUNT=999999999999999999999", "number", "COUNT"),
        ("RRULE:FREQ=DAILY;COUNT=²", "number", "COUNT"),
        ("RRULE:FREQ=YEARLY;BYMONTH=13", "number", "BYMONTH"),
        ("RRULE:FREQ=YEARLY;BYMONTH=-1", "number", "BYMONTH"),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=0", "number", "BYMONTHDAY"),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=1,,2", "number", "BYMONTHDAY"),
        ("RRULE:FREQ=MONTHLY;BYDAY=XX", "number", "BYDAY"),
        ("RRULE:FREQ=MONTHLY;BYDAY=99MO", "number", "BYDAY"),
        ("RRULE:FREQ=WEEKLY;WKST=7", "number", "WKST"),
        ("RRULE:FREQ=DAILY;COUNT=2;UNTIL=20270101", "combination", "COUNT, UNTIL"),
        ("RRULE:FREQ=WEEKLY;BYDAY=1MO", "combination", "WEEKLY, BYDAY"),
        ("RRULE:FREQ=MONTHLY;BYDAY=MO,1TU", "combination", "BYDAY"),
        ("RRULE:FREQ=WEEKLY;BYMONTHDAY=1", "combination", "WEEKLY, BYMONTHDAY"),
        ("RRULE:FREQ=MONTHLY;BYSETPOS=1", "combination", "BYSETPOS"),
        ("RRULE:FREQ=DAILY;BYDAY=MO;BYSETPOS=1", "combination", "BYSETPOS"),
        ("RRULE:FREQ=DAILY;UNTIL=20260230", "unreadable", "20260230"),
        ("RRULE:FREQ=DAILY;UNTIL=99991231", "range", "9999-12-31"),
        ("EXDATE:99991231T235959Z", "range", "9999-12-31"),
        ("EXDATE:00010101T000000Z", "unreadable", "00010101T000000Z"),
        ("EXDATE:20260101T250000Z", "unreadable", "20260101T250000Z"),
        ("RDATE;VALUE=PERIOD:20260101T000000Z/PT1H", "unreadable", "20260101T000000Z/PT1H"),
        ("RRULE:FREQ=DAILY\x00", "frequency", "DAILY\x00"),
        ("RDATE:" + ",".join(["20260101"] * 3000), "too_many", ""),
    ],
)
def test_what_is_refused(text: str, code: str, about: str) -> None:
    with pytest.raises(RecurrenceError) as refused:
        read(text, LONDON)

    assert (refused.value.code, refused.value.about) == (code, about)
