"""Rules as sentences, in both languages."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from events.recurrence_text import read
from events.rule_words import sentence
from events.schedule import Start

LONDON = ZoneInfo("Europe/London")
TUESDAY = Start(date(2026, 3, 3), time(19), LONDON, 60)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("", ""),
        ("RRULE:FREQ=DAILY", "Every day"),
        ("RRULE:FREQ=DAILY;INTERVAL=3", "Every 3 days"),
        ("RRULE:FREQ=DAILY;BYDAY=MO", ""),
        ("RRULE:FREQ=WEEKLY", "Every Tuesday"),
        ("RRULE:FREQ=WEEKLY;BYDAY=TU,WE,FR", "Every Tuesday, Wednesday and Friday"),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20260901", "Every 2 weeks on Tuesday, until 1 September 2026"),
        ("RRULE:FREQ=MONTHLY", "On day 3 of each month"),
        ("RRULE:FREQ=MONTHLY;BYDAY=1TU", "On the first Tuesday of each month"),
        ("RRULE:FREQ=MONTHLY;BYDAY=-1FR", "On the last Friday of each month"),
        ("RRULE:FREQ=MONTHLY;BYDAY=1TU,3TU", ""),
        ("RRULE:FREQ=MONTHLY;BYDAY=-2TU", ""),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=3,17", ""),
        ("RRULE:FREQ=MONTHLY;INTERVAL=2", "Every 2 months"),
        ("RRULE:FREQ=YEARLY", "Every year"),
        ("RRULE:FREQ=YEARLY;BYMONTH=3,9", ""),
    ],
)
def test_sentences(rule: str, expected: str) -> None:
    assert sentence(read(rule, LONDON), TUESDAY) == expected
