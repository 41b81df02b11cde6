"""What donors, banks and the clock do, as the gateway and the site's webhook door see it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from donations.gateways.base import RefundFact
from donations.sandbox import actions, deliver_due
from donations.sandbox.errors import ApiError


def test_paying_completes_the_session_and_tells_the_site(gateway, inbox, session_id):
    payment = actions.pay(session_id, email="ada@example.org", name="Ada")

    facts = gateway.fetch_session(session_id)
    [session], [charge] = facts.sessions, facts.charges
    assert (session.outcome, session.payment_intent_id, session.donation_id) == ("paid", payment, "d-1")
    assert (session.email, session.name) == ("ada@example.org", "Ada")
    assert (charge.payment_intent_id, charge.amount_minor, charge.currency) == (payment, 2500, "GBP")
    assert (charge.donation_id, charge.fee_minor) == ("d-1", 58)
    assert inbox.types == [
        "payment_intent.created",
        "payment_intent.succeeded",
        "charge.succeeded",
        "checkout.session.completed",
        "charge.updated",
    ]


def test_events_carry_the_object_as_it_was_and_nothing_of_our_own(inbox, session_id):
    actions.pay(session_id, email="ada@example.org")

    charge, updated = inbox.bodies[2]["data"]["object"], inbox.bodies[4]["data"]["object"]
    session = inbox.bodies[3]["data"]["object"]
    assert charge["balance_transaction"] is None
    assert updated["balance_transaction"].startswith("txn_")
    assert "refunds" not in charge
    assert [name for name in session if name.startswith("sandbox")] == []
    assert "line_items" not in session
    assert {body["api_version"] for body in inbox.bodies} == {"2026-10-28.endive"}


def test_a_payment_may_lie_in_the_past(gateway, session_id):
    at = datetime(2026, 10, 1, 12, tzinfo=UTC)

    actions.pay(session_id, email="ada@example.org", at=at)

    assert gateway.fetch_session(session_id).charges[0].occurred_at == at


def test_a_session_is_paid_once(gateway, session_id):
    actions.pay(session_id, email="ada@example.org")

    with pytest.raises(ApiError):
        actions.pay(session_id, email="ada@example.org")

    assert len(gateway.fetch_session(session_id).charges) == 1


def test_a_declined_card_leaves_the_session_open_for_another(gateway, inbox, session_id):
    actions.decline(session_id)

    declined = gateway.fetch_session(session_id)
    assert (declined.sessions[0].outcome, declined.charges) == ("open", ())
    assert inbox.types == ["payment_intent.created", "charge.failed", "payment_intent.payment_failed"]

    payment = actions.pay(session_id, email="ada@example.org")

    assert payment == declined.sessions[0].payment_intent_id
    assert [charge.amount_minor for charge in gateway.fetch_session(session_id).charges] == [2500]


@pytest.mark.parametrize(("succeeds", "outcome", "amounts"), [(True, "paid", [2500]), (False, "failed", [])])
def test_a_bank_payment_is_under_way_until_it_arrives_or_fails(gateway, inbox, session_id, succeeds, outcome, amounts):
    payment = actions.pay_later(session_id, email="ada@example.org")

    under_way = gateway.fetch_session(session_id)
    assert (under_way.sessions[0].outcome, under_way.charges) == ("processing", ())

    actions.settle(payment, succeeds=succeeds)

    ended = gateway.fetch_session(session_id)
    assert ended.sessions[0].outcome == outcome
    assert [charge.amount_minor for charge in ended.charges] == amounts
    assert f"checkout.session.async_payment_{'succeeded' if succeeds else 'failed'}" in inbox.types


def test_time_settles_bank_payments_and_expires_sessions(gateway, inbox, session_id, make_request):
    other = gateway.open_checkout(make_request("key-2")).id
    actions.pay_later(session_id, email="ada@example.org", succeeds=False)

    deliver_due(datetime.now(UTC) + timedelta(hours=13))

    assert gateway.fetch_session(session_id).sessions[0].outcome == "failed"
    assert gateway.fetch_session(other).sessions[0].outcome == "expired"
    assert inbox.types.count("checkout.session.expired") == 1
    with pytest.raises(ApiError):
        actions.pay(other, email="ada@example.org")


def test_a_session_whose_time_ran_out_is_not_paid_even_before_the_clock_ticks(session_id):
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=13)), pytest.raises(ApiError):
        actions.pay(session_id, email="ada@example.org")

    assert actions.find("charge") == []


def test_refunds_add_up_to_the_charge_and_no_further(gateway, inbox, session_id):
    payment = actions.pay(session_id, email="ada@example.org")
    inbox.bodies.clear()

    made = gateway.refund(payment_intent_id=payment, amount_minor=1000, order_id="o-1", idempotency_key="refund-1")
    rest = actions.refund(payment)

    refunds = gateway.fetch_payment(payment).refunds
    assert [(refund.id, refund.amount_minor) for refund in refunds] == [(rest, 1500), (made.refunds[0].id, 1000)]
    assert inbox.types == ["refund.created", "charge.refunded", "refund.updated", "charge.refund.updated"] * 2
    with pytest.raises(ApiError):
        actions.refund(payment)
    assert len(gateway.fetch_payment(payment).refunds) == 2


@pytest.mark.parametrize("amount", [0, -1, 2501])
def test_more_than_is_left_and_nothing_are_no_refund(gateway, session_id, amount):
    payment = actions.pay(session_id, email="ada@example.org")

    with pytest.raises(ApiError):
        actions.refund(payment, amount)

    assert gateway.fetch_payment(payment).refunds == ()


def test_a_failed_refund_brings_the_money_back(gateway, inbox, session_id):
    payment = actions.pay(session_id, email="ada@example.org")
    at = datetime(2026, 11, 1, tzinfo=UTC)
    refund = actions.refund(payment, 1000, at=at)

    actions.fail_refund(refund)

    assert gateway.fetch_payment(payment).refunds == (RefundFact(refund, payment, 1000, "GBP", True, at),)
    assert inbox.types[-1] == "refund.failed"
    assert actions.find("charge")[0]["amount_refunded"] == 0
    with pytest.raises(ApiError):
        actions.fail_refund(refund)


@pytest.mark.parametrize("won", [True, False])
def test_a_dispute_takes_the_money_and_a_won_one_gives_it_back(gateway, inbox, session_id, won):
    payment = actions.pay(session_id, email="ada@example.org")
    inbox.bodies.clear()

    dispute = actions.open_dispute(payment)

    [opened] = gateway.fetch_payment(payment).disputes
    assert (opened.id, opened.amount_minor, opened.withdrawn, opened.reinstated) == (dispute, 2500, True, False)

    actions.close_dispute(dispute, won=won)

    [closed] = gateway.fetch_payment(payment).disputes
    assert (closed.status, closed.withdrawn, closed.reinstated) == ("won" if won else "lost", True, won)
    expected = ["charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.updated"]
    assert inbox.types == [*expected, *["charge.dispute.funds_reinstated"] * won, "charge.dispute.closed"]


def test_the_balance_is_the_sum_of_every_move(session_id):
    payment = actions.pay(session_id, email="ada@example.org")
    refund = actions.refund(payment, 1000)
    actions.fail_refund(refund)
    actions.close_dispute(actions.open_dispute(payment), won=False)

    moves = [(move["reporting_category"], move["amount"], move["fee"]) for move in actions.find("balance_transaction")]

    assert moves[::-1] == [
        ("charge", 2500, 58),
        ("refund", -1000, 0),
        ("refund_failure", 1000, 0),
        ("dispute", -2500, 2000),
    ]


def test_reset_forgets_everything(gateway, session_id):
    actions.fail_next("500")

    actions.reset()

    assert actions.find("checkout.session") == actions.find("event") == []
    assert list(gateway.facts_since(datetime(2020, 1, 1, tzinfo=UTC))) == []
