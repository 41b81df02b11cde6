"""How money falls on the lines of a budget: nothing is lost, and no line gets more than it asked for."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donations.allotment import LineShare, allot, break_down

raised = st.integers(-(10**12), 10**12)
asked = st.lists(st.integers(0, 10**11), max_size=12)


@pytest.mark.parametrize(
    ("raised_minor", "shares"),
    [
        (-500, [0, 0, 0]),
        (0, [0, 0, 0]),
        (99, [99, 0, 0]),
        (100, [100, 0, 0]),
        (250, [100, 150, 0]),
        (600, [100, 200, 300]),
        (9_999, [100, 200, 300]),
    ],
)
def test_each_pound_fills_the_first_line_that_is_not_full(raised_minor: int, shares: list[int]) -> None:
    assert allot(raised_minor, [100, 200, 300]) == shares


@given(raised, asked)
def test_all_that_came_in_is_allotted_up_to_the_whole_budget(raised_minor: int, asked_minor: list[int]) -> None:
    assert sum(allot(raised_minor, asked_minor)) == min(max(raised_minor, 0), sum(asked_minor))


@given(raised, asked)
def test_no_line_gets_less_than_nothing_or_more_than_it_asked(raised_minor: int, asked_minor: list[int]) -> None:
    shares = allot(raised_minor, asked_minor)

    assert len(shares) == len(asked_minor)
    assert all(0 <= share <= wanted for share, wanted in zip(shares, asked_minor, strict=True))


@given(raised, asked)
def test_a_line_gets_something_only_when_all_before_it_are_full(raised_minor: int, asked_minor: list[int]) -> None:
    shares = allot(raised_minor, asked_minor)

    for position, share in enumerate(shares):
        assert share == 0 or shares[:position] == asked_minor[:position]


@given(raised, st.integers(0, 10**9), asked)
def test_another_gift_takes_nothing_from_any_line(raised_minor: int, more_minor: int, asked_minor: list[int]) -> None:
    before, after = allot(raised_minor, asked_minor), allot(raised_minor + more_minor, asked_minor)

    assert all(was <= now for was, now in zip(before, after, strict=True))


@given(raised, asked, st.lists(st.tuples(st.integers(-1, 12), st.integers(1, 10**9)), max_size=20))
def test_nothing_that_came_in_or_was_spent_is_lost(
    raised_minor: int, asked_minor: list[int], spent: list[tuple[int, int]]
) -> None:
    keys = [uuid.UUID(int=number) for number in range(len(asked_minor))]
    spending = [(keys[at] if 0 <= at < len(keys) else None, minor) for at, minor in spent]

    found = break_down(raised_minor, list(zip(keys, asked_minor, strict=True)), spending)

    assert [(line.key, line.asked_minor) for line in found.lines] == list(zip(keys, asked_minor, strict=True))
    assert sum(line.raised_minor for line in found.lines) + found.beyond_minor == max(raised_minor, 0)
    assert sum(line.spent_minor for line in found.lines) + found.unassigned_minor == sum(minor for _, minor in spent)


def test_spending_stands_with_its_line_and_what_has_none_apart() -> None:
    build, host, gone = (uuid.UUID(int=number) for number in range(3))

    found = break_down(350, [(build, 300), (host, 100)], [(host, 40), (None, 5), (host, 70), (gone, 8)])

    assert found.lines == [LineShare(build, 300, 300, 0), LineShare(host, 100, 50, 110)]
    assert (found.beyond_minor, found.unassigned_minor) == (0, 13)
