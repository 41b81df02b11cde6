"""Monthly gifts whose webhooks were lost are made whole by one run."""

from datetime import timedelta
from typing import Any

import pytest

from donations.gateways.base import Facts
from donations.models import Crowdfund, Donation, RecurringDonation
from tests.factories.donations import (
    charge_fact,
    invoice_fact,
    make_monthly,
    payment_id,
    refund_fact,
    session_fact,
    subscription_fact,
)
from tests.factories.reconciling import raised, record, run
from tests.factories.stripes import Told

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def first(crowdfund: Crowdfund) -> Donation:
    return make_monthly(crowdfund)


def stripe_of(first: Donation, **changes: Any) -> Any:
    """A Stripe that took two months' payments and gave a part of the second back; its lists go object by object."""
    second = f"{payment_id(first)}_2"
    charges = [
        charge_fact(first, 1000, donation_id=None),
        charge_fact(first, 1500, donation_id=None, payment_intent_id=second),
    ]
    refund = refund_fact(first, 300, payment_intent_id=second)
    return Told(
        Facts.of(session_fact(first, payment_intent_id=None, subscription_id=f"sub_{first.pk}")),
        Facts.of(subscription_fact(first, **changes)),
        Facts.of(invoice_fact(first, 1), invoice_fact(first, 2)),
        Facts.of(*charges),
        Facts.of(refund),
        payments={payment_id(first): Facts.of(charges[0]), second: Facts.of(charges[1], refund)},
    )


def test_the_loss_of_every_webhook_is_repaired_by_one_run(first: Donation) -> None:
    gateway = stripe_of(first)
    one, two = payment_id(first), f"{payment_id(first)}_2"

    wanted = run(gateway, repair=False)
    repaired = run(gateway)

    assert [text for text, _ in wanted] == [
        f"Outcome not known: {first.checkout_session_id} paid",
        f"Monthly gift sub_{first.pk} is starting, 1000 a month here; active, 1000 at Stripe",
        f"Not in the ledger: charge:{one} 1000",
        f"Not in the ledger: charge:{two} 1500",
        "Not in the ledger: refund:re_1 -300",
    ]
    assert {is_repaired for _, is_repaired in wanted} == {False}
    assert {is_repaired for _, is_repaired in repaired} == {True}
    assert raised() == (2200, 1)
    assert [each.state for each in Donation.objects.order_by("pk")] == ["paid", "part_refunded"]
    assert RecurringDonation.objects.get().state == "active"
    assert run(gateway) == run(gateway, repair=False) == []


def test_a_charge_that_is_older_than_what_is_compared_is_found_by_its_bill(first: Donation) -> None:
    gateway = stripe_of(first)
    gateway.pages = [page for page in gateway.pages if not page.charges and not page.refunds]

    run(gateway)

    assert raised() == (2200, 1)


@pytest.mark.parametrize(
    "changes",
    [{"state": "ended"}, {"amount_minor": 1500}, {"state": "paused", "paused_until": None}, {"state": "past_due"}],
)
def test_how_a_monthly_gift_stands_is_told_and_repaired(first: Donation, changes: dict[str, Any]) -> None:
    run(stripe_of(first))
    gateway = stripe_of(first, **changes)

    [(text, _)] = run(gateway, repair=False)
    assert run(gateway) == [(text, True)]

    assert run(gateway, repair=False) == []
    gift = RecurringDonation.objects.get()
    assert (gift.state, gift.amount_minor) == (changes.get("state", "active"), changes.get("amount_minor", 1000))


def test_the_day_of_the_next_payment_moves_on_in_silence(first: Donation) -> None:
    run(stripe_of(first))
    later = subscription_fact(first).next_payment_at + timedelta(days=30)  # type: ignore[operator]

    assert run(stripe_of(first, next_payment_at=later)) == []

    assert RecurringDonation.objects.get().next_payment_at == later


def test_subscriptions_of_something_else_on_the_same_account_are_no_difference(first: Donation) -> None:
    record(stripe_of(first))
    foreign = {"donation_id": None, "subscription_id": "sub_shop"}
    gateway: Any = Told(
        Facts.of(subscription_fact(first, id="sub_shop", donation_id=None)),
        Facts.of(invoice_fact(first, payment_intent_id="pi_shop", **foreign)),
        Facts.of(charge_fact(first, payment_intent_id="pi_shop", donation_id=None)),
    )

    assert run(gateway) == []
    assert raised() == (0, 0)
