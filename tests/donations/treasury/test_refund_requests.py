"""The queue of requests for money back: the treasurer answers, and every look and answer is written down."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts import roles
from donations.models import RefundOrder, RefundRequest
from donations.services.refund_requests import ask_for_money_back, grant_request
from donations.treasury.log import LOOKED_AT_DONOR
from donations.treasury.refund_requests import DECLINED, GRANTED
from tests.factories.donations import NOW, charge_fact, dispute_fact, make_crowdfund, make_donation, session_fact
from tests.factories.recording import record

SignIn = Callable[[str], Client]
QUEUE = "/admin/refundrequest/"


@pytest.fixture
def request_(db: None) -> RefundRequest:
    """Ada asks for her £25."""
    donation = make_donation(make_crowdfund())
    record(session_fact(donation), charge_fact(donation))
    return ask_for_money_back(donation=donation, words="I lost my job.", now=NOW)


def page(request: RefundRequest) -> str:
    return f"{QUEUE}inspect/{request.pk}/"


def last_step(request: RefundRequest) -> str:
    return f"{QUEUE}grant/{request.pk}/"


def actions() -> list[str]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))


def test_the_treasurer_reads_it_and_the_look_is_written_down(sign_in: SignIn, request_: RefundRequest) -> None:
    browser = sign_in(roles.TREASURERS)

    listed, html = browser.get(QUEUE).content.decode(), browser.get(page(request_)).content.decode()

    assert request_.donation.reference in listed
    assert page(request_) in listed
    assert "lost my job" not in listed
    for text in ("I lost my job.", "ada@example.org", "Send £25 back", "2 November 2026, 12:00"):
        assert text in html
    assert actions() == [LOOKED_AT_DONOR]


def test_the_money_goes_back_from_a_page_that_tells_what_goes_where_and_why(
    sign_in: SignIn, request_: RefundRequest
) -> None:
    browser = sign_in(roles.TREASURERS)

    html = browser.get(last_step(request_)).content.decode()
    sent = [browser.post(last_step(request_), {"note": "They rang, too."}) for _ in range(2)]

    for text in (request_.donation.reference, "ada@example.org", "I lost my job.", "Send £25 back</button>"):
        assert text in html
    assert [(answer.status_code, answer["Location"]) for answer in sent] == [(302, page(request_))] * 2
    order = RefundOrder.objects.get()
    assert (order.amount_minor, order.note, order.ordered_by.username) == (2500, "They rang, too.", "sam")
    assert RefundRequest.objects.get().state == "granted"
    assert actions() == [LOOKED_AT_DONOR, GRANTED]
    assert "answered this request already" in browser.get(page(request_)).content.decode()


def test_the_request_s_own_page_sends_no_money(sign_in: SignIn, request_: RefundRequest) -> None:
    browser = sign_in(roles.TREASURERS)

    html = browser.get(page(request_)).content.decode()
    browser.post(page(request_), {"action": "grant"})

    assert f'href="{last_step(request_)}">Send £25 back…</a>' in html
    assert (RefundOrder.objects.count(), RefundRequest.objects.get().state) == (0, "waiting")


def test_what_is_answered_has_no_last_step(sign_in: SignIn, request_: RefundRequest) -> None:
    RefundRequest.objects.update(state="declined")

    answer = sign_in(roles.TREASURERS).get(last_step(request_))

    assert (answer.status_code, answer.headers["Location"]) == (302, page(request_))
    assert actions() == []


def test_declining_needs_a_reason(sign_in: SignIn, request_: RefundRequest) -> None:
    browser = sign_in(roles.TREASURERS)

    without = browser.post(page(request_), {"answer": " "})
    state = RefundRequest.objects.get().state
    browser.post(page(request_), {"answer": "It is spent."})

    assert (without.status_code, state) == (422, "waiting")
    assert "Say why not" in without.content.decode()
    assert RefundRequest.objects.values_list("state", "answer").get() == ("declined", "It is spent.")
    assert actions() == [DECLINED]
    assert "Send £25 back" not in browser.get(page(request_)).content.decode()


def test_a_disputed_gift_is_not_sent_back(sign_in: SignIn, request_: RefundRequest) -> None:
    record(dispute_fact(request_.donation))
    browser = sign_in(roles.TREASURERS)

    browser.post(last_step(request_), {"note": ""})

    assert "The gift is disputed" in browser.get(page(request_)).content.decode()
    assert (RefundOrder.objects.count(), RefundRequest.objects.get().state) == (0, "waiting")


def test_what_stripe_refuses_at_once_is_told_and_can_be_granted_again(
    sign_in: SignIn, request_: RefundRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**asked: Any) -> None:
        grant_request(**asked)
        RefundOrder.objects.update(state="refused")
        RefundRequest.objects.update(state="waiting")

    monkeypatch.setattr("donations.treasury.refund_requests.grant_request", refuse)
    browser = sign_in(roles.TREASURERS)

    html = browser.post(last_step(request_), {"note": ""}, follow=True).content.decode()

    assert "Stripe did not send the money back. The request waits for you again." in html
    assert "Send £25 back" in html


@pytest.mark.parametrize("group", [roles.EDITORS, roles.MODERATORS, roles.VOLUNTEERS])
def test_nobody_else_sees_or_answers_it(sign_in: SignIn, request_: RefundRequest, group: str) -> None:
    browser = sign_in(group)

    for path in (QUEUE, page(request_), last_step(request_)):
        assert browser.get(path).status_code in (302, 403)
    browser.post(last_step(request_), {"note": ""})

    assert (RefundOrder.objects.count(), RefundRequest.objects.get().state) == (0, "waiting")
    assert actions() == []
