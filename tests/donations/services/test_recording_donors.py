"""Who gave: counted once, thanked once."""

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from cms.models import OutgoingMail
from donations.models import Crowdfund, Donor
from tests.factories.donations import (
    charge_fact,
    make_donation,
    refund_fact,
    session_fact,
)
from tests.factories.recording import record, shown

pytestmark = pytest.mark.database


def test_one_person_is_one_donor_however_they_write_their_address(crowdfund: Crowdfund) -> None:
    one, two, three = (make_donation(crowdfund) for _ in range(3))

    record(session_fact(one, email="Ada@Example.org"), charge_fact(one))
    record(session_fact(two, email="ada@example.ORG"), charge_fact(two))
    record(session_fact(three, email="bo@example.org"), charge_fact(three))

    assert shown(crowdfund) == (7500, 2)
    assert list(Donor.objects.order_by("email").values_list("email", flat=True)) == [
        "ada@example.org",
        "bo@example.org",
    ]


def test_a_donor_who_is_named_after_the_money_is_not_counted_twice(crowdfund: Crowdfund) -> None:
    one, two = make_donation(crowdfund), make_donation(crowdfund)
    record(charge_fact(one))
    record(charge_fact(two))
    assert shown(crowdfund) == (5000, 2)

    record(session_fact(one))
    assert shown(crowdfund) == (5000, 2)
    record(session_fact(two))

    assert shown(crowdfund) == (5000, 1)


def test_a_donor_whose_money_all_went_back_is_no_donor(crowdfund: Crowdfund) -> None:
    one, two = make_donation(crowdfund), make_donation(crowdfund)
    record(session_fact(one), charge_fact(one))
    record(session_fact(two), charge_fact(two))

    record(refund_fact(one, 2500))
    assert shown(crowdfund) == (2500, 1)
    record(refund_fact(two, 2500, id="re_2"))

    assert shown(crowdfund) == (0, 0)


def test_the_receipt_goes_out_once_when_both_money_and_address_are_known(
    crowdfund: Crowdfund, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    donation = make_donation(crowdfund, locale="cy")

    record(charge_fact(donation))
    assert not OutgoingMail.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        record(session_fact(donation))
    record(session_fact(donation), charge_fact(donation), refund_fact(donation, 100))

    [receipt] = mail.outbox
    assert receipt.to == ["ada@example.org"]
    assert f"http://testserver/cy/receipts/{donation.public_id}/" in receipt.body
    assert OutgoingMail.objects.get().key == f"receipt:{donation.public_id}"


def test_nobody_is_thanked_for_money_that_went_back_at_once(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)

    record(charge_fact(donation))
    record(refund_fact(donation, 2500))
    record(session_fact(donation))

    assert not OutgoingMail.objects.exists()
