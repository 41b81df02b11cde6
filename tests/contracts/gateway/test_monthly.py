"""The calls of a monthly gift's life, on the sandbox and on stripe-mock."""

from datetime import UTC, datetime, timedelta

import pytest
import stripe

from donations.gateways.base import Reference


def test_a_monthly_gift_s_session_tells_its_subscription_and_its_first_bill(gateway, monthly):
    session_id, subscription_id = monthly

    facts = gateway.fetch_session(session_id)

    assert facts.sessions[0].subscription_id == subscription_id
    assert [subscription.id for subscription in facts.subscriptions] == [subscription_id]
    assert {invoice.subscription_id for invoice in facts.invoices} <= {subscription_id}


def test_a_bill_and_a_subscription_are_fetched(gateway, client, monthly):
    _, subscription_id = monthly
    invoice_id = client.v1.invoices.list().data[0].id

    bill = gateway.fetch(Reference("invoice", invoice_id))
    alone = gateway.fetch(Reference("subscription", subscription_id))

    assert [invoice.id for invoice in bill.invoices] == [invoice_id]
    [subscription] = alone.subscriptions
    assert (subscription.id, subscription.currency.isupper()) == (subscription_id, True)
    assert subscription.customer_id.startswith("cus_")
    assert subscription.amount_minor > 0


def test_a_monthly_gift_is_changed_paused_resumed_and_ended(gateway, monthly):
    _, subscription_id = monthly
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(days=60)

    told = [
        gateway.change_subscription(subscription_id, amount_minor=500, idempotency_key="contract-change"),
        gateway.pause_subscription(subscription_id, until=until),
        gateway.pause_subscription(subscription_id, until=None),
        gateway.cancel_subscription(subscription_id),
    ]

    found = [subscription for facts in told for subscription in facts.subscriptions]
    assert [subscription.id for subscription in found] == [subscription_id] * 4


@pytest.mark.parametrize(
    "changes", [{"pause_collection": {"behavior": "sleep"}}, {"pause": True}, {"default_payment_method": ["pm_1"]}]
)
def test_a_change_that_stripe_does_not_know_is_refused(client, monthly, changes):
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.subscriptions.update(monthly[1], changes)


def test_the_portal_opens(gateway, monthly):
    [subscription] = gateway.fetch(Reference("subscription", monthly[1])).subscriptions

    url = gateway.open_portal(customer_id=subscription.customer_id, return_url="http://testserver/gift/1/")

    assert url.startswith(("https://", "http://testserver/sandbox/portal/"))


def test_the_subscription_can_be_made_to_follow_its_customer(client, monthly):
    subscription = client.v1.subscriptions.retrieve(monthly[1])
    card = subscription.default_payment_method or "pm_1"

    client.v1.customers.update(subscription.customer, {"invoice_settings": {"default_payment_method": card}})
    changed = client.v1.subscriptions.update(monthly[1], {"default_payment_method": ""})

    assert changed.id == monthly[1]


def test_moves_on_the_balance_are_listed(gateway, monthly):
    [move, *_] = gateway.balance_since(datetime.now(UTC) - timedelta(hours=1))

    assert move.id.startswith("txn_")
    assert move.currency.isupper()
