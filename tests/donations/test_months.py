"""Months on the calendar."""

from datetime import UTC, datetime

import pytest

from donations.months import add_months, first_not_before


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "months", "then"),
    [
        ("2026-11-02", 1, "2026-12-02"),
        ("2026-11-02", 2, "2027-01-02"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-12-31", 0, "2026-12-31"),
        ("2026-12-31", 12, "2027-12-31"),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last_there_is(at: str, months: int, then: str) -> None:
    assert add_months(day(at), months) == day(then)


@pytest.mark.parametrize(
    ("due", "earliest", "then"),
    [
        ("2026-11-15", "2026-11-01", "2026-11-15"),
        ("2026-11-15", "2026-11-15", "2026-11-15"),
        ("2026-11-15", "2026-11-16", "2026-12-15"),
        ("2026-01-31", "2026-02-15", "2026-02-28"),
        ("2026-01-31", "2026-03-01", "2026-03-31"),
    ],
)
def test_after_a_pause_the_day_of_the_month_is_the_same(due: str, earliest: str, then: str) -> None:
    assert first_not_before(day(due), day(earliest)) == day(then)
