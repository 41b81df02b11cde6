"""Asking for money back: once, only for money that is here, answered once, and told by mail."""

from typing import Any

import pytest
from wagtail.models import Site

from accounts.models import User
from cms import caching
from cms.models import OrganisationSettings, OutgoingMail
from donations.models import Crowdfund, Donation, RefundOrder, RefundRequest
from donations.services import NothingToRefund, order_refund, refund_requests
from donations.services.refund_requests import (
    AlreadyAnswered,
    CannotAsk,
    ask_for_money_back,
    decline_request,
    grant_request,
    reason_not_to_ask,
)
from tests.factories.donations import NOW, charge_fact, dispute_fact, make_donation, refund_fact, session_fact
from tests.factories.recording import record

pytestmark = [pytest.mark.django_db, pytest.mark.database]

State = RefundRequest.State


@pytest.fixture
def donation(crowdfund: Crowdfund) -> Donation:
    """£25, paid by Ada, in Welsh."""
    donation = make_donation(crowdfund, locale="cy")
    record(session_fact(donation), charge_fact(donation))
    OutgoingMail.objects.all().delete()
    donation.refresh_from_db()
    return donation


@pytest.fixture(autouse=True)
def organisation() -> None:
    OrganisationSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"contact_email": "money@example.org"}
    )
    caching.purge(caching.CONTENT)


@pytest.fixture
def treasurer() -> User:
    return User.objects.create_user("pat")


def ask(donation: Donation, words: str = "I lost my job.") -> RefundRequest:
    return ask_for_money_back(donation=donation, words=words, now=NOW)


def mails() -> list[tuple[str, str]]:
    return [(mail.key.partition(":")[0], mail.to) for mail in OutgoingMail.objects.order_by("pk")]


def test_the_donor_and_the_organisation_are_told_and_the_donors_words_stay_here(donation: Donation) -> None:
    request = ask(donation)

    assert (request.state, request.words) == (State.WAITING, "I lost my job.")
    assert mails() == [("money_back_asked", "ada@example.org"), ("money_back_to_answer", "money@example.org")]
    to_team = OutgoingMail.objects.get(to="money@example.org")
    assert f"/admin/refundrequest/inspect/{request.pk}/" in to_team.text
    for part in (to_team.subject, to_team.text, to_team.html):
        assert "lost my job" not in part
        assert "ada@example.org" not in part


def test_asking_again_changes_nothing(donation: Donation) -> None:
    first = ask(donation)

    again = ask(donation, "Hello?")

    assert (again.pk, again.words, len(mails())) == (first.pk, "I lost my job.", 2)


def test_only_money_that_is_here_can_be_asked_back(crowdfund: Crowdfund, donation: Donation) -> None:
    open_one, offline = make_donation(crowdfund), make_donation(crowdfund, state="paid", outcome="paid")
    disputed = make_donation(crowdfund)
    record(session_fact(disputed), charge_fact(disputed), dispute_fact(disputed))
    disputed.refresh_from_db()
    record(refund_fact(donation, 2500))
    donation.refresh_from_db()

    codes = {}
    for each in (open_one, offline, disputed, donation):
        with pytest.raises(CannotAsk) as refused:
            ask(each)
        codes[each] = refused.value.code

    assert list(codes.values()) == ["not_paid", "offline", "disputed", "returned"]
    assert RefundRequest.objects.count() == 0


def test_what_is_on_its_way_already_is_not_asked_for(donation: Donation) -> None:
    order_refund(donation=donation, amount_minor=None, why="mistake", now=NOW)

    assert reason_not_to_ask(donation) == "on_its_way"


def test_granting_orders_all_that_is_left_and_tells_the_donor(donation: Donation, treasurer: User) -> None:
    record(refund_fact(donation, 700))
    request = ask(donation)

    granted = grant_request(request=request, user=treasurer, now=NOW)

    order = RefundOrder.objects.get()
    assert (order.amount_minor, order.why, order.ordered_by) == (1800, "donor_asked", treasurer)
    assert (granted.state, granted.decided_by, granted.decided_at) == (State.GRANTED, treasurer, NOW)
    assert mails()[-1] == ("money_back_granted", "ada@example.org")


def test_declining_tells_the_donor_why(donation: Donation, treasurer: User) -> None:
    declined = decline_request(request=ask(donation), answer="It is spent.", user=treasurer, now=NOW)

    assert (declined.state, RefundOrder.objects.count()) == (State.DECLINED, 0)
    assert mails()[-1] == ("money_back_declined", "ada@example.org")
    told = OutgoingMail.objects.get(key__startswith="money_back_declined")
    assert "It is spent." in told.text
    assert "It is spent." in told.html


@pytest.mark.parametrize("first", [grant_request, decline_request])
@pytest.mark.parametrize("second", [grant_request, decline_request])
def test_a_request_is_answered_once(donation: Donation, treasurer: User, first: Any, second: Any) -> None:
    request, told = ask(donation), {"user": treasurer, "now": NOW}

    def answer(with_: Any) -> None:
        with_(request=request, **told, **({"answer": "No."} if with_ is decline_request else {}))

    answer(first)
    orders = RefundOrder.objects.count()
    with pytest.raises(AlreadyAnswered):
        answer(second)

    assert (RefundOrder.objects.count(), len(mails())) == (orders, 3)


def test_what_went_back_meanwhile_is_granted_without_a_second_order(donation: Donation, treasurer: User) -> None:
    request = ask(donation)
    record(refund_fact(donation, 2500))

    granted = grant_request(request=request, user=treasurer, now=NOW)

    assert (granted.state, RefundOrder.objects.count()) == (State.GRANTED, 0)


def test_a_gift_that_is_disputed_meanwhile_waits(donation: Donation, treasurer: User) -> None:
    request = ask(donation)
    record(dispute_fact(donation))

    with pytest.raises(NothingToRefund):
        grant_request(request=request, user=treasurer, now=NOW)

    assert RefundRequest.objects.get().state == State.WAITING


def test_a_gift_that_is_disputed_while_its_request_is_being_granted_waits(
    donation: Donation, treasurer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dispute_and_order(**order: Any) -> RefundOrder:
        record(dispute_fact(donation))
        return order_refund(**order)

    request = ask(donation)
    monkeypatch.setattr(refund_requests, "order_refund", dispute_and_order)

    with pytest.raises(NothingToRefund):
        grant_request(request=request, user=treasurer, now=NOW)


def test_a_donor_without_an_address_is_not_written_to(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)
    record(charge_fact(donation))

    ask(donation)

    assert mails() == [("money_back_to_answer", "money@example.org")]
