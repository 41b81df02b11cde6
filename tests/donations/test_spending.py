"""Shares of what was spent: whole per cents that make a hundred."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donations.spending import whole_percents


@pytest.mark.parametrize(
    ("parts", "percents"),
    [
        ([], []),
        ([0], [0]),
        ([5], [100]),
        ([1, 1, 1], [34, 33, 33]),
        ([120_000, 180_000], [40, 60]),
        ([1, 999], [0, 100]),
    ],
)
def test_per_cents_are_whole_and_fair(parts: list[int], percents: list[int]) -> None:
    assert whole_percents(parts) == percents


@given(st.lists(st.integers(min_value=1, max_value=2**60), min_size=1, max_size=30))
def test_per_cents_make_a_hundred_and_are_never_off_by_one(parts: list[int]) -> None:
    percents = whole_percents(parts)

    assert sum(percents) == 100
    for part, percent in zip(parts, percents, strict=True):
        assert part * 100 // sum(parts) <= percent <= part * 100 // sum(parts) + 1
