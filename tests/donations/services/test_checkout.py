"""Opening a checkout: one key, one donation, one session, whatever fails on the way."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from donations import rules
from donations.gateways.base import CheckoutRequest, Gateway, GatewayUnavailable
from donations.models import Crowdfund, Donation
from donations.sandbox import actions
from donations.services import CrowdfundClosed, KeyReused, start_checkout


def start(crowdfund: Crowdfund, gateway: Gateway, **changes: Any) -> Donation:
    wanted = {
        "amount_minor": 2500,
        "idempotency_key": "key-1",
        "locale": "en",
        "source": "/",
        "now": datetime.now(UTC),
    }
    return start_checkout(crowdfund=crowdfund, gateway=gateway, **(wanted | changes))


def sessions() -> list[dict[str, Any]]:
    return actions.find("checkout.session")


def test_the_wish_is_kept_and_stripes_page_opened_for_it(crowdfund: Crowdfund, stripe_gateway: Gateway) -> None:
    donation = start(crowdfund, stripe_gateway, locale="cy")

    [session] = sessions()
    assert (donation.state, donation.checkout_session_id, donation.checkout_url) == (
        "open",
        session["id"],
        session["url"],
    )
    assert (session["amount_total"], session["currency"], session["submit_type"]) == (2500, "gbp", "donate")
    assert session["metadata"] == {"donation": str(donation.public_id)}
    assert session["success_url"] == f"http://testserver/cy/receipts/{donation.public_id}/"
    assert session["cancel_url"] == f"http://testserver/cy/give/online-hub/?cancelled={donation.public_id}"


def test_the_same_key_gives_the_same_session(crowdfund: Crowdfund, stripe_gateway: Gateway) -> None:
    first = start(crowdfund, stripe_gateway)

    again = start(crowdfund, stripe_gateway)

    assert again == first
    assert again.checkout_url == first.checkout_url
    assert len(sessions()) == 1


def test_another_key_is_another_gift(crowdfund: Crowdfund, stripe_gateway: Gateway) -> None:
    start(crowdfund, stripe_gateway)
    start(crowdfund, stripe_gateway, idempotency_key="key-2")

    assert Donation.objects.count() == len(sessions()) == 2


def test_a_key_is_not_taken_for_another_amount(crowdfund: Crowdfund, stripe_gateway: Gateway) -> None:
    start(crowdfund, stripe_gateway)

    with pytest.raises(KeyReused):
        start(crowdfund, stripe_gateway, amount_minor=500)

    assert len(sessions()) == 1


@pytest.mark.parametrize("fault", ["timeout", "500", "409", "429", "lost_answer"])
def test_when_stripe_fails_the_wish_stays_and_the_next_try_opens_one_session(
    crowdfund: Crowdfund, stripe_gateway: Gateway, fault: str
) -> None:
    actions.fail_next(fault, times=1 if fault == "429" else 3)

    with pytest.raises(GatewayUnavailable):
        start(crowdfund, stripe_gateway)
    assert [donation.state for donation in Donation.objects.all()] == ["created"]
    donation = start(crowdfund, stripe_gateway)

    assert Donation.objects.count() == len(sessions()) == 1
    assert donation.checkout_url == sessions()[0]["url"]


def test_what_another_press_opened_meanwhile_is_found(
    crowdfund: Crowdfund, stripe_gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stripe is busy with the first of two presses when the second asks."""

    def busy(request: CheckoutRequest) -> None:
        Donation.objects.update(checkout_session_id="cs_1", checkout_url="https://stripe.example/1", state="open")
        raise GatewayUnavailable

    monkeypatch.setattr(stripe_gateway, "open_checkout", busy)

    assert start(crowdfund, stripe_gateway).checkout_url == "https://stripe.example/1"


def test_when_we_die_after_stripe_opened_the_next_press_finds_the_same_session(
    crowdfund: Crowdfund, stripe_gateway: Gateway
) -> None:
    first = start(crowdfund, stripe_gateway)
    Donation.objects.update(checkout_session_id=None, checkout_url="", outcome="created", state="created")

    again = start(crowdfund, stripe_gateway)

    assert (again.checkout_session_id, again.checkout_url) == (first.checkout_session_id, first.checkout_url)
    assert len(sessions()) == 1


def test_when_stripe_told_of_the_session_before_its_address_was_known_it_is_asked_for(
    crowdfund: Crowdfund, stripe_gateway: Gateway
) -> None:
    first = start(crowdfund, stripe_gateway)
    Donation.objects.update(checkout_url="")

    assert start(crowdfund, stripe_gateway).checkout_url == first.checkout_url


def test_a_gift_that_was_paid_is_not_opened_again(crowdfund: Crowdfund, stripe_gateway: Gateway) -> None:
    donation = start(crowdfund, stripe_gateway)
    assert donation.checkout_session_id
    actions.pay(donation.checkout_session_id, email="ada@example.org")

    again = start(crowdfund, stripe_gateway)

    assert (again, again.state) == (donation, "paid")
    assert len(sessions()) == 1


def test_a_webhook_that_is_quicker_than_stripes_answer_is_not_overwritten(
    crowdfund: Crowdfund, stripe_gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_checkout = stripe_gateway.open_checkout

    def open_and_pay(request: Any) -> Any:
        session = open_checkout(request)
        actions.pay(session.id, email="ada@example.org")
        return session

    monkeypatch.setattr(stripe_gateway, "open_checkout", open_and_pay)

    donation = start(crowdfund, stripe_gateway)

    assert (donation.state, donation.outcome) == ("paid", "paid")
    assert donation.payment_intent_id == sessions()[0]["payment_intent"]


@pytest.mark.parametrize("amount_minor", [99, 0, -500, 1_000_001])
def test_an_amount_out_of_bounds_is_refused_before_anything_is_kept(
    crowdfund: Crowdfund, stripe_gateway: Gateway, amount_minor: int
) -> None:
    with pytest.raises(rules.AmountOutOfRange):
        start(crowdfund, stripe_gateway, amount_minor=amount_minor)

    assert not Donation.objects.exists()
    assert sessions() == []


def test_a_crowdfund_that_is_over_takes_nothing(crowdfund: Crowdfund, stripe_gateway: Gateway) -> None:
    crowdfund.last_day = date(2020, 1, 1)

    with pytest.raises(CrowdfundClosed):
        start(crowdfund, stripe_gateway)

    assert not Donation.objects.exists()
