"""What of a year's accepted gifts is reported by name, and what as a sum."""

from datetime import date

from donations import law
from donations.law import AcceptedGift, Report

DAY = date(2026, 3, 2)
CAMPAIGNER, PARTY = law.pack_for("non_party_campaigner", DAY), law.pack_for("party", DAY)


def gift(key: int, pounds: int, person: str = "ada", day: int = 1) -> AcceptedGift:
    return AcceptedGift(key, person, pounds * 100, date(2026, 4, day))


def test_a_campaigner_reports_by_name_above_7500_and_the_rest_as_a_sum() -> None:
    report = law.report_of([gift(1, 7501), gift(2, 7500, "grace"), gift(3, 600, "alan")], CAMPAIGNER)

    assert report == Report(frozenset({1}), 810_000)


def test_one_persons_gifts_are_added_up() -> None:
    report = law.report_of([gift(1, 4000), gift(2, 3501), gift(3, 4000, "grace")], CAMPAIGNER)

    assert report == Report(frozenset({1, 2}), 400_000)


def test_a_party_reports_above_11180_and_then_each_further_group_above_2230() -> None:
    gifts = [
        gift(1, 6000, day=1),
        gift(2, 5181, day=2),
        gift(3, 2000, day=3),
        gift(4, 231, day=4),
        gift(5, 2230, day=5),
    ]

    assert law.report_of(gifts, PARTY) == Report(frozenset({1, 2, 3, 4}), None)


def test_a_party_does_not_report_gifts_of_11180_in_all() -> None:
    assert law.report_of([gift(1, 11_000), gift(2, 180)], PARTY) == Report(frozenset(), None)


def test_who_is_not_regulated_reports_nothing() -> None:
    assert law.report_of([gift(1, 99_999)], law.pack_for("unregulated", DAY)) == Report(frozenset(), None)
