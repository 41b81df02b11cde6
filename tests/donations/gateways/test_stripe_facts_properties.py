"""Nothing that another program may write makes us stumble, or counts as money that is none."""

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from donations.gateways import stripe_events, stripe_facts, stripe_params
from donations.gateways.base import InvalidEvent
from donations.gateways.facts import Facts
from donations.gateways.stripe_fields import MAX_AMOUNT
from donations.gateways.subscription_facts import invoice_fact, subscription_fact

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
# One object with every field that is read anywhere: whatever an event is about, it finds something.
OBJECT = {
    "id": "pi_1",
    "object": "payment_intent",
    "status": "succeeded",
    "payment_status": "paid",
    "payment_intent": "pi_1",
    "captured": True,
    "amount": 2500,
    "amount_total": 2500,
    "amount_captured": 2500,
    "amount_received": 2500,
    "currency": "gbp",
    "created": 1_790_000_000,
    "metadata": {"donation": "d-1"},
    "client_reference_id": "d-1",
    "customer_details": {"email": "ada@example.org", "name": "Ada"},
    "balance_transaction": {"fee": 58},
    "balance_transactions": [{"amount": -2500}],
    "customer": "cus_1",
    "invoice": "in_1",
    "subscription": {"id": "sub_1", "status": "active"},
    "billing_reason": "subscription_create",
    "reporting_category": "charge",
    "source": {"id": "ch_1", "payment_intent": "pi_1"},
    "parent": {"subscription_details": {"subscription": "sub_1", "metadata": {"donation": "d-1"}}},
    "payments": {"data": [{"status": "paid", "payment": {"payment_intent": "pi_1"}}]},
    "payment": {"payment_intent": "pi_1"},
    "status_transitions": {"paid_at": 1_790_000_000},
    "items": {"data": [{"quantity": 1, "price": {"unit_amount": 500}, "current_period_end": 1_790_000_000}]},
    "pause_collection": {"resumes_at": 1_790_000_000},
    "cancel_at": 1_790_000_000,
    "canceled_at": 1_790_000_000,
    "cancel_at_period_end": False,
    "ended_at": 1_790_000_000,
    "evidence_details": {"due_by": 1_790_000_000},
    "reason": "fraudulent",
    "refunds": {"data": [{"id": "re_1", "amount": 5, "currency": "gbp", "payment_intent": "pi_1"}], "has_more": False},
}
TYPES = sorted(
    stripe_events.SESSION_EVENTS
    | stripe_events.CHARGE_EVENTS
    | stripe_events.REFUND_EVENTS
    | set(stripe_events.DISPUTE_EVENTS)
    | stripe_events.INVOICE_EVENTS
    | stripe_events.INVOICE_PAYMENT_EVENTS
    | stripe_events.SUBSCRIPTION_EVENTS
    | {"payment_intent.succeeded", "charge.failed", "customer.created"}
)

NAMES = [
    "id",
    "status",
    "fee",
    "data",
    "email",
    "donation",
    "amount",
    "has_more",
    "subscription_details",
    "subscription",
]
NAMES += ["metadata", "payment", "payment_intent", "price", "unit_amount", "quantity", "resumes_at", "paid_at"]
KEYS = st.sampled_from(NAMES) | st.text(max_size=4)
STATUSES = ["active", "past_due", "canceled", "incomplete", "paused"]
garbage = st.recursive(
    st.none()
    | st.floats()
    | st.text(max_size=4)
    | st.integers()
    | st.sampled_from([True, -2500, 10**13, 10**400, "2500", "paid", "pi_1", "gbp"]),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(KEYS, children, max_size=3),
    max_leaves=8,
)


@given(changes=st.dictionaries(st.sampled_from(sorted(OBJECT)), garbage, min_size=1, max_size=4))
def test_no_field_of_any_kind_raises_and_every_fact_is_sound(changes):
    broken = {**OBJECT, **changes}

    stripe_events.payment_of(broken)
    stripe_events.reference("charge.refunded", broken)
    found = [stripe_events.event_facts(event_type, broken, AT) for event_type in TYPES]
    found.append(Facts.of(stripe_facts.fetched_dispute_fact(broken)))

    for fact in (fact for facts in found for fact in (*facts.charges, *facts.refunds, *facts.disputes)):
        assert type(fact.amount_minor) is int
        assert 0 < fact.amount_minor <= MAX_AMOUNT
        assert len(fact.currency) == 3
        assert fact.currency.isupper()
        assert fact.occurred_at.utcoffset() is not None


@given(
    changes=st.dictionaries(st.sampled_from(sorted(OBJECT)), garbage, min_size=1, max_size=4),
    status=st.sampled_from(STATUSES) | garbage,
)
def test_no_field_of_a_subscription_or_its_bill_raises_and_every_fact_is_sound(changes, status):
    broken = {**OBJECT, "status": status, **changes}

    bill = invoice_fact(broken, AT)
    subscription = subscription_fact(broken)
    move = stripe_facts.balance_fact(broken)

    if bill:
        assert bill.occurred_at.utcoffset() is not None
        assert all(isinstance(found, str) for found in (bill.id, bill.subscription_id, bill.payment_intent_id or ""))
    if subscription:
        assert 0 < subscription.amount_minor <= MAX_AMOUNT
        assert subscription.state in {"starting", "active", "paused", "past_due", "ended"}
        assert len(subscription.currency) == 3
    if move:
        assert type(move.amount_minor) is int
        assert move.kind in stripe_facts.BALANCE_KINDS | {"other"}


@given(changes=st.dictionaries(st.sampled_from(sorted(OBJECT)), garbage, max_size=4))
def test_whatever_a_subscription_looks_like_a_change_of_it_names_one_item_or_is_none(changes):
    broken = {**OBJECT, **changes}

    params = stripe_params.another_amount(broken, 500)

    assert params is None or len(params["items"]) == 1


@given(event_type=st.sampled_from(TYPES) | st.text(max_size=20), obj=garbage, data=garbage)
def test_a_whole_event_of_any_shape_is_an_event_or_is_refused(event_type, obj, data):
    for inner in ({"object": obj}, data):
        body = json.dumps({"id": "evt_1", "type": event_type, "data": inner}).encode()

        try:
            event = stripe_events.parse_event(body, AT)
        except InvalidEvent:
            continue

        assert event.type == event_type
        assert event.refetch is None or event.refetch.kind in ("payment", "invoice", "subscription")


@given(payment=st.dictionaries(KEYS, garbage, max_size=4))
def test_an_expanded_payment_of_any_shape_leaves_an_unpaid_session_unpaid(payment):
    session = {**OBJECT, "status": "complete", "payment_status": "unpaid", "payment_intent": payment}

    assert stripe_facts.session_outcome(session) in ("processing", "failed")


@given(obj=st.dictionaries(KEYS, garbage, max_size=4))
def test_an_object_without_a_payment_tells_no_money(obj):
    for event_type in TYPES:
        facts = stripe_events.event_facts(event_type, obj, AT)

        assert not facts.charges + facts.refunds + facts.disputes
