"""Sending money back: once, whatever Stripe does meanwhile, and never more than is left."""

from typing import Any

import pytest

from donations import services, tasks
from donations.gateways.base import Facts, Gateway, GatewayFailed, GatewayRefused, GatewayUnavailable
from donations.models import Crowdfund, Donation, RefundOrder
from donations.services import NothingToRefund, order_refund
from tests.factories.donations import (
    NOW,
    charge_fact,
    dispute_fact,
    facts_of,
    make_donation,
    payment_id,
    refund_fact,
    session_fact,
)
from tests.factories.recording import record, shown

pytestmark = [pytest.mark.django_db, pytest.mark.database]

State = RefundOrder.State


class Bank:
    """A gateway that refunds, or fails as it is told to, and keeps what it was asked."""

    def __init__(self, *failures: Exception) -> None:
        self.failures, self.asked = list(failures), []

    def refund(self, **asked: Any) -> Facts:
        self.asked.append((asked["amount_minor"], asked["idempotency_key"]))
        if self.failures:
            raise self.failures.pop(0)
        donation = Donation.objects.get(payment_intent_id=asked["payment_intent_id"])
        return facts_of(refund_fact(donation, asked["amount_minor"], id=f"re_{asked['idempotency_key']}"))


@pytest.fixture
def donation(crowdfund: Crowdfund) -> Donation:
    """£25, paid."""
    donation = make_donation(crowdfund)
    record(session_fact(donation), charge_fact(donation))
    donation.refresh_from_db()
    return donation


def order(donation: Donation, amount_minor: int | None = None) -> RefundOrder:
    return order_refund(donation=donation, amount_minor=amount_minor, why="donor_asked", now=NOW)


def carry_out(made: RefundOrder, bank: Any) -> str:
    services.carry_out_refund(order_id=made.pk, gateway=bank, now=NOW)
    made.refresh_from_db()
    return made.state


def test_all_that_is_left_goes_back_and_the_tracker_follows(donation: Donation) -> None:
    record(refund_fact(donation, 700))
    bank = Bank()

    made = order(donation)

    assert (made.amount_minor, carry_out(made, bank), shown(donation.crowdfund)) == (1800, State.DONE, (0, 0))
    donation.refresh_from_db()
    assert donation.state == Donation.State.REFUNDED
    assert made.refund_id.startswith("re_")


@pytest.mark.parametrize("amount_minor", [2501, 0, -1])
def test_more_than_there_is_or_nothing_is_refused(donation: Donation, amount_minor: int) -> None:
    with pytest.raises(NothingToRefund) as refused:
        order(donation, amount_minor)

    assert (refused.value.left_minor, RefundOrder.objects.count()) == (2500, 0)


def test_what_is_on_its_way_cannot_be_sent_twice(donation: Donation) -> None:
    order(donation, 2000)

    with pytest.raises(NothingToRefund) as refused:
        order(donation, 501)

    assert refused.value.left_minor == 500


def test_a_disputed_gift_is_not_sent_back_a_second_time(donation: Donation) -> None:
    record(dispute_fact(donation))
    donation.refresh_from_db()

    with pytest.raises(NothingToRefund):
        order(donation)


def test_a_refund_is_carried_out_once(donation: Donation) -> None:
    bank, made = Bank(), order(donation, 1000)

    states = [carry_out(made, bank) for _ in range(3)]

    assert (states, len(bank.asked), shown(donation.crowdfund)) == ([State.DONE] * 3, 1, (1500, 1))


def test_a_silent_stripe_is_asked_again_under_the_same_key_and_one_that_failed_under_another(
    donation: Donation,
) -> None:
    bank, made = Bank(GatewayUnavailable(), GatewayFailed()), order(donation)

    for failure in (GatewayUnavailable, GatewayFailed):
        with pytest.raises(failure):
            carry_out(made, bank)
    state = carry_out(made, bank)

    keys = [key for _, key in bank.asked]
    assert (state, keys[0] == keys[1], keys[1] == keys[2]) == (State.DONE, True, False)


def test_a_refusal_is_kept_with_its_reason_and_the_money_is_free_again(donation: Donation) -> None:
    made = order(donation)

    assert carry_out(made, Bank(GatewayRefused("charge_already_refunded"))) == State.REFUSED
    assert made.error == "charge_already_refunded"
    assert order(donation).amount_minor == 2500


def test_the_clock_carries_out_what_waits(
    donation: Donation, stripe_gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, bank = order(donation), Bank()
    monkeypatch.setattr(tasks, "get_gateway", lambda: bank)

    tasks.carry_out_refunds_due(NOW)

    made.refresh_from_db()
    assert (made.state, bank.asked[0][0], payment_id(donation)) == (State.DONE, 2500, donation.payment_intent_id)
