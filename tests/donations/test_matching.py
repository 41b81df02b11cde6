"""The rule of a match, by hand."""

import json
from datetime import date

import pytest

from donations.matching import Match, Movement, added_minor, eligible_minor

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def moved(kind: str, amount_minor: int, day: int = 15, month: int = 11) -> Movement:
    return Movement(kind, amount_minor, date(2026, month, day))


@pytest.mark.parametrize(
    ("movements", "counts"),
    [
        ([], 0),
        ([moved("charge", 2500)], 2500),
        ([moved("offline", 2500)], 2500),
        ([moved("charge", 2500), moved("fee", -60)], 2500),
        ([moved("charge", 2500, month=10, day=31)], 0),
        ([moved("charge", 2500, month=12, day=1)], 0),
        ([moved("charge", 2500), moved("refund", -900, month=12)], 1600),
        ([moved("charge", 2500, month=10), moved("refund", -900)], 0),
        ([moved("charge", 2500), moved("correction", -600)], 1900),
        # What went back before it is known when it came waits for that.
        ([moved("refund", -900)], 0),
        ([moved("charge", 1000, month=12), moved("charge", 1000)], 2000),
    ],
)
def test_a_donation_counts_with_its_net_by_the_day_on_which_its_money_came(
    movements: list[Movement], counts: int
) -> None:
    assert eligible_minor(movements, FIRST, LAST) == counts


def test_without_a_last_day_it_goes_on() -> None:
    assert eligible_minor([moved("charge", 2500, month=12)], FIRST, None) == 2500


@pytest.mark.parametrize(
    ("eligible", "percent", "limit", "added"),
    [(0, 100, 1000, 0), (999, 100, 1000, 999), (1001, 100, 1000, 1000), (199, 50, 1000, 99), (-500, 100, 1000, 0)],
)
def test_per_cent_is_rounded_down_and_kept_within_nothing_and_the_limit(
    eligible: int, percent: int, limit: int, added: int
) -> None:
    assert added_minor(eligible_minor=eligible, percent=percent, limit_minor=limit) == added


@pytest.mark.parametrize("until", [LAST, None])
def test_a_match_knows_what_is_left_and_is_read_as_it_was_written(until: date | None) -> None:
    match = Match("A trust", 100, 200_000, 136_000, FIRST, until)

    assert match.left_minor == 64_000
    assert Match.read(json.loads(json.dumps(match.written()))) == match
