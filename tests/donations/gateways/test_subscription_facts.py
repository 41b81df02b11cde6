"""What subscriptions and their bills mean. That nothing makes us stumble: test_stripe_facts_properties.py."""

from datetime import UTC, datetime

import pytest

from donations.gateways.facts import InvoiceFact, SubscriptionFact
from donations.gateways.subscription_facts import invoice_fact, settling_payment, subscription_fact

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
CREATED = datetime(2026, 11, 1, 10, tzinfo=UTC)
PAID = datetime(2026, 11, 4, 10, tzinfo=UTC)
NEXT = datetime(2026, 12, 1, 10, tzinfo=UTC)


def seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def tie(status: str, payment: str | None = "pi_1") -> dict[str, object]:
    return {"object": "invoice_payment", "status": status, "payment": {"payment_intent": payment}}


INVOICE = {
    "id": "in_1",
    "object": "invoice",
    "billing_reason": "subscription_cycle",
    "created": seconds(CREATED),
    "parent": {"subscription_details": {"subscription": "sub_1", "metadata": {"donation": "d-1"}}},
    "payments": {"object": "list", "data": [tie("paid")]},
    "status_transitions": {"paid_at": seconds(PAID)},
}
SUBSCRIPTION = {
    "id": "sub_1",
    "object": "subscription",
    "status": "active",
    "currency": "gbp",
    "customer": "cus_1",
    "metadata": {"donation": "d-1"},
    "pause_collection": None,
    "items": {"data": [{"quantity": 1, "price": {"unit_amount": 500}, "current_period_end": seconds(NEXT)}]},
}


def test_a_bill_tells_its_subscription_its_payment_and_whose_it_is():
    assert invoice_fact(INVOICE, AT) == InvoiceFact("in_1", "sub_1", "pi_1", "d-1", is_first=False, occurred_at=PAID)


@pytest.mark.parametrize(
    ("payments", "payment"),
    [
        ([], None),
        ([tie("open")], None),
        ([tie("canceled"), tie("paid", "pi_2")], "pi_2"),
        ([tie("paid", None)], None),
        (7, None),
        ("paid", None),
        ([{"status": "paid", "payment": {"payment_intent": {"id": "pi_3"}}}], "pi_3"),
    ],
)
def test_only_what_paid_a_bill_settles_it(payments, payment):
    assert settling_payment({**INVOICE, "payments": {"data": payments}}) == payment


def test_a_bill_whose_payments_are_not_expanded_tells_none():
    bill = {name: value for name, value in INVOICE.items() if name != "payments"}

    fact = invoice_fact(bill, AT)

    assert fact is not None
    assert fact.payment_intent_id is None


def test_the_first_bill_says_so_and_one_that_is_unpaid_is_dated_by_its_birth():
    fact = invoice_fact({**INVOICE, "billing_reason": "subscription_create", "status_transitions": {}}, AT)

    assert fact is not None
    assert (fact.is_first, fact.occurred_at) == (True, CREATED)


def test_an_expanded_subscription_stands_in_for_what_the_bill_says_of_it():
    details = {"subscription": {"id": "sub_1", "metadata": {"donation": "d-2"}}, "metadata": None}

    fact = invoice_fact({**INVOICE, "parent": {"subscription_details": details}}, AT)

    assert fact is not None
    assert (fact.subscription_id, fact.donation_id) == ("sub_1", "d-2")


def test_a_bill_of_no_subscription_is_no_fact():
    assert invoice_fact({**INVOICE, "parent": None}, AT) is None
    assert invoice_fact({**INVOICE, "parent": {"subscription_details": {"metadata": {}}}}, AT) is None


def test_an_active_subscription_tells_what_it_takes_and_when():
    assert subscription_fact(SUBSCRIPTION) == SubscriptionFact("sub_1", "d-1", "cus_1", "active", 500, "GBP", NEXT)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("incomplete", "starting"),
        ("active", "active"),
        ("trialing", "active"),
        ("past_due", "past_due"),
        ("unpaid", "past_due"),
        ("paused", "paused"),
        ("canceled", "ended"),
        ("incomplete_expired", "ended"),
    ],
)
def test_each_of_stripe_s_states_is_one_of_ours(status, state):
    fact = subscription_fact({**SUBSCRIPTION, "status": status})

    assert fact is not None
    assert fact.state == state


@pytest.mark.parametrize("changes", [{"status": "asleep"}, {"status": None}, {"currency": "pounds"}, {"items": None}])
def test_what_cannot_be_read_is_no_subscription(changes):
    assert subscription_fact(SUBSCRIPTION | changes) is None


def test_a_paused_collection_pauses_the_gift_and_takes_nothing_next():
    pause = {"behavior": "void", "resumes_at": seconds(NEXT)}

    paused = subscription_fact({**SUBSCRIPTION, "pause_collection": pause})
    unpaid = subscription_fact({**SUBSCRIPTION, "pause_collection": pause, "status": "past_due"})
    without_end = subscription_fact({**SUBSCRIPTION, "pause_collection": {"behavior": "void", "resumes_at": None}})

    assert paused is not None
    assert (paused.state, paused.paused_until, paused.next_payment_at) == ("paused", NEXT, None)
    assert unpaid is not None
    assert unpaid.state == "past_due"
    assert without_end is not None
    assert (without_end.state, without_end.paused_until) == ("paused", None)


def test_an_ended_subscription_tells_when_and_takes_nothing_next():
    fact = subscription_fact({**SUBSCRIPTION, "status": "canceled", "ended_at": seconds(PAID)})

    assert fact is not None
    assert (fact.state, fact.ended_at, fact.next_payment_at) == ("ended", PAID, None)


@pytest.mark.parametrize("changes", [{"cancel_at_period_end": True}, {"cancel_at": seconds(NEXT)}])
def test_a_subscription_that_ends_with_its_month_takes_nothing_next(changes):
    fact = subscription_fact(SUBSCRIPTION | changes)

    assert fact is not None
    assert (fact.state, fact.next_payment_at) == ("active", None)


def test_the_amount_is_the_sum_of_all_items():
    items = [{"quantity": 2, "price": {"unit_amount": 500}}, {"price": {"unit_amount": 100}}]

    fact = subscription_fact({**SUBSCRIPTION, "items": {"data": items}})

    assert fact is not None
    assert fact.amount_minor == 1100
