"""Sending money back: once, whatever Stripe does meanwhile, and never more than is left."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest

from cms.models import OutgoingMail
from donations import services, tasks
from donations.gateways.base import Facts, Gateway, GatewayFailed, GatewayRefused, GatewayUnavailable, RefundFact
from donations.models import Crowdfund, Donation, RefundOrder
from donations.services import NothingToRefund, order_refund, refundable_minor
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
    """A gateway that refunds £25 at most, or fails as it is told to, and keeps what it was asked.

    `after` are failures that it answers with although it has sent the money. It forgets every key at once.
    """

    def __init__(self, *failures: Exception, after: Sequence[Exception] = ()) -> None:
        self.failures, self.after = list(failures), list(after)
        self.asked: list[tuple[int, str]] = []
        self.made: list[RefundFact] = []

    def refund(self, **asked: Any) -> Facts:
        self.asked.append((asked["amount_minor"], asked["idempotency_key"]))
        if self.failures:
            raise self.failures.pop(0)
        if self.sent_minor + asked["amount_minor"] > 2500:
            raise GatewayRefused("charge_already_refunded")
        donation = Donation.objects.get(payment_intent_id=asked["payment_intent_id"])
        told = {"id": f"re_bank_{len(self.made) + 1}", "order_id": asked["order_id"]}
        self.made.append(refund_fact(donation, asked["amount_minor"], **told))
        if self.after:
            raise self.after.pop(0)
        return facts_of(self.made[-1])

    def fetch_payment(self, payment_intent_id: str) -> Facts:
        return facts_of(*self.made)

    @property
    def sent_minor(self) -> int:
        return sum(refund.amount_minor for refund in self.made)


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


def try_until_it_ends(made: RefundOrder, bank: Any) -> str:
    for _ in range(5):
        with suppress(GatewayUnavailable):
            if carry_out(made, bank) != State.WAITING:
                break
    return made.state


@pytest.mark.parametrize("amount_minor", [1000, 2500])
@pytest.mark.parametrize("failure", [GatewayFailed, GatewayUnavailable])
def test_what_stripe_sent_without_saying_so_is_found_and_not_sent_again(
    donation: Donation, amount_minor: int, failure: type[Exception]
) -> None:
    bank, made = Bank(after=[failure()]), order(donation, amount_minor)

    state = try_until_it_ends(made, bank)

    assert (state, made.refund_id, made.error) == (State.DONE, "re_bank_1", "")
    assert (len(bank.asked), bank.sent_minor) == (1, amount_minor)
    assert shown(donation.crowdfund)[0] == 2500 - amount_minor


def test_a_refusal_because_the_money_went_back_before_is_none(donation: Donation) -> None:
    made, bank = order(donation), Bank()
    bank.refund(
        payment_intent_id=payment_id(donation),
        amount_minor=2500,
        order_id=str(made.idempotency_key),
        idempotency_key="",
    )

    assert (carry_out(made, bank), made.refund_id, bank.sent_minor) == (State.DONE, "re_bank_1", 2500)


def test_an_equal_refund_of_another_order_is_not_taken_for_this_one(donation: Donation) -> None:
    bank, first, second = Bank(GatewayFailed()), order(donation, 1000), order(donation, 1000)

    with pytest.raises(GatewayFailed):
        carry_out(first, bank)
    states = carry_out(second, bank), carry_out(first, bank)

    assert (states, second.refund_id, first.refund_id, bank.sent_minor) == (
        (State.DONE,) * 2,
        "re_bank_1",
        "re_bank_2",
        2000,
    )


def test_a_stripe_that_cannot_be_looked_at_is_not_asked_again(
    donation: Donation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetch_payment(payment_intent_id: str) -> Facts:
        raise GatewayUnavailable

    bank, made = Bank(after=[GatewayFailed()]), order(donation, 1000)
    monkeypatch.setattr(bank, "fetch_payment", fetch_payment)

    assert (try_until_it_ends(made, bank), len(bank.asked)) == (State.WAITING, 1)


def test_a_webhook_that_tells_of_the_refund_ends_its_order(donation: Donation) -> None:
    made = order(donation, 1000)

    record(refund_fact(donation, 1000, id="re_7", order_id=str(made.idempotency_key)))

    made.refresh_from_db()
    assert (made.state, made.refund_id, refundable_minor(donation)) == (State.DONE, "re_7", 1500)
    assert OutgoingMail.objects.filter(key=f"refunded:{made.idempotency_key}").count() == 1


def test_a_webhook_ends_no_order_of_another_gift(crowdfund: Crowdfund, donation: Donation) -> None:
    other = make_donation(crowdfund)
    record(session_fact(other), charge_fact(other))
    made = order(donation, 1000)

    record(refund_fact(other, 1000, order_id=str(made.idempotency_key)))
    record(refund_fact(donation, 500, id="re_2", order_id="not-a-uuid"))

    made.refresh_from_db()
    assert made.state == State.WAITING


def test_the_clock_carries_out_what_waits(
    donation: Donation, stripe_gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, bank = order(donation), Bank()
    monkeypatch.setattr(tasks, "get_gateway", lambda: bank)

    tasks.carry_out_refunds_due(NOW)

    made.refresh_from_db()
    assert (made.state, bank.asked[0][0], payment_id(donation)) == (State.DONE, 2500, donation.payment_intent_id)
