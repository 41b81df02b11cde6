"""What looks like one gift that was split, and what does not."""

from datetime import date

from donations import law
from donations.law import NamedGift

PACK = law.pack_for("non_party_campaigner", date(2026, 1, 1))


def gift(key: int, donor: int, *names: str, amount_minor: int = 30_000, day: date = date(2026, 3, 2)) -> NamedGift:
    return NamedGift(key, donor, names, amount_minor, day)


def test_gifts_under_one_name_from_two_addresses_are_suspected() -> None:
    gifts = [gift(1, 1, "Ada Lovelace"), gift(2, 2, " ADA  lovelace"), gift(3, 3, "Grace Hopper")]

    assert law.suspected_splits(gifts, lambda day: PACK) == {1, 2}


def test_the_name_typed_for_the_public_counts_as_well() -> None:
    gifts = [gift(1, 1, "Ada Lovelace"), gift(2, 2, "A. L.", "Ada Lovelace")]

    assert law.suspected_splits(gifts, lambda day: PACK) == {1, 2}


def test_a_first_name_alone_is_no_sign() -> None:
    assert law.suspected_splits([gift(1, 1, "Ada"), gift(2, 2, "Ada")], lambda day: PACK) == set()


def test_one_donors_gifts_are_added_up_elsewhere() -> None:
    assert law.suspected_splits([gift(1, 1, "Ada Lovelace"), gift(2, 1, "Ada Lovelace")], lambda day: PACK) == set()


def test_gifts_more_than_a_week_apart_are_not_suspected() -> None:
    late = gift(2, 2, "Ada Lovelace", day=date(2026, 3, 10))

    assert law.suspected_splits([gift(1, 1, "Ada Lovelace"), late], lambda day: PACK) == set()
    assert law.suspected_splits([gift(3, 1, "Ada Lovelace", day=date(2026, 3, 3)), late], lambda day: PACK) == {2, 3}


def test_gifts_that_stay_below_the_threshold_together_are_not_suspected() -> None:
    small = [gift(1, 1, "Ada Lovelace", amount_minor=25_000), gift(2, 2, "Ada Lovelace", amount_minor=25_000)]

    assert law.suspected_splits(small, lambda day: PACK) == set()


def test_a_large_gift_which_is_checked_anyway_makes_no_suspicion() -> None:
    gifts = [gift(1, 1, "Ada Lovelace", amount_minor=60_000), gift(2, 2, "Ada Lovelace", amount_minor=1_000)]

    assert law.suspected_splits(gifts, lambda day: PACK) == set()


def test_who_is_not_regulated_suspects_nobody() -> None:
    pack = law.pack_for("unregulated", date(2026, 1, 1))

    assert law.suspected_splits([gift(1, 1, "Ada Lovelace"), gift(2, 2, "Ada Lovelace")], lambda day: pack) == set()


def test_gifts_of_days_on_which_nothing_is_checked_are_left_out() -> None:
    free = law.pack_for("unregulated", date(2026, 1, 1))
    gifts = [gift(number, number, "Ada Lovelace", day=date(2026, 3, number)) for number in (2, 3, 4)]

    assert law.suspected_splits(gifts, lambda day: free if day.day < 4 else PACK) == set()
    assert law.suspected_splits(gifts, lambda day: PACK if day.day < 4 else free) == {2, 3}
