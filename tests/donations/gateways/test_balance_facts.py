"""What a move on the balance at Stripe means."""

from datetime import UTC, datetime

import pytest

from donations.gateways import stripe_facts

CREATED = datetime(2026, 11, 19, 10, tzinfo=UTC)
SECONDS = int(CREATED.timestamp())
MOVE = {"id": "txn_1", "amount": -1000, "currency": "gbp", "created": SECONDS, "reporting_category": "refund"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"source": {"id": "re_1", "payment_intent": "pi_1"}}, ("refund", "re_1", "pi_1", -1000)),
        ({"source": "re_1"}, ("refund", "re_1", None, -1000)),
        ({"source": None, "reporting_category": "payout"}, ("other", "", None, -1000)),
        ({"reporting_category": ["refund"]}, ("other", "", None, -1000)),
        ({"amount": 0}, ("refund", "", None, 0)),
        *(
            (
                {"reporting_category": told, "source": {"id": "py_1", "payment_intent": "pi_1", "status": status}},
                (kind, "py_1", "pi_1", -1000),
            )
            for told, status, kind in [
                ("charge", "succeeded", "charge"),
                ("charge", "pending", "other"),
                ("charge", "failed", "other"),
                ("charge_failure", "failed", "other"),
                ("refund", "pending", "refund"),
            ]
        ),
    ],
)
def test_a_move_on_the_balance_keeps_its_sign_and_names_what_moved_it(changes, expected):
    fact = stripe_facts.balance_fact(MOVE | changes)

    assert fact is not None
    assert (fact.kind, fact.source_id, fact.payment_intent_id, fact.amount_minor) == expected
    assert (fact.currency, fact.occurred_at) == ("GBP", CREATED)


@pytest.mark.parametrize("changes", [{"amount": "7"}, {"currency": None}, {"created": None}, {"id": ""}])
def test_a_move_that_cannot_be_read_is_none(changes):
    assert stripe_facts.balance_fact(MOVE | changes) is None
