"""What Stripe is asked for, as plain parameters. Pure: no SDK, no network, no settings."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from donations.gateways.base import CheckoutRequest
from donations.gateways.stripe_fields import identifier, items, mapping

# Stripe's page speaks no Welsh: https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-locale
CHECKOUT_LOCALES = {"en": "en-GB", "cy": "en-GB"}
# The currencies in which each method that may be offered works; `card` brings the wallets of the donor's device.
# Never Stripe's own choice: Klarna, for one, has no place for political organisations in its terms.
CARD, BACS_DEBIT = "card", "bacs_debit"
PAYMENT_METHODS: Mapping[str, frozenset[str] | None] = {CARD: None, BACS_DEBIT: frozenset({"GBP"})}
MONTHLY = {"interval": "month"}


def payment_methods(allowed: Sequence[str], currency: str) -> list[str]:
    """Those of the allowed methods that work in a currency; a card where none does."""
    fitting = [name for name in allowed if name in PAYMENT_METHODS and _works_in(name, currency)]
    return fitting or [CARD]


def _works_in(name: str, currency: str) -> bool:
    currencies = PAYMENT_METHODS[name]
    return currencies is None or currency in currencies


def checkout(request: CheckoutRequest, methods: Sequence[str]) -> dict[str, Any]:
    """https://docs.stripe.com/api/checkout/sessions/create"""
    metadata = {"donation": request.donation_id}
    price: dict[str, Any] = {
        "currency": request.currency.lower(),
        "unit_amount": request.amount_minor,
        "product_data": {"name": request.product_name},
    }
    # Stripe copies metadata to the payment intent and its charge, or to the subscription, whose events may come first.
    if request.is_monthly:
        price["recurring"] = MONTHLY
        of_mode: dict[str, Any] = {"mode": "subscription", "subscription_data": {"metadata": metadata}}
    else:
        of_mode = {"mode": "payment", "submit_type": "donate", "payment_intent_data": {"metadata": metadata}}
    return {
        **of_mode,
        "payment_method_types": list(methods),
        "line_items": [{"quantity": 1, "price_data": price}],
        "client_reference_id": request.donation_id,
        "metadata": metadata,
        "locale": CHECKOUT_LOCALES.get(request.locale, "auto"),
        "expires_at": int(request.expires_at.timestamp()),
        "success_url": request.success_url,
        "cancel_url": request.cancel_url,
    }


def another_amount(subscription: Mapping[str, Any], amount_minor: int) -> dict[str, Any] | None:
    """The same product each month for another price, from the next bill on. None for a subscription without item.

    https://docs.stripe.com/billing/subscriptions/change-price
    """
    item = next(iter(items(subscription.get("items"))), {})
    price = mapping(item.get("price"))
    item_id, product = identifier(item), identifier(price.get("product"))
    if item_id is None or product is None:
        return None
    new_price = {
        "currency": price.get("currency"),
        "product": product,
        "recurring": MONTHLY,
        "unit_amount": amount_minor,
    }
    return {"items": [{"id": item_id, "quantity": 1, "price_data": new_price}], "proration_behavior": "none"}


def pause(until: datetime | None) -> dict[str, Any]:
    """Bills that fall due meanwhile are void. Stripe forgets a pause that is the empty string.

    https://docs.stripe.com/billing/subscriptions/pause-payment
    """
    if until is None:
        return {"pause_collection": ""}
    return {"pause_collection": {"behavior": "void", "resumes_at": int(until.timestamp())}}


def refund(payment_intent_id: str, amount_minor: int, order_id: str) -> dict[str, Any]:
    """https://docs.stripe.com/api/refunds/create"""
    return {"payment_intent": payment_intent_id, "amount": amount_minor, "metadata": {"order": order_id}}


def portal(customer_id: str, return_url: str) -> dict[str, Any]:
    """The one page on which a card is changed: https://docs.stripe.com/customer-management/portal-deep-links"""
    flow = {
        "type": "payment_method_update",
        "after_completion": {"type": "redirect", "redirect": {"return_url": return_url}},
    }
    return {"customer": customer_id, "return_url": return_url, "flow_data": flow}
