"""What becomes of a checked gift: told, accepted, sent back by hand; and what the public is told of it."""

from datetime import date
from typing import Any
from unittest.mock import Mock

import pytest

from cms.models import OutgoingMail
from donations.models import RefundOrder
from donations.services.verdicts import CannotReturn, CheckDecided, IdentityMissing, ask_again
from tests.factories.donations import dispute_fact, facts_of, make_crowdfund, refund_fact
from tests.factories.law import (
    ADDRESS,
    LARGE,
    accept,
    check,
    checks,
    days,
    give,
    law_numbers,
    send_back,
    stripe_sends_back,
    tell,
)
from tests.factories.recording import record, shown

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def no_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("donations.tasks.carry_out_refund_later", Mock())


def test_what_the_donor_tells_is_kept_and_may_be_told_again() -> None:
    give(make_crowdfund())

    tell("Ada Byron")
    tell("Ada Lovelace")

    assert (check().state, check().full_name, check().address) == ("to_check", "Ada Lovelace", ADDRESS)
    assert (check().postcode, check().declaration, check().declared_at) == ("BN1 1AA", "Mine", days(1))


def test_an_accepted_gift_is_kept_with_who_checked_it_when_and_how(django_user_model: Any) -> None:
    crowdfund, user = make_crowdfund(), django_user_model.objects.create_user("checker@example.org", "x")
    give(crowdfund)
    tell()

    accept(user)

    assert (check().state, check().decided_by, check().decided_at) == ("accepted", user, days(2))
    assert (check().evidence, check().elector_number) == ("Brighton register of 1 November", "BA-12")
    assert shown(crowdfund) == (60_000, 1)
    assert law_numbers(crowdfund) == (0, 0)


def test_no_gift_is_accepted_without_name_and_address() -> None:
    crowdfund = make_crowdfund()
    donation = give(crowdfund)

    with pytest.raises(IdentityMissing):
        accept(full_name="")

    assert checks() == {donation.pk: ("single", "asked")}
    assert law_numbers(crowdfund) == (60_000, 0)


def test_what_was_decided_cannot_be_decided_or_told_again() -> None:
    donation = give(make_crowdfund())
    accept()

    for again in (accept, tell, send_back):
        with pytest.raises(CheckDecided):
            again()

    assert checks() == {donation.pk: ("single", "accepted")}
    assert not RefundOrder.objects.exists()


def test_a_gift_that_may_not_be_kept_goes_back_and_the_public_is_told_how_much() -> None:
    crowdfund = make_crowdfund()
    donation = give(crowdfund)

    send_back()

    order = RefundOrder.objects.get()
    assert (order.donation, order.amount_minor, order.why, order.note) == (
        donation,
        60_000,
        "not_permissible",
        "On no register",
    )
    # On its way: still here, still not ours to keep.
    assert shown(crowdfund) == (60_000, 1)
    assert law_numbers(crowdfund) == (60_000, 0)

    stripe_sends_back(order, facts_of(refund_fact(donation, LARGE)))

    assert shown(crowdfund) == (0, 0)
    assert law_numbers(crowdfund) == (0, 60_000)
    assert (check().state, check().return_reason) == ("returned", "On no register")


def test_a_donor_is_told_why_their_gift_goes_back() -> None:
    give(make_crowdfund())
    tell()

    send_back()

    mail = OutgoingMail.objects.get(key__startswith="returned-by-law:")
    assert mail.subject == "Your gift of £600 goes back to you"
    assert "because the law does not let us keep it" in mail.text


def test_what_went_back_before_for_another_reason_was_not_returned_by_law() -> None:
    crowdfund = make_crowdfund()
    donation = give(crowdfund)
    record(refund_fact(donation, 5_000, id="re_0"), at=days(1))

    send_back()
    stripe_sends_back(RefundOrder.objects.get(), facts_of(refund_fact(donation, 55_000)))

    assert law_numbers(crowdfund) == (0, 55_000)


def test_a_gift_under_dispute_cannot_be_sent_back() -> None:
    donation = give(make_crowdfund())
    record(dispute_fact(donation, 1_000), at=days(1))

    with pytest.raises(CannotReturn):
        send_back()

    assert checks() == {donation.pk: ("single", "asked")}
    assert not RefundOrder.objects.exists()


def test_a_donor_whose_answer_does_not_do_can_be_asked_again() -> None:
    donation = give(make_crowdfund())
    tell()

    ask_again(check_id=check().pk, now=days(2))

    assert checks() == {donation.pk: ("single", "asked")}
    assert OutgoingMail.objects.filter(key__startswith="declaration:").count() == 2
    assert check().due_on == date(2026, 11, 30)
