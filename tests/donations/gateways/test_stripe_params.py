"""What Stripe is asked for. That Stripe takes it: tests/contracts/gateway."""

from datetime import UTC, datetime

import pytest

from donations.gateways import stripe_params
from donations.gateways.base import CheckoutRequest

UNTIL = datetime(2027, 1, 1, tzinfo=UTC)
REQUEST = CheckoutRequest(
    donation_id="d-1",
    idempotency_key="key-1",
    amount_minor=500,
    currency="GBP",
    product_name="Online hub",
    locale="en",
    success_url="http://testserver/receipts/1/",
    cancel_url="http://testserver/give/online-hub/",
    expires_at=UNTIL,
    is_monthly=True,
)


@pytest.mark.parametrize(
    ("allowed", "currency", "offered"),
    [
        (["card", "bacs_debit"], "GBP", ["card", "bacs_debit"]),
        (["card", "bacs_debit"], "EUR", ["card"]),
        (["bacs_debit"], "GBP", ["bacs_debit"]),
        (["bacs_debit"], "EUR", ["card"]),
        (["card", "klarna", "automatic"], "GBP", ["card"]),
        ([], "GBP", ["card"]),
    ],
)
def test_what_is_offered_is_listed_works_in_the_currency_and_is_never_left_to_stripe(allowed, currency, offered):
    assert stripe_params.payment_methods(allowed, currency) == offered


def test_a_monthly_checkout_asks_for_a_subscription_that_knows_its_donation():
    params = stripe_params.checkout(REQUEST, ["card"])

    assert params["mode"] == "subscription"
    assert params["subscription_data"] == {"metadata": {"donation": "d-1"}}
    assert params["line_items"][0]["price_data"]["recurring"] == {"interval": "month"}
    assert params.keys() & {"submit_type", "payment_intent_data"} == set()


def test_another_amount_keeps_the_product_and_gives_nothing_back_for_this_month():
    price = {"id": "price_1", "currency": "gbp", "product": "prod_1", "unit_amount": 500}
    subscription = {"items": {"data": [{"id": "si_1", "price": price}]}}

    assert stripe_params.another_amount(subscription, 700) == {
        "items": [
            {
                "id": "si_1",
                "quantity": 1,
                "price_data": {
                    "currency": "gbp",
                    "product": "prod_1",
                    "recurring": {"interval": "month"},
                    "unit_amount": 700,
                },
            }
        ],
        "proration_behavior": "none",
    }


def test_a_subscription_without_item_cannot_be_changed():
    assert stripe_params.another_amount({"items": {"data": []}}, 700) is None


def test_a_pause_voids_bills_until_its_day_and_no_day_ends_it():
    assert stripe_params.pause(UNTIL) == {
        "pause_collection": {"behavior": "void", "resumes_at": int(UNTIL.timestamp())}
    }
    assert stripe_params.pause(None) == {"pause_collection": ""}
