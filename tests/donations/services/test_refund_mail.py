"""What donors are told when money goes back: once, by one mail, whoever decided it."""

from typing import Any

import pytest

from cms.models import OutgoingMail
from donations import services
from donations.gateways.base import Facts
from donations.models import Crowdfund, Donation, RefundOrder
from donations.services import order_refund
from donations.services.refund_requests import ask_for_money_back, grant_request
from tests.factories.donations import (
    NOW,
    charge_fact,
    facts_of,
    make_crowdfund,
    make_donation,
    refund_fact,
    session_fact,
)
from tests.factories.law import give, send_back, tell
from tests.factories.offline import enter, make_treasurer
from tests.factories.recording import record

pytestmark = [pytest.mark.django_db, pytest.mark.database]


class Bank:
    """A gateway that refunds what it is asked to."""

    def refund(self, **asked: Any) -> Facts:
        donation = Donation.objects.get(payment_intent_id=asked["payment_intent_id"])
        return facts_of(refund_fact(donation, asked["amount_minor"], id=f"re_{asked['idempotency_key']}"))


@pytest.fixture
def donation(crowdfund: Crowdfund) -> Donation:
    """£25, paid."""
    donation = make_donation(crowdfund)
    record(session_fact(donation), charge_fact(donation))
    donation.refresh_from_db()
    return donation


def carry_out() -> None:
    for order in RefundOrder.objects.all():
        services.carry_out_refund(order_id=order.pk, gateway=Bank(), now=NOW)


def refund(donation: Donation, amount_minor: int, why: str = "mistake") -> None:
    order_refund(donation=donation, amount_minor=amount_minor, why=why, now=NOW)


def subjects() -> list[str]:
    mails = OutgoingMail.objects.exclude(key__startswith="receipt:").order_by("pk")
    return [mail.subject for mail in mails if mail.to.startswith("ada@")]


def test_a_donor_is_told_of_each_refund_once_and_when_it_is_done(donation: Donation) -> None:
    refund(donation, 500)
    assert subjects() == []

    carry_out()
    carry_out()
    refund(donation, 700, "donor_asked")
    carry_out()

    assert subjects() == ["£5 of your gift goes back to you", "£7 of your gift goes back to you"]
    mail = OutgoingMail.objects.filter(key__startswith="refunded:").first()
    assert mail
    assert "The treasurer has sent £5 of your gift for “An online hub” back to you." in mail.text
    assert (donation.receipt_path in mail.text, donation.receipt_path in mail.html) == (True, True)


def test_the_answer_to_a_wish_is_told_by_its_own_mail_alone(donation: Donation) -> None:
    wish = ask_for_money_back(donation=donation, words="", now=NOW)
    grant_request(request=wish, user=None, now=NOW)

    carry_out()

    assert subjects()[1:] == ["Your money is on its way back"]


def test_what_the_law_sends_back_is_told_by_its_own_mail_alone() -> None:
    give(make_crowdfund())
    tell()
    send_back()

    carry_out()

    assert not OutgoingMail.objects.filter(key__startswith="refunded:").exists()
    assert OutgoingMail.objects.filter(key__startswith="returned-by-law:").count() == 1


def test_the_law_s_mail_blames_nobody_for_a_deadline_that_is_not_over() -> None:
    give(make_crowdfund())

    send_back()

    mail = OutgoingMail.objects.get(key__startswith="returned-by-law:")
    assert "we have not heard from you in time" not in mail.text + mail.html
    assert "only when we know whose it is and that they may give to political work." in mail.text


def test_who_gave_by_cheque_is_told_that_it_no_longer_counts(crowdfund: Crowdfund) -> None:
    theo = make_treasurer()
    gift = enter(crowdfund, theo, email="ada@example.org")
    services.approve_offline_gift(gift=gift, user=theo, now=NOW)

    services.return_offline_gift(gift=gift, reason="Not honoured", user=theo, now=NOW)

    assert subjects() == ["Your gift of £50 is no longer counted"]
    mail = OutgoingMail.objects.get(key__startswith="offline-returned:")
    assert "it has been given back, or did not reach our account." in mail.text
    assert "Not honoured" not in mail.text + mail.html
