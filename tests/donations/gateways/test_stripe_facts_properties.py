"""Nothing that another program may write makes us stumble, or counts as money that is none."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from donations.gateways import stripe_events, stripe_facts
from donations.gateways.facts import Facts
from donations.gateways.stripe_fields import MAX_AMOUNT

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
    "refunds": {"data": [{"id": "re_1", "amount": 5, "currency": "gbp", "payment_intent": "pi_1"}], "has_more": False},
}
TYPES = sorted(
    stripe_events.SESSION_EVENTS
    | stripe_events.CHARGE_EVENTS
    | stripe_events.REFUND_EVENTS
    | set(stripe_events.DISPUTE_EVENTS)
    | {"payment_intent.succeeded", "charge.failed", "customer.created"}
)

KEYS = st.sampled_from(["id", "status", "fee", "data", "email", "donation", "amount", "has_more"]) | st.text(max_size=4)
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


@given(payment=st.dictionaries(KEYS, garbage, max_size=4))
def test_an_expanded_payment_of_any_shape_leaves_an_unpaid_session_unpaid(payment):
    session = {**OBJECT, "status": "complete", "payment_status": "unpaid", "payment_intent": payment}

    assert stripe_facts.session_outcome(session) in ("processing", "failed")


@given(obj=st.dictionaries(KEYS, garbage, max_size=4))
def test_an_object_without_a_payment_tells_no_money(obj):
    for event_type in TYPES:
        facts = stripe_events.event_facts(event_type, obj, AT)

        assert not facts.charges + facts.refunds + facts.disputes
