"""Which gifts of a person are checked, why, and until when."""

from datetime import date

import pytest

from donations import law
from donations.law import ADDED_UP, SINGLE, Gift, Need

PACK = law.pack_for("non_party_campaigner", date(2026, 1, 1))
MARCH, APRIL = date(2026, 3, 2), date(2026, 4, 6)


@pytest.mark.parametrize(("amount_minor", "is_checked"), [(49_999, False), (50_000, False), (50_001, True)])
def test_a_gift_is_checked_above_the_threshold_and_not_at_it(amount_minor: int, is_checked: bool) -> None:
    assert (1 in law.needs([Gift(1, amount_minor, MARCH)], PACK)) is is_checked


def test_the_thirty_days_hold_the_day_of_receipt_and_a_day_for_sending_back() -> None:
    found = law.needs([Gift(1, 60_000, date(2026, 3, 1))], PACK)

    # The thirtieth day is 30 March: by then what is not decided has gone back.
    assert found == {1: Need(SINGLE, date(2026, 3, 29))}


def test_gifts_of_a_year_that_add_up_are_all_checked_from_the_day_on_which_they_do() -> None:
    found = law.needs([Gift(2, 30_000, APRIL), Gift(1, 30_000, MARCH)], PACK)

    assert found == {1: Need(ADDED_UP, date(2026, 5, 4)), 2: Need(ADDED_UP, date(2026, 5, 4))}


def test_a_gift_after_the_sum_was_exceeded_has_a_check_of_its_own() -> None:
    found = law.needs([Gift(1, 60_000, MARCH), Gift(2, 1_000, APRIL)], PACK)

    assert found == {1: Need(SINGLE, date(2026, 3, 30)), 2: Need(ADDED_UP, date(2026, 5, 4))}


def test_gifts_that_add_up_to_just_the_threshold_are_not_checked() -> None:
    assert law.needs([Gift(1, 25_000, MARCH), Gift(2, 25_000, APRIL)], PACK) == {}


def test_years_are_not_added_together() -> None:
    assert law.needs([Gift(1, 30_000, date(2025, 12, 31)), Gift(2, 30_000, date(2026, 1, 1))], PACK) == {}


def test_what_has_gone_back_is_not_checked_and_not_added() -> None:
    assert law.needs([Gift(1, 0, MARCH), Gift(2, 50_000, APRIL)], PACK) == {}
    assert set(law.needs([Gift(1, 0, MARCH), Gift(2, 50_001, APRIL)], PACK)) == {2}


def test_who_is_not_regulated_checks_nothing() -> None:
    pack = law.pack_for("unregulated", date(2026, 1, 1))

    assert law.needs([Gift(1, 10_000_000, MARCH)], pack) == {}
