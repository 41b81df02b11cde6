"""What stays of a donor who is erased, why and until when."""

from datetime import date

import pytest

from donations.models import Donor, PermissibilityCheck
from donations.services.law_records import forget_checks, kept_by_law
from tests.factories.donations import make_crowdfund
from tests.factories.law import give

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TODAY = date(2026, 11, 24)


def donor_with_check(**changes: str) -> Donor:
    donation = give(make_crowdfund())
    PermissibilityCheck.objects.update(full_name="Ada Lovelace", address="1 Row", **changes)
    assert donation.donor
    return donation.donor


@pytest.mark.parametrize("state", ["accepted", "returned"])
def test_a_register_entry_is_kept_for_six_years_after_its_year(state: str) -> None:
    donor = donor_with_check(state=state)

    (kept,) = kept_by_law(donor=donor, today=TODAY)

    assert (kept.rule, kept.until) == ("non-party-campaigner-2010", date(2032, 12, 31))
    assert kept.sources[0].startswith("https://www.electoralcommission.org.uk/")
    assert len(kept_by_law(donor=donor, today=date(2032, 12, 31))) == 1
    assert kept_by_law(donor=donor, today=date(2033, 1, 1)) == []


def test_a_check_in_hand_is_kept_until_it_is_decided() -> None:
    (kept,) = kept_by_law(donor=donor_with_check(), today=TODAY)

    assert kept.until is None


def test_what_need_not_be_kept_is_forgotten_and_nothing_else() -> None:
    donor = donor_with_check(state="closed")
    assert kept_by_law(donor=donor, today=TODAY) == []

    assert forget_checks(donor=donor, today=TODAY) == []

    check = PermissibilityCheck.objects.get()
    assert (check.full_name, check.address, check.state) == ("", "", "closed")


def test_what_must_be_kept_stays_as_it_is() -> None:
    donor = donor_with_check(state="accepted")

    assert len(forget_checks(donor=donor, today=TODAY)) == 1

    assert PermissibilityCheck.objects.get().full_name == "Ada Lovelace"
