"""The drawing of money: whole numbers, bars that are as tall as what they stand for, and nothing that covers it."""

from datetime import date, timedelta

import pytest

from donations.treasury.charts import HEIGHT, LEFT, WIDTH, Bucket, Rect, Tick, draw, readable_step

FIRST = date(2026, 11, 1)


def rects(*buckets: Bucket) -> list[Rect]:
    return [rect for column in draw(buckets).columns for rect in column.rects]


def days(count: int) -> list[Bucket]:
    return [Bucket(FIRST + timedelta(days=place), in_minor=100) for place in range(count)]


def test_what_came_in_went_back_and_was_kept_are_three_bars() -> None:
    chart = draw([Bucket(FIRST, in_minor=10_000, back_minor=-5_000, fee_minor=-1_000)])

    assert chart.zero_y == 158
    assert chart.columns[0].rects == (
        Rect("gross", x=169, y=12, width=453, height=146),
        Rect("back", x=169, y=158, width=453, height=73),
        Rect("kept", x=299, y=100, width=194, height=58),
    )


def test_the_lines_across_stand_at_amounts_that_are_easy_to_read() -> None:
    chart = draw([Bucket(FIRST, in_minor=10_000, back_minor=-5_000)])

    assert chart.ticks == (Tick(231, -5_000), Tick(158, 0), Tick(85, 5_000), Tick(12, 10_000))


def test_more_that_went_back_than_came_in_is_kept_below_the_line() -> None:
    kept = [rect for rect in rects(Bucket(FIRST, in_minor=1_000, back_minor=-3_000)) if rect.kind == "kept"]

    assert [(rect.y, rect.height) for rect in kept] == [(67, 110)]


def test_the_smallest_amount_can_be_seen_beside_the_largest() -> None:
    small, _large = draw([Bucket(FIRST, in_minor=1), Bucket(FIRST, in_minor=10**12)]).columns

    assert [rect.height for rect in small.rects] == [1, 1]


def test_a_day_without_money_has_no_bar() -> None:
    assert rects(Bucket(FIRST)) == []


def test_nothing_at_all_is_a_line() -> None:
    chart = draw([])

    assert (chart.columns, chart.zero_y, [tick.minor for tick in chart.ticks]) == ((), 232, [0, 100])


@pytest.mark.parametrize(("count", "labelled"), [(1, 1), (8, 8), (12, 6), (26, 7), (30, 8)])
def test_few_enough_are_labelled_and_the_last_is_among_them(count: int, labelled: int) -> None:
    columns = draw(days(count)).columns

    assert sum(column.is_labelled for column in columns) == labelled
    assert columns[-1].is_labelled


@pytest.mark.parametrize("count", [1, 12, 26, 30])
def test_every_bar_lies_within_the_drawing(count: int) -> None:
    buckets = [Bucket(FIRST, in_minor=place * 777, back_minor=-place * 333, fee_minor=-1) for place in range(count)]

    for rect in rects(*buckets):
        assert rect.x >= LEFT
        assert rect.x + rect.width <= WIDTH
        assert rect.y >= 0
        assert rect.y + rect.height <= HEIGHT


@pytest.mark.parametrize(
    ("span", "step"), [(0, 100), (500, 100), (501, 200), (2_501, 1_000), (99_999, 20_000), (2**40, 500_000_000_000)]
)
def test_steps_are_one_two_or_five_of_some_size(span: int, step: int) -> None:
    assert readable_step(span) == step
