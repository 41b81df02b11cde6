"""What the moves on the balance tell of a charge and a dispute: the fee, the day, and each sum that went and came."""

import dataclasses

import pytest

from donations.gateways import stripe_events, stripe_facts
from tests.donations.gateways.test_stripe_facts import AT, CHARGE, CREATED, DISPUTE, SECONDS

DEBIT = CHARGE | {"payment_method_details": {"type": "bacs_debit"}}
CARD = CHARGE | {"payment_method_details": {"type": "card"}}


def test_a_fee_in_the_account_s_currency_is_none_in_the_charge_s():
    move = {"id": "txn_1", "amount": 2120, "currency": "gbp", "fee": 63}
    fact = stripe_facts.charge_fact(CHARGE | {"currency": "eur", "balance_transaction": move}, AT)

    assert fact is not None
    assert (fact.currency, fact.fee_minor) == ("EUR", None)


def test_a_dispute_s_moves_are_told_by_its_payload_oldest_first():
    moves = [
        {"id": "txn_2", "amount": 1200, "currency": "gbp", "created": SECONDS + 60},
        {"id": "txn_1", "amount": -2500, "currency": "gbp", "created": SECONDS, "fee": 2000},
        {"id": "txn_3", "amount": "x", "currency": "gbp", "created": SECONDS},
        {"id": "txn_4", "amount": -3000, "currency": "usd", "created": SECONDS + 90, "fee": 1500},
    ]
    body = DISPUTE | {"balance_transactions": moves}
    [fact] = stripe_events.event_facts("charge.dispute.updated", body, AT).disputes

    assert [(move.id, move.amount_minor, move.fee_minor) for move in fact.moves] == [
        ("txn_1", -2500, 2000),
        ("txn_2", 1200, 0),
        ("txn_4", -2500, 0),
    ]
    assert fact == dataclasses.replace(
        stripe_facts.fetched_dispute_fact(body), withdrawn=False, reinstated=False, occurred_at=AT
    )


@pytest.mark.parametrize(
    ("event_type", "charge", "expected"),
    [
        ("charge.succeeded", CARD, AT),
        ("charge.succeeded", DEBIT, AT),
        ("charge.updated", DEBIT, AT),
        ("charge.updated", CARD, CREATED),
        ("charge.updated", CHARGE, CREATED),
        ("charge.refunded", DEBIT, CREATED),
    ],
)
def test_a_debit_came_on_the_day_it_cleared_not_when_it_was_begun(event_type, charge, expected):
    [fact] = stripe_events.event_facts(event_type, charge, AT).charges

    assert fact.occurred_at == expected


def test_a_fetched_charge_came_when_it_moved_the_balance():
    move = {"id": "txn_1", "currency": "gbp", "fee": 58, "created": SECONDS + 86_400}
    fact = stripe_facts.charge_fact(DEBIT | {"balance_transaction": move}, AT)

    assert fact is not None
    assert (fact.occurred_at - CREATED).days == 1
