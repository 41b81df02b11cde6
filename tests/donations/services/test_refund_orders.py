"""Orders that come to nothing: the money is here again, the team is told once, and a donor's wish waits anew."""

from datetime import timedelta
from typing import Any

import pytest
from wagtail.models import Site

from accounts.models import User
from cms import caching
from cms.models import OrganisationSettings, OutgoingMail
from donations.gateways.base import Facts, GatewayRefused
from donations.models import Crowdfund, Donation, RefundOrder, RefundRequest
from donations.services import carry_out_refund, order_refund, refundable_minor
from donations.services.refund_requests import ask_for_money_back, decline_request, grant_request
from donations.treasury.queues import queues
from tests.factories.donations import NOW, charge_fact, make_donation, refund_fact, session_fact
from tests.factories.recording import record

pytestmark = [pytest.mark.django_db, pytest.mark.database]


class Refusing:
    """A gateway that sends nothing back."""

    def refund(self, **asked: Any) -> Facts:
        raise GatewayRefused("charge_already_refunded")

    def fetch_payment(self, payment_intent_id: str) -> Facts:
        return Facts()


@pytest.fixture
def wish(crowdfund: Crowdfund) -> RefundRequest:
    """Ada asks for her £25, and the organisation has a contact."""
    site = Site.objects.get(is_default_site=True)
    OrganisationSettings.objects.update_or_create(site=site, defaults={"contact_email": "money@example.org"})
    caching.purge(caching.CONTENT)
    donation = make_donation(crowdfund)
    record(session_fact(donation), charge_fact(donation))
    return ask_for_money_back(donation=donation, words="", now=NOW)


@pytest.fixture
def treasurer(db: None) -> User:
    return User.objects.create_superuser("pat")


def grant(wish: RefundRequest, user: User, **changes: Any) -> RefundOrder:
    grant_request(request=wish, user=user, **({"now": NOW} | changes))
    return RefundOrder.objects.latest("pk")


def refuse(order: RefundOrder) -> None:
    carry_out_refund(order_id=order.pk, gateway=Refusing(), now=NOW)


def to_do(user: User) -> list[str]:
    return [each.words for each in queues(user, NOW)]


def to_team() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(key__startswith="refund_refused:"))


def test_a_wish_that_was_granted_and_refused_by_stripe_waits_again(wish: RefundRequest, treasurer: User) -> None:
    order = grant(wish, treasurer)
    before = to_do(treasurer)

    refuse(order)
    refuse(order)

    wish.refresh_from_db()
    assert (wish.state, wish.decided_by, wish.decided_at, wish.came_to_nothing) == ("waiting", None, None, True)
    assert (before, to_do(treasurer)) == (["1 refund waits for Stripe"], ["1 request for money back"])
    [mail] = to_team()
    assert (mail.to, mail.subject) == ("money@example.org", f"A refund did not go through: {wish.donation.reference}")
    for part in (mail.text, mail.html):
        assert "£25 of the gift" in part
        assert "charge_already_refunded" in part
        assert f"/admin/refundrequest/inspect/{wish.pk}/" in part
        assert "ada@example.org" not in part


def test_it_is_granted_a_second_time_and_the_donor_told_of_it(wish: RefundRequest, treasurer: User) -> None:
    refuse(grant(wish, treasurer))

    second = grant(wish, treasurer, now=NOW + timedelta(hours=1))
    record(refund_fact(wish.donation, 2500, order_id=str(second.idempotency_key)))

    wish.refresh_from_db()
    assert (wish.state, wish.came_to_nothing, to_do(treasurer)) == ("granted", False, [])
    assert OutgoingMail.objects.filter(key__startswith="money_back_granted:").count() == 2
    assert not OutgoingMail.objects.filter(key__startswith="refunded:").exists()


def test_a_wish_that_is_declined_after_a_refusal_is_over(wish: RefundRequest, treasurer: User) -> None:
    refuse(grant(wish, treasurer))

    decline_request(request=wish, answer="It is spent.", user=treasurer, now=NOW)

    assert (RefundRequest.objects.get().state, to_do(treasurer)) == ("declined", [])


@pytest.mark.parametrize("order_of_telling", [("sent", "failed"), ("failed", "sent")], ids=" then ".join)
def test_money_that_was_sent_and_came_back_is_no_end_of_its_order(
    wish: RefundRequest, treasurer: User, order_of_telling: tuple[str, str]
) -> None:
    order = grant(wish, treasurer)

    for told in (*order_of_telling, *order_of_telling):
        failed = told == "failed"
        record(refund_fact(wish.donation, 2500, failed=failed, order_id=str(order.idempotency_key)))

    order.refresh_from_db()
    wish.refresh_from_db()
    assert (order.state, order.refund_id, order.error) == ("refused", "re_1", "It was sent, and came back.")
    assert (wish.state, wish.came_to_nothing, len(to_team())) == ("waiting", True, 1)
    assert refundable_minor(Donation.objects.get()) == 2500


def test_what_the_treasurer_sends_back_for_another_reason_is_no_answer_to_a_wish(
    wish: RefundRequest, treasurer: User
) -> None:
    order = order_refund(donation=wish.donation, amount_minor=500, why="mistake", now=NOW)
    decline_request(request=wish, answer="No.", user=treasurer, now=NOW)

    refuse(order)

    wish.refresh_from_db()
    assert (wish.state, wish.came_to_nothing, to_do(treasurer)) == ("declined", False, ["1 refund that Stripe refused"])
    assert f"/admin/donation/inspect/{wish.donation_id}/" in to_team()[0].text
