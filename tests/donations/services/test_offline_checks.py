"""Cheques, cash and transfers fall under the same law: added up with the rest, checked, and returned by hand."""

import uuid
from datetime import date
from typing import Any

import pytest

from accounts.models import User
from donations.models import Donation, OfflineGift
from donations.services.law_jobs import return_overdue
from donations.services.offline import Received, approve_offline_gift, enter_offline_gift
from tests.factories.donations import NOW, make_crowdfund
from tests.factories.law import check, checks, days, give, law_numbers, send_back
from tests.factories.offline import make_treasurer
from tests.factories.recording import shown

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def user() -> User:
    return make_treasurer()


def bring(crowdfund: Any, user: Any, amount_minor: int = 60_000, **known: str) -> Donation:
    received = Received(amount_minor, OfflineGift.Method.CHEQUE, date(2026, 11, 1), **known)
    gift = enter_offline_gift(key=uuid.uuid4(), crowdfund=crowdfund, received=received, locale="en", user=user, now=NOW)
    return approve_offline_gift(gift=gift, user=user, now=NOW).donation


def test_a_cheque_above_the_threshold_is_checked_from_the_day_it_came(user: Any) -> None:
    crowdfund = make_crowdfund()

    donation = bring(crowdfund, user, payer_name="Ada Lovelace", payer_address="1 Row, Brighton")

    assert checks() == {donation.pk: ("single", "to_check")}
    assert (check().received_on, check().due_on) == (date(2026, 11, 1), date(2026, 11, 29))
    assert (check().full_name, check().address) == ("Ada Lovelace", "1 Row, Brighton")
    assert law_numbers(crowdfund) == (60_000, 0)


def test_a_cheque_is_added_to_what_the_same_address_gave_by_card(user: Any) -> None:
    crowdfund = make_crowdfund()
    give(crowdfund, 30_000)

    donation = bring(crowdfund, user, 30_000, email="ada@example.org")

    assert checks()[donation.pk] == ("added_up", "asked")


def test_a_cheque_that_is_returned_leaves_the_total_and_is_told_in_public(user: Any) -> None:
    crowdfund = make_crowdfund()
    donation = bring(crowdfund, user, payer_name="Ada Lovelace")

    send_back(user=user, returned_to="Cheque 12 to Ada Lovelace")

    assert checks() == {donation.pk: ("single", "returned")}
    assert shown(crowdfund) == (0, 0)
    assert law_numbers(crowdfund) == (0, 60_000)
    assert check().returned_to == "Cheque 12 to Ada Lovelace"
    assert OfflineGift.objects.get().decision == "returned"


def test_no_clock_pretends_to_have_posted_a_cheque(user: Any) -> None:
    crowdfund = make_crowdfund()
    donation = bring(crowdfund, user, payer_name="Ada Lovelace")

    return_overdue(days(60))

    assert checks() == {donation.pk: ("single", "to_check")}
    assert shown(crowdfund) == (60_000, 1)
