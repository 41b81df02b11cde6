"""Bacs Direct Debit: money that arrives late, or never, or is taken back long after."""

from datetime import UTC, datetime, timedelta

import pytest

from donations.gateways.base import GatewayRefused, Reference
from donations.sandbox import actions, deliver_due
from donations.sandbox.errors import ApiError

ADA = {"email": "ada@example.org", "name": "Ada"}


@pytest.fixture
def monthly_session(gateway, make_request) -> str:
    return gateway.open_checkout(make_request("monthly", is_monthly=True)).id


def test_a_debit_is_taken_back_for_good(gateway, inbox, session_id):
    payment = actions.pay_later(session_id, **ADA)
    actions.settle(payment, succeeds=True)
    inbox.bodies.clear()

    dispute = actions.take_back_debit(payment)

    [fact] = gateway.fetch_payment(payment).disputes
    assert (fact.id, fact.status, fact.withdrawn, fact.reinstated) == (dispute, "lost", True, False)
    assert (fact.amount_minor, fact.reason, fact.due_by) == (2500, "debit_not_authorized", None)
    assert inbox.types == [
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
        "charge.updated",
        "charge.dispute.closed",
    ]
    with pytest.raises(ApiError):
        actions.take_back_debit(payment)
    with pytest.raises(ApiError):
        actions.close_dispute(dispute, won=True)
    with pytest.raises(GatewayRefused):
        gateway.refund(payment_intent_id=payment, amount_minor=100, order_id="o-1", idempotency_key="r-1")


def test_cards_are_disputed_and_debits_taken_back(gateway, session_id, make_request):
    by_card = actions.pay(session_id, **ADA)
    by_debit = actions.pay_later(gateway.open_checkout(make_request("key-2")).id, **ADA)
    actions.settle(by_debit, succeeds=True)

    with pytest.raises(ApiError):
        actions.take_back_debit(by_card)
    with pytest.raises(ApiError):
        actions.open_dispute(by_debit)

    assert actions.find("dispute") == []


def test_the_balance_tells_every_move_of_a_debit(gateway, session_id):
    payment = actions.pay_later(session_id, **ADA)
    since = datetime.now(UTC) - timedelta(hours=1)
    assert [(move.kind, move.amount_minor) for move in gateway.balance_since(since)] == [("other", 2500)]

    actions.settle(payment, succeeds=True)
    actions.take_back_debit(payment)

    moves = [(move.kind, move.amount_minor, move.payment_intent_id) for move in gateway.balance_since(since)]
    assert moves == [("dispute", -2500, payment), ("charge", 2500, payment)]


def test_a_debit_that_fails_moves_back_and_is_none_of_the_ledger_s(gateway, session_id):
    payment = actions.pay_later(session_id, **ADA)
    actions.settle(payment, succeeds=False)

    moves = gateway.balance_since(datetime.now(UTC) - timedelta(hours=1))
    assert sorted((move.kind, move.amount_minor) for move in moves) == [("other", -2500), ("other", 2500)]


def test_a_monthly_gift_by_debit_is_active_before_its_money_arrives(gateway, inbox, monthly_session):
    payment = actions.pay_later(monthly_session, **ADA)

    under_way = gateway.fetch_session(monthly_session)
    assert (under_way.sessions[0].outcome, under_way.charges) == ("processing", ())
    assert (under_way.subscriptions[0].state, under_way.invoices[0].payment_intent_id) == ("active", None)

    actions.settle(payment, succeeds=True)

    arrived = gateway.fetch_session(monthly_session)
    assert (arrived.sessions[0].outcome, arrived.invoices[0].payment_intent_id) == ("paid", payment)
    assert [charge.amount_minor for charge in arrived.charges] == [2500]
    assert inbox.types[-2:] == ["checkout.session.async_payment_succeeded", "charge.updated"]


def test_a_first_debit_that_fails_leaves_the_gift_unpaid(gateway, inbox, monthly_session):
    payment = actions.pay_later(monthly_session, **ADA)

    actions.settle(payment, succeeds=False)

    facts = gateway.fetch_session(monthly_session)
    assert (facts.sessions[0].outcome, facts.subscriptions[0].state, facts.charges) == ("failed", "past_due", ())
    assert "invoice.payment_failed" in inbox.types


def test_each_month_s_debit_is_under_way_for_a_while(gateway, monthly_session):
    actions.settle(actions.pay_later(monthly_session, **ADA), succeeds=True)
    [subscription] = actions.find("subscription")

    invoice_id = actions.renew(subscription["id"], succeeds=True)
    assert gateway.fetch(Reference("invoice", invoice_id)).charges == ()
    deliver_due(datetime.now(UTC) + timedelta(seconds=61))

    assert [charge.amount_minor for charge in gateway.fetch(Reference("invoice", invoice_id)).charges] == [2500]


def test_an_account_without_debits_takes_cards_and_loses_no_gift(gateway, make_request):
    actions.activate_method("bacs_debit", active=False)

    session_id = gateway.open_checkout(make_request()).id
    assert gateway.open_checkout(make_request()).id == session_id
    [session] = actions.find("checkout.session")
    assert session["payment_method_types"] == ["card"]

    actions.activate_method("bacs_debit", active=True)
    gateway.open_checkout(make_request("key-2"))
    assert actions.find("checkout.session")[0]["payment_method_types"] == ["card", "bacs_debit"]
