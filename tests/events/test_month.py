"""Months, and places in a list."""

from datetime import UTC, date, datetime

import pytest

from events.month import Cursor, Month


def test_months_follow_each_other_over_the_year() -> None:
    december = Month(2026, 12)

    assert (str(december.later(1)), str(december.later(-12)), str(Month(2026, 1).later(-1))) == (
        "2027-01",
        "2025-12",
        "2025-12",
    )
    assert (december.first, december.last, len(december.days)) == (date(2026, 12, 1), date(2026, 12, 31), 31)
    assert Month(2028, 2).last == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("month", "expected"),
    [(Month(1999, 12), False), (Month(2000, 1), True), (Month(2100, 12), True), (Month(2101, 1), False)],
)
def test_the_calendar_has_a_first_and_a_last_month(month: Month, expected: bool) -> None:
    assert month.has_events is expected


def test_a_cursor_is_read_as_it_was_written() -> None:
    cursor = Cursor(datetime(2026, 3, 3, 19, tzinfo=UTC), 7)

    assert str(cursor) == "20260303T190000Z-7"
    assert Cursor.read(str(cursor)) == cursor


@pytest.mark.parametrize(
    "text", ["", "x", "20260303T190000Z", "20261303T190000Z-1", "20260303T190000Z--1", f"20260303T190000Z-{'9' * 19}"]
)
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Cursor.read(text)
