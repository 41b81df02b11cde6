"""Monthly gifts, as the gateway and the site's webhook door see them. The calls: tests/contracts/gateway."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from donations.gateways.base import GatewayRefused, Reference
from donations.gateways.facts import SubscriptionFact
from donations.sandbox import actions, deliver_due
from donations.sandbox.errors import ApiError

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def begin(gateway, inbox, make_request):
    """Pay the first month; gives the id of the subscription."""

    def run(pay=actions.pay, **changes) -> str:
        wanted = {"is_monthly": True, "expires_at": NOW + timedelta(hours=12)} | changes
        request = make_request(f"monthly-{changes}", **wanted)
        session_id = gateway.open_checkout(request).id
        pay(session_id, email="ada@example.org", name="Ada")
        [subscription, *_] = actions.find("subscription")
        return subscription["id"]

    return run


@pytest.fixture
def subscription_id(begin, inbox) -> str:
    found = begin()
    inbox.bodies.clear()
    return found


def told(gateway, subscription_id: str) -> SubscriptionFact:
    [fact] = gateway.fetch(Reference("subscription", subscription_id)).subscriptions
    return fact


def charged(gateway) -> list[int]:
    return [charge["amount"] for charge in actions.find("charge", status="succeeded")]


def test_the_first_month_is_paid_and_told_in_stripe_s_order(gateway, inbox, begin):
    subscription_id = begin()

    assert inbox.types == [
        "payment_intent.created",
        "customer.created",
        "payment_method.attached",
        "customer.subscription.created",
        "invoice.created",
        "invoice.finalized",
        "payment_intent.succeeded",
        "charge.succeeded",
        "customer.subscription.updated",
        "invoice.paid",
        "invoice.payment_succeeded",
        "invoice_payment.paid",
        "checkout.session.completed",
        "charge.updated",
    ]
    fact = told(gateway, subscription_id)
    assert (fact.state, fact.amount_minor, fact.donation_id) == ("active", 2500, "d-1")
    assert fact.next_payment_at == datetime(2027, 1, 1, 9, tzinfo=UTC)


def test_the_session_leads_to_its_first_bill_and_the_money(gateway, begin):
    subscription_id = begin()
    [stored] = actions.find("checkout.session")

    facts = gateway.fetch_session(stored["id"])

    [session], [invoice], [charge] = facts.sessions, facts.invoices, facts.charges
    assert (session.outcome, session.payment_intent_id, session.subscription_id) == ("paid", None, subscription_id)
    assert (invoice.subscription_id, invoice.is_first, invoice.donation_id) == (subscription_id, True, "d-1")
    assert invoice.payment_intent_id == charge.payment_intent_id
    assert (charge.amount_minor, charge.fee_minor, charge.donation_id) == (2500, 58, None)
    assert [subscription.id for subscription in facts.subscriptions] == [subscription_id]


def test_each_month_is_billed_at_its_time_and_once(gateway, subscription_id):
    deliver_due(NOW + 62 * A_DAY)
    deliver_due(NOW + 62 * A_DAY)

    bills = [gateway.fetch(Reference("invoice", bill["id"])).invoices[0] for bill in actions.find("invoice")]
    assert [(bill.is_first, bill.occurred_at) for bill in bills] == [
        (False, datetime(2027, 2, 1, 9, tzinfo=UTC)),
        (False, datetime(2027, 1, 1, 9, tzinfo=UTC)),
        (True, NOW),
    ]
    assert len({bill.payment_intent_id for bill in bills}) == 3
    assert charged(gateway) == [2500] * 3


def test_a_gift_begun_on_the_last_day_keeps_to_the_last_day(gateway, begin, clock):
    clock.move_to(datetime(2027, 1, 31, 9, tzinfo=UTC))
    subscription_id = begin(expires_at=datetime(2027, 1, 31, 21, tzinfo=UTC))

    ends = [told(gateway, subscription_id).next_payment_at]
    actions.renew(subscription_id)
    ends.append(told(gateway, subscription_id).next_payment_at)

    assert ends == [datetime(2027, 2, 28, 9, tzinfo=UTC), datetime(2027, 3, 31, 9, tzinfo=UTC)]


def test_a_month_can_be_called_before_its_time(gateway, inbox, subscription_id):
    invoice_id = actions.renew(subscription_id)

    assert "invoice.paid" in inbox.types
    assert told(gateway, subscription_id).next_payment_at == datetime(2027, 2, 1, 9, tzinfo=UTC)
    assert gateway.fetch(Reference("invoice", invoice_id)).charges[0].amount_minor == 2500


def test_a_missed_month_is_retried_and_the_last_try_ends_it(gateway, inbox, subscription_id, clock):
    actions.renew(subscription_id, succeeds=False)
    [card] = actions.find("payment_method")
    assert told(gateway, subscription_id).state == "past_due"
    with actions.current_store().transaction() as rows:
        rows.put({**card, "sandbox_declines": True})

    states = []
    for days in (3, 8, 15):
        clock.move_to(NOW + days * A_DAY)
        deliver_due(NOW + days * A_DAY)
        states.append(told(gateway, subscription_id).state)

    assert states == ["past_due", "past_due", "ended"]
    assert inbox.types.count("invoice.payment_failed") == 4
    assert inbox.types[-1] == "customer.subscription.deleted"
    assert charged(gateway) == [2500]
    deliver_due(NOW + 400 * A_DAY)
    assert len(actions.find("invoice")) == 2


def test_a_retry_that_succeeds_makes_the_gift_active_again(gateway, subscription_id):
    invoice_id = actions.renew(subscription_id, succeeds=False)
    before = gateway.fetch(Reference("invoice", invoice_id))

    actions.retry_invoice(invoice_id, succeeds=True)

    after = gateway.fetch(Reference("invoice", invoice_id))
    assert (before.invoices[0].payment_intent_id, before.charges) == (None, ())
    assert [charge.amount_minor for charge in after.charges] == [2500]
    assert after.subscriptions[0].state == "active"
    with pytest.raises(ApiError):
        actions.retry_invoice(invoice_id)


def test_another_amount_is_taken_from_the_next_month_on(gateway, inbox, subscription_id):
    [changed] = gateway.change_subscription(subscription_id, amount_minor=700, idempotency_key="c-1").subscriptions
    assert (changed.amount_minor, charged(gateway)) == (700, [2500])

    actions.renew(subscription_id)

    assert charged(gateway) == [700, 2500]
    assert inbox.types[0] == "customer.subscription.updated"


@pytest.mark.parametrize("amount", [0, 29, 100_000_000])
def test_an_amount_that_stripe_refuses_changes_nothing(gateway, subscription_id, amount):
    with pytest.raises(GatewayRefused):
        gateway.change_subscription(subscription_id, amount_minor=amount, idempotency_key="c-1")

    assert told(gateway, subscription_id).amount_minor == 2500


def test_nothing_is_taken_in_a_pause_and_it_ends_by_itself(gateway, inbox, subscription_id, clock):
    until = datetime(2027, 1, 15, tzinfo=UTC)
    [paused] = gateway.pause_subscription(subscription_id, until=until).subscriptions
    assert (paused.state, paused.paused_until) == ("paused", until)

    clock.move_to(NOW + 40 * A_DAY)
    deliver_due(NOW + 40 * A_DAY)
    assert ("invoice.voided" in inbox.types, charged(gateway)) == (True, [2500])

    clock.move_to(NOW + 63 * A_DAY)
    deliver_due(NOW + 63 * A_DAY)
    assert told(gateway, subscription_id).state == "active"
    assert charged(gateway) == [2500, 2500]


def test_a_pause_can_be_ended_early(gateway, subscription_id):
    gateway.pause_subscription(subscription_id, until=NOW + 60 * A_DAY)

    [resumed] = gateway.pause_subscription(subscription_id, until=None).subscriptions

    assert (resumed.state, resumed.paused_until) == ("active", None)


def test_an_ended_gift_takes_nothing_and_ending_it_again_tells_it_as_it_is(gateway, inbox, subscription_id):
    [first] = gateway.cancel_subscription(subscription_id).subscriptions
    [second] = gateway.cancel_subscription(subscription_id).subscriptions

    deliver_due(NOW + 62 * A_DAY)

    assert first == second
    assert (first.state, first.ended_at, first.next_payment_at) == ("ended", NOW, None)
    assert inbox.types == ["customer.subscription.deleted"]
    assert charged(gateway) == [2500]
    with pytest.raises(ApiError):
        actions.renew(subscription_id)
    with pytest.raises(GatewayRefused):
        gateway.change_subscription(subscription_id, amount_minor=700, idempotency_key="c-1")


def test_a_card_changed_in_the_portal_pays_the_next_month(gateway, subscription_id):
    customer = told(gateway, subscription_id).customer_id
    url = gateway.open_portal(customer_id=customer, return_url="http://testserver/gift/1/")
    way_back = actions.change_card(url.split("/")[-2], declines=True)

    actions.renew(subscription_id)

    assert way_back == "http://testserver/gift/1/"
    assert told(gateway, subscription_id).state == "past_due"


def test_the_portal_is_good_for_minutes(gateway, subscription_id, clock):
    customer = told(gateway, subscription_id).customer_id
    url = gateway.open_portal(customer_id=customer, return_url="http://testserver/gift/1/")
    clock.move_to(NOW + timedelta(minutes=6))

    with pytest.raises(ApiError):
        actions.change_card(url.split("/")[-2])


def test_a_declined_card_begins_no_subscription(gateway, make_request):
    request = make_request("monthly", is_monthly=True, expires_at=NOW + timedelta(hours=12))
    session_id = gateway.open_checkout(request).id

    actions.decline(session_id, email="ada@example.org")

    assert gateway.fetch_session(session_id).sessions[0].outcome == "open"
    assert actions.find("subscription") == []
