"""Which gifts get a check, in the transaction that counts them, and how the check follows the money."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from cms.models import OutgoingMail
from donations.models import PermissibilityCheck, RefundOrder
from donations.services.permissibility import look_into_donor
from donations.services.regulation import choose_status
from tests.factories.donations import (
    NOW,
    charge_fact,
    dispute_fact,
    make_crowdfund,
    make_donation,
    refund_fact,
    session_fact,
)
from tests.factories.law import LARGE, check_of, checks, days, give, law_numbers
from tests.factories.recording import record, shown

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_gift_above_the_threshold_is_counted_and_marked_as_being_checked() -> None:
    crowdfund = make_crowdfund()

    donation = give(crowdfund)

    assert shown(crowdfund) == (60_000, 1)
    assert law_numbers(crowdfund) == (60_000, 0)
    check = PermissibilityCheck.objects.get()
    assert (check.donation, check.rule, check.reason, check.state) == (
        donation,
        "non-party-campaigner-2010",
        "single",
        "asked",
    )
    assert (check.received_on, check.due_on) == (date(2026, 11, 2), date(2026, 11, 30))


def test_a_gift_at_the_threshold_is_not_checked() -> None:
    crowdfund = make_crowdfund()

    give(crowdfund, 50_000)

    assert checks() == {}
    assert law_numbers(crowdfund) == (0, 0)


def test_the_donor_is_asked_by_mail_once() -> None:
    donation = give(make_crowdfund())
    record(session_fact(donation), charge_fact(donation, LARGE, fee_minor=900))

    mail = OutgoingMail.objects.get(key__startswith="declaration:")
    assert mail.to == "ada@example.org"
    assert mail.subject == "Please say who you are: your gift of £600"
    assert "If we do not hear from you by 30 November 2026" in mail.text
    assert "/declaration/" in mail.text


def test_a_donor_who_becomes_known_later_is_asked_then() -> None:
    donation = make_donation(make_crowdfund(), requested_minor=LARGE)
    record(charge_fact(donation, LARGE))
    assert checks() == {donation.pk: ("single", "asked")}
    assert not OutgoingMail.objects.filter(key__startswith="declaration:").exists()

    record(session_fact(donation))

    assert OutgoingMail.objects.filter(key__startswith="declaration:").count() == 1


def test_gifts_of_one_person_are_added_up_over_crowdfunds_and_all_are_checked(
    django_capture_on_commit_callbacks: Any,
) -> None:
    hub, meetings = make_crowdfund(), make_crowdfund("meetings")
    first = give(hub, 30_000, at=days(-10))
    assert checks() == {}

    with time_machine.travel(NOW, tick=False), django_capture_on_commit_callbacks(execute=True):
        second = give(meetings, 30_000)

    assert checks() == {first.pk: ("added_up", "asked"), second.pk: ("added_up", "asked")}
    assert (law_numbers(hub), law_numbers(meetings)) == ((30_000, 0), (30_000, 0))
    # The clock of the earlier gift starts when the sum exceeds the threshold.
    assert set(PermissibilityCheck.objects.values_list("due_on", flat=True)) == {date(2026, 11, 30)}


def test_the_next_gift_of_somebody_who_was_accepted_has_a_fresh_check() -> None:
    crowdfund = make_crowdfund()
    first = give(crowdfund)
    PermissibilityCheck.objects.update(state="accepted")

    second = give(crowdfund, 1_000, at=days(1))

    assert checks() == {first.pk: ("single", "accepted"), second.pk: ("added_up", "asked")}


def test_gifts_of_two_people_and_of_two_years_are_not_added_up() -> None:
    crowdfund = make_crowdfund()
    give(crowdfund, 30_000)
    give(crowdfund, 30_000, email="grace@example.org")
    give(crowdfund, 30_000, at=NOW - timedelta(days=365))

    assert checks() == {}


def test_looking_at_a_donor_again_changes_nothing() -> None:
    donation = give(make_crowdfund())

    look_into_donor(donor_id=donation.donor_id or 0, now=NOW)

    assert checks() == {donation.pk: ("single", "asked")}


def test_who_is_not_regulated_checks_nothing() -> None:
    choose_status(status="unregulated", starts_on=date(2026, 1, 1), user=None, now=NOW)

    give(make_crowdfund())

    assert checks() == {}


def test_a_gift_from_before_the_status_began_falls_under_the_rules_of_its_day() -> None:
    choose_status(status="unregulated", starts_on=date(2020, 1, 1), user=None, now=NOW)
    choose_status(status="party", starts_on=date(2026, 11, 2), user=None, now=NOW)
    crowdfund = make_crowdfund()

    give(crowdfund, at=days(-1), email="grace@example.org")
    donation = give(crowdfund)

    assert checks() == {donation.pk: ("single", "asked")}
    assert PermissibilityCheck.objects.get().rule == "party-2024"


def test_the_clock_can_start_with_the_payout(settings: Any) -> None:
    settings.GIFT_RECEIVED_AFTER_DAYS = 3

    give(make_crowdfund())

    check = PermissibilityCheck.objects.get()
    assert (check.received_on, check.due_on) == (date(2026, 11, 5), date(2026, 12, 3))


def test_a_gift_that_is_found_late_leaves_a_week_to_answer() -> None:
    crowdfund = make_crowdfund()
    donation = make_donation(crowdfund, requested_minor=LARGE)

    record(session_fact(donation), charge_fact(donation, LARGE, occurred_at=days(-60)))

    assert PermissibilityCheck.objects.get().due_on == date(2026, 11, 9)


def test_a_gift_that_goes_back_is_no_longer_checked() -> None:
    crowdfund = make_crowdfund()
    donation = give(crowdfund)

    record(refund_fact(donation, LARGE), at=days(1))

    assert checks() == {donation.pk: ("single", "closed")}
    # It went back because somebody asked, not because of the law.
    assert law_numbers(crowdfund) == (0, 0)


def test_a_refund_that_says_that_it_is_because_of_the_law_counts_as_returned_by_law() -> None:
    crowdfund = make_crowdfund()
    donation = give(crowdfund)
    RefundOrder.objects.create(
        donation=donation,
        amount_minor=LARGE,
        currency="GBP",
        why="not_permissible",
        note="No elector",
        ordered_at=days(1),
    )

    record(refund_fact(donation, LARGE), at=days(2))

    assert checks() == {donation.pk: ("single", "returned")}
    assert PermissibilityCheck.objects.get().return_reason == "No elector"
    assert law_numbers(crowdfund) == (0, 60_000)


def test_a_refund_by_law_that_stripe_refused_is_not_why_the_money_went_back() -> None:
    donation = give(make_crowdfund())
    refused = {"amount_minor": LARGE, "currency": "GBP", "why": "not_permissible", "state": "refused"}
    RefundOrder.objects.create(donation=donation, ordered_at=days(1), **refused)

    record(refund_fact(donation, LARGE), at=days(2))

    assert checks() == {donation.pk: ("single", "closed")}


def test_a_gift_of_which_a_part_goes_back_is_checked_on() -> None:
    crowdfund = make_crowdfund()
    donation = give(crowdfund)

    record(refund_fact(donation, 20_000), at=days(1))

    assert checks() == {donation.pk: ("single", "asked")}
    assert law_numbers(crowdfund) == (40_000, 0)


def test_a_dispute_ends_the_check_and_winning_it_starts_the_clock_again() -> None:
    crowdfund = make_crowdfund()
    donation = give(crowdfund)

    record(dispute_fact(donation, LARGE), at=days(1))
    assert checks() == {donation.pk: ("single", "closed")}
    assert law_numbers(crowdfund) == (0, 0)

    record(dispute_fact(donation, LARGE, reinstated=True), at=days(60))
    assert checks() == {donation.pk: ("single", "asked")}
    assert law_numbers(crowdfund) == (60_000, 0)
    assert PermissibilityCheck.objects.get().due_on == date(2027, 1, 29)
    assert OutgoingMail.objects.filter(key__startswith="declaration:").count() == 2


def test_a_charge_that_turns_out_to_be_small_needs_no_check() -> None:
    crowdfund = make_crowdfund()
    donation = make_donation(crowdfund, requested_minor=LARGE)
    record(session_fact(donation), charge_fact(donation, LARGE, is_provisional=True))
    assert checks() == {donation.pk: ("single", "asked")}

    record(charge_fact(donation, 6_000))

    assert checks() == {donation.pk: ("single", "closed")}
    assert law_numbers(crowdfund) == (0, 0)


def test_a_gift_in_another_currency_is_not_compared_with_pounds() -> None:
    crowdfund = make_crowdfund(currency="JPY")
    donation = make_donation(crowdfund, requested_minor=90_000)

    record(session_fact(donation), charge_fact(donation, 90_000, currency="JPY"))

    assert check_of(donation) is None
