"""What Stripe's objects mean. That nothing makes us stumble: test_stripe_facts_properties.py."""

import dataclasses
from datetime import UTC, datetime

import pytest

from donations.gateways import stripe_events, stripe_facts, stripe_fields
from donations.gateways.base import ChargeFact, DisputeFact, Facts, Reference, RefundFact

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
CREATED = datetime(2026, 11, 19, 10, tzinfo=UTC)
SECONDS = int(CREATED.timestamp())

SESSION = {
    "id": "cs_1",
    "object": "checkout.session",
    "status": "complete",
    "payment_status": "paid",
    "payment_intent": "pi_1",
    "amount_total": 2500,
    "currency": "gbp",
    "metadata": {"donation": "d-1"},
    "customer_details": {"email": "ada@example.org", "name": "Ada"},
}
CHARGE = {
    "id": "ch_1",
    "object": "charge",
    "status": "succeeded",
    "captured": True,
    "amount": 3000,
    "amount_captured": 2500,
    "currency": "gbp",
    "payment_intent": "pi_1",
    "created": SECONDS,
    "metadata": {"donation": "d-1"},
    "balance_transaction": "txn_1",
}
PAYMENT = {
    "id": "pi_1",
    "object": "payment_intent",
    "status": "succeeded",
    "amount_received": 2500,
    "currency": "gbp",
    "metadata": {"donation": "d-1"},
}
REFUND = {
    "id": "re_1",
    "object": "refund",
    "status": "succeeded",
    "amount": 1000,
    "currency": "gbp",
    "payment_intent": "pi_1",
    "created": SECONDS,
}
DISPUTE = {
    "id": "du_1",
    "object": "dispute",
    "status": "needs_response",
    "amount": 2500,
    "currency": "gbp",
    "payment_intent": "pi_1",
    "created": SECONDS,
}


@pytest.mark.parametrize(
    ("event_type", "changes", "outcome", "amounts"),
    [
        ("checkout.session.completed", {}, "paid", [2500]),
        ("checkout.session.async_payment_succeeded", {}, "paid", [2500]),
        ("checkout.session.completed", {"payment_status": "unpaid"}, "processing", []),
        ("checkout.session.async_payment_failed", {"payment_status": "unpaid"}, "failed", []),
        ("checkout.session.expired", {"payment_status": "unpaid", "status": "expired"}, "expired", []),
        ("checkout.session.completed", {"payment_status": "no_payment_required"}, "failed", []),
        ("checkout.session.completed", {"amount_total": 0}, "paid", []),
        ("checkout.session.completed", {"payment_intent": None}, "paid", []),
    ],
)
def test_a_session_event_counts_only_what_is_paid(event_type, changes, outcome, amounts):
    facts = stripe_events.event_facts(event_type, SESSION | changes, AT)

    assert [session.outcome for session in facts.sessions] == [outcome]
    assert [charge.amount_minor for charge in facts.charges] == amounts


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"status": "open", "payment_status": "unpaid"}, "open"),
        ({"status": "expired", "payment_status": "unpaid"}, "expired"),
        ({"payment_status": "unpaid", "payment_intent": {"id": "pi_1", "status": "processing"}}, "processing"),
        ({"payment_status": "unpaid", "payment_intent": {"id": "pi_1", "status": "requires_payment_method"}}, "failed"),
        ({"payment_status": "unpaid", "payment_intent": {"id": "pi_1", "status": "canceled"}}, "failed"),
        ({}, "paid"),
    ],
)
def test_a_fetched_session_tells_how_it_ended(changes, outcome):
    fact = stripe_facts.session_fact(SESSION | changes)

    assert fact is not None
    assert fact.outcome == outcome
    assert (fact.donation_id, fact.payment_intent_id, fact.email, fact.name) == (
        "d-1",
        "pi_1",
        "ada@example.org",
        "Ada",
    )


def test_session_charge_and_payment_events_tell_one_fact():
    of_session = stripe_events.event_facts("checkout.session.completed", SESSION, AT).charges
    of_charge = stripe_events.event_facts("charge.succeeded", CHARGE, AT).charges
    of_payment = stripe_events.event_facts("payment_intent.succeeded", PAYMENT, AT).charges

    expected = ChargeFact("pi_1", 2500, "GBP", AT, donation_id="d-1")
    assert of_payment == (expected,)
    assert of_session == (dataclasses.replace(expected, is_provisional=True),)
    assert of_charge == (expected,)


def test_the_client_reference_stands_in_for_metadata():
    session = {**SESSION, "metadata": {}, "client_reference_id": "d-2"}

    assert stripe_fields.donation_id(session) == "d-2"


def test_a_charge_without_a_captured_amount_counts_its_amount():
    charge = {name: value for name, value in CHARGE.items() if name != "amount_captured"}

    assert stripe_events.event_facts("charge.succeeded", charge, AT).charges[0].amount_minor == 3000


@pytest.mark.parametrize("changes", [{"captured": False}, {"status": "pending"}, {"payment_intent": None}])
def test_a_charge_that_took_nothing_is_no_fact(changes):
    assert not stripe_events.event_facts("charge.updated", CHARGE | changes, AT)


def test_an_expanded_balance_transaction_tells_the_fee():
    fact = stripe_facts.charge_fact(CHARGE | {"balance_transaction": {"id": "txn_1", "currency": "gbp", "fee": 58}}, AT)

    assert fact is not None
    assert fact.fee_minor == 58


@pytest.mark.parametrize(
    ("status", "failed"),
    [("succeeded", False), ("pending", False), ("requires_action", False), ("failed", True), ("canceled", True)],
)
def test_a_refund_stands_until_it_fails(status, failed):
    facts = stripe_events.event_facts("refund.updated", REFUND | {"status": status}, AT)

    assert facts.refunds == (RefundFact("re_1", "pi_1", 1000, "GBP", failed=failed, occurred_at=CREATED),)


@pytest.mark.parametrize(
    ("metadata", "order_id"), [({"order": "o-1"}, "o-1"), ({"order": 7}, ""), ({}, ""), (None, "")]
)
def test_a_refund_tells_the_order_that_it_carries_out(metadata, order_id):
    [refund] = stripe_events.event_facts("refund.created", REFUND | {"metadata": metadata}, AT).refunds

    assert refund.order_id == order_id


def test_charge_refunded_tells_its_refunds_where_it_has_them_and_asks_to_fetch_them_where_not():
    embedded = CHARGE | {"refunds": {"data": [REFUND, REFUND | {"id": "re_2", "amount": 500}], "has_more": False}}
    cut_off = CHARGE | {"refunds": {"data": [REFUND], "has_more": True}}

    facts = stripe_events.event_facts("charge.refunded", embedded, AT)

    assert [(refund.id, refund.amount_minor) for refund in facts.refunds] == [("re_1", 1000), ("re_2", 500)]
    assert stripe_events.reference("charge.refunded", embedded) is None
    assert stripe_events.reference("charge.refunded", cut_off) == Reference("payment", CHARGE["payment_intent"])
    assert stripe_events.reference("charge.refunded", CHARGE) == Reference("payment", CHARGE["payment_intent"])
    assert stripe_events.reference("charge.updated", CHARGE) is None


@pytest.mark.parametrize(
    ("event_type", "withdrawn", "reinstated"),
    [
        ("charge.dispute.created", False, False),
        ("charge.dispute.updated", False, False),
        ("charge.dispute.closed", False, False),
        ("charge.dispute.funds_withdrawn", True, False),
        ("charge.dispute.funds_reinstated", True, True),
    ],
)
def test_money_moves_with_a_dispute_s_funds_alone(event_type, withdrawn, reinstated):
    facts = stripe_events.event_facts(event_type, DISPUTE, AT)

    expected = DisputeFact("du_1", "pi_1", 2500, "GBP", "needs_response", withdrawn, reinstated, AT)
    assert facts == Facts(disputes=(expected,))


@pytest.mark.parametrize(
    ("moves", "withdrawn", "reinstated"),
    [
        ([], False, False),
        ([{"amount": -2500}], True, False),
        ([{"amount": -2500}, {"amount": 2500}], True, True),
        ([{"amount": "-2500"}, None, 3], False, False),
    ],
)
def test_a_fetched_dispute_s_balance_transactions_tell_whether_money_moved(moves, withdrawn, reinstated):
    fact = stripe_facts.fetched_dispute_fact(DISPUTE | {"balance_transactions": moves})

    assert fact is not None
    assert (fact.withdrawn, fact.reinstated, fact.occurred_at) == (withdrawn, reinstated, CREATED)


def test_a_dispute_tells_why_and_until_when_it_can_be_answered():
    dispute = DISPUTE | {"reason": "fraudulent", "evidence_details": {"due_by": SECONDS}}

    fact = stripe_facts.fetched_dispute_fact(dispute)

    assert fact is not None
    assert (fact.reason, fact.due_by) == ("fraudulent", CREATED)


@pytest.mark.parametrize("event_type", ["charge.failed", "customer.created", "payment_intent.created", ""])
def test_other_events_tell_nothing(event_type):
    assert not stripe_events.event_facts(event_type, CHARGE, AT)


@pytest.mark.parametrize("amount", ["2500", 25.0, True, -2500, 0, None, [2500], {"amount": 2500}, 10**13, 10**400])
def test_only_a_positive_whole_number_is_an_amount(amount):
    for name, obj in (("amount_total", SESSION), ("amount_captured", CHARGE), ("amount_received", PAYMENT)):
        event_type = {"checkout.session": "checkout.session.completed", "charge": "charge.succeeded"}.get(
            str(obj["object"]), "payment_intent.succeeded"
        )
        found = {**obj, name: amount, "amount": amount}

        assert stripe_events.event_facts(event_type, found, AT).charges == ()


def test_text_that_a_database_refuses_is_cleaned():
    session = SESSION | {"customer_details": {"email": "a\0da@example.org", "name": "A\ud800da" + "x" * 300}}

    fact = stripe_facts.session_fact(session)

    assert fact is not None
    assert fact.email == "ada@example.org"
    assert fact.name == "Ada" + "x" * 197
