"""Nothing that another program may write makes us stumble, or counts as money that is none."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from donations.gateways import stripe_facts

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
    stripe_facts.SESSION_EVENTS
    | stripe_facts.CHARGE_EVENTS
    | stripe_facts.REFUND_EVENTS
    | set(stripe_facts.DISPUTE_EVENTS)
    | {"payment_intent.succeeded", "charge.failed", "customer.created"}
)

garbage = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["paid", "pi_1", "gbp", 2500]),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=8), children, max_size=3),
    max_leaves=8,
)


@given(event_type=st.sampled_from(TYPES), data=st.data())
def test_no_field_of_any_kind_raises_and_every_fact_is_sound(event_type, data):
    changes = data.draw(st.dictionaries(st.sampled_from(sorted(OBJECT)), garbage, min_size=1, max_size=4))
    broken = {**OBJECT, **changes}

    facts = stripe_facts.event_facts(event_type, broken, AT)
    stripe_facts.must_refetch(event_type, broken)
    stripe_facts.payment_of(broken)
    stripe_facts.fetched_dispute_fact(broken)

    for fact in (*facts.charges, *facts.refunds, *facts.disputes):
        assert type(fact.amount_minor) is int
        assert 0 < fact.amount_minor <= stripe_facts.MAX_AMOUNT
        assert len(fact.currency) == 3
        assert fact.currency.isupper()
        assert fact.occurred_at.utcoffset() is not None


@given(obj=st.dictionaries(st.text(max_size=8), garbage, max_size=4), event_type=st.sampled_from(TYPES))
def test_an_object_without_any_known_field_tells_no_money(obj, event_type):
    facts = stripe_facts.event_facts(event_type, obj, AT)

    assert not facts.charges + facts.refunds + facts.disputes
