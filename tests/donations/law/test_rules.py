"""Which gifts of a person are checked, why, and until when."""

from dataclasses import replace
from datetime import date

import pytest

from donations import law
from donations.law import ADDED_UP, SINGLE, Gift, Need, RulePack

RULE = "non-party-campaigner-2010"
PACK = law.pack_for("non_party_campaigner", date(2026, 1, 1))
MARCH, APRIL = date(2026, 3, 2), date(2026, 4, 6)


def campaigner(day: date) -> RulePack:
    return PACK


def gift(key: int, amount_minor: int, day: date, *, left_minor: int | None = None) -> Gift:
    return Gift(key, amount_minor, amount_minor if left_minor is None else left_minor, day)


@pytest.mark.parametrize(("amount_minor", "is_checked"), [(49_999, False), (50_000, False), (50_001, True)])
def test_a_gift_is_checked_above_the_threshold_and_not_at_it(amount_minor: int, is_checked: bool) -> None:
    assert (1 in law.needs([gift(1, amount_minor, MARCH)], campaigner)) is is_checked


def test_the_thirty_days_hold_the_day_of_receipt_and_a_day_for_sending_back() -> None:
    found = law.needs([gift(1, 60_000, date(2026, 3, 1))], campaigner)

    # The thirtieth day is 30 March: by then what is not decided has gone back.
    assert found == {1: Need(SINGLE, RULE, date(2026, 3, 29))}


def test_gifts_of_a_year_that_add_up_are_all_checked_from_the_day_on_which_they_do() -> None:
    found = law.needs([gift(2, 30_000, APRIL), gift(1, 30_000, MARCH)], campaigner)

    assert found == {1: Need(ADDED_UP, RULE, date(2026, 5, 4)), 2: Need(ADDED_UP, RULE, date(2026, 5, 4))}


def test_a_gift_after_the_sum_was_exceeded_has_a_check_of_its_own() -> None:
    found = law.needs([gift(1, 60_000, MARCH), gift(2, 1_000, APRIL)], campaigner)

    assert found == {1: Need(SINGLE, RULE, date(2026, 3, 30)), 2: Need(ADDED_UP, RULE, date(2026, 5, 4))}


def test_gifts_that_add_up_to_just_the_threshold_are_not_checked() -> None:
    assert law.needs([gift(1, 25_000, MARCH), gift(2, 25_000, APRIL)], campaigner) == {}


def test_years_are_not_added_together() -> None:
    gifts = [gift(1, 30_000, date(2025, 12, 31)), gift(2, 30_000, date(2026, 1, 1))]

    assert law.needs(gifts, campaigner) == {}


def test_what_has_gone_back_is_not_checked_and_not_added() -> None:
    assert law.needs([gift(1, 60_000, MARCH, left_minor=0), gift(2, 50_000, APRIL)], campaigner) == {}


def test_a_large_gift_of_which_a_part_went_back_is_checked_still() -> None:
    found = law.needs([gift(1, 60_000, MARCH, left_minor=10_000), gift(2, 40_000, APRIL)], campaigner)

    assert set(found) == {1}


def test_who_is_not_regulated_checks_nothing() -> None:
    pack = law.pack_for("unregulated", date(2026, 1, 1))

    assert law.needs([gift(1, 10_000_000, MARCH)], lambda day: pack) == {}


def test_a_gift_from_before_the_law_applied_is_not_added_to_later_ones() -> None:
    free = law.pack_for("unregulated", MARCH)
    gifts = [gift(1, 60_000, MARCH), gift(2, 30_000, APRIL)]

    assert law.needs(gifts, lambda day: free if day < APRIL else PACK) == {}


def test_a_lower_threshold_holds_for_gifts_from_its_first_day_on() -> None:
    lower = replace(PACK, name="new", check_above_minor=20_000)
    gifts = [gift(1, 10_000, MARCH), gift(2, 10_001, APRIL)]

    assert set(law.needs(gifts, lambda day: lower if day >= APRIL else PACK)) == {1, 2}
    assert law.needs(gifts[:1], lambda day: lower if day >= APRIL else PACK) == {}
