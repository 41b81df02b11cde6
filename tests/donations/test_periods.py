"""Which movements are shown together: five at least, or a week."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from donations.periods import Period, closed_periods

MONDAY = date(2026, 11, 2)


def day(number: int, count: int = 1, sum_minor: int = 1000) -> Period:
    at = MONDAY + timedelta(days=number)
    return Period(at, at, count, sum_minor)


def shown(*days: Period, today: int) -> tuple[list[tuple[int, int, int]], int]:
    """Periods as (first, last, count), days counted from Monday."""
    closed, withheld_minor = closed_periods(days, MONDAY + timedelta(days=today))
    return [((each.first - MONDAY).days, (each.last - MONDAY).days, each.count) for each in closed], withheld_minor


def test_a_gift_on_a_quiet_day_is_not_shown_by_itself() -> None:
    """Somebody writes “I’m donating £50” on Monday, and is the only one who does."""
    assert shown(day(0, 1, 5000), today=3) == ([], 5000)
    assert shown(day(0, 1, 5000), day(2, 4), today=3) == ([(0, 2, 5)], 0)


def test_a_busy_day_is_shown_when_it_is_over() -> None:
    assert shown(day(0, 7, 9000), today=0) == ([], 9000)
    assert shown(day(0, 7, 9000), today=1) == ([(0, 0, 7)], 0)


def test_what_stays_alone_is_shown_after_a_week_and_tells_the_week() -> None:
    assert shown(day(0, 1, 5000), today=6) == ([], 5000)
    assert shown(day(0, 1, 5000), today=7) == ([(0, 6, 1)], 0)
    assert shown(day(0), day(8), today=9) == ([(0, 6, 1)], 1000)


def test_nothing_moved_and_nothing_is_shown() -> None:
    assert shown(today=0) == ([], 0)


DAYS = st.dictionaries(st.integers(0, 60), st.tuples(st.integers(1, 9), st.integers(-9000, 9000)), max_size=40)


@given(days=DAYS, today=st.integers(0, 80))
def test_every_movement_is_shown_once_or_withheld_and_no_small_group_tells_its_day(
    days: dict[int, tuple[int, int]], today: int
) -> None:
    past = [day(number, *days[number]) for number in sorted(days) if number <= today]

    closed, withheld_minor = closed_periods(past, MONDAY + timedelta(days=today))

    assert sum(each.sum_minor for each in closed) + withheld_minor == sum(each.sum_minor for each in past)
    assert all(each.count >= 5 or (each.last - each.first).days == 6 for each in closed)
    assert all(one.last < other.first for one, other in pairwise(closed))
    assert all(each.last < MONDAY + timedelta(days=today) for each in closed)


@given(days=DAYS, today=st.integers(0, 80))
def test_what_was_shown_once_stays_as_it_is(days: dict[int, tuple[int, int]], today: int) -> None:
    every = [day(number, *days[number]) for number in sorted(days)]
    now, later = MONDAY + timedelta(days=today), MONDAY + timedelta(days=90)

    before, _ = closed_periods([each for each in every if each.first <= now], now)
    after, _ = closed_periods(every, later)

    assert after[: len(before)] == before
