"""Subscriptions and their bills, as plain dictionaries, read as facts. As pure as stripe_facts.py, and as wary.

Shapes since API version 2025-03-31.basil: a bill names its subscription in `parent.subscription_details`, its payments
in a list of their own, and a subscription's period is that of its items.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from donations.gateways.facts import InvoiceFact, SubscriptionFact
from donations.gateways.stripe_fields import (
    MAX_AMOUNT,
    amount,
    currency_code,
    donation_id,
    identifier,
    items,
    mapping,
    moment,
)

# https://docs.stripe.com/api/subscriptions/object#subscription_object-status
STATES = {
    "incomplete": "starting",
    "active": "active",
    "trialing": "active",
    "paused": "paused",
    "past_due": "past_due",
    "unpaid": "past_due",
    "canceled": "ended",
    "incomplete_expired": "ended",
}
UNPAID_STATES = {"past_due", "ended"}


def invoice_fact(invoice: Mapping[str, Any], at: datetime) -> InvoiceFact | None:
    """A bill of a subscription; its payment is known only where `payments` is expanded."""
    details = mapping(mapping(invoice.get("parent")).get("subscription_details"))
    invoice_id, subscription_id = identifier(invoice), identifier(details.get("subscription"))
    if invoice_id is None or subscription_id is None:
        return None
    paid_at = mapping(invoice.get("status_transitions")).get("paid_at")
    return InvoiceFact(
        id=invoice_id,
        subscription_id=subscription_id,
        payment_intent_id=settling_payment(invoice),
        donation_id=donation_id(details) or donation_id(mapping(details.get("subscription"))),
        is_first=invoice.get("billing_reason") == "subscription_create",
        occurred_at=moment(paid_at) or moment(invoice.get("created")) or at,
    )


def settling_payment(invoice: Mapping[str, Any]) -> str | None:
    """The payment intent that paid a bill. Attempts that failed or are under way settle nothing."""
    for payment in items(invoice.get("payments")):
        paid_by = identifier(mapping(payment.get("payment")).get("payment_intent"))
        if payment.get("status") == "paid" and paid_by:
            return paid_by
    return None


def subscription_fact(subscription: Mapping[str, Any]) -> SubscriptionFact | None:
    """A subscription whose status, amount and currency can be read; else nothing."""
    subscription_id, state = identifier(subscription), subscription_state(subscription)
    minor, code = _amount_each_time(subscription), currency_code(subscription.get("currency"))
    if subscription_id is None or state is None or not minor or code is None:
        return None
    return SubscriptionFact(
        id=subscription_id,
        donation_id=donation_id(subscription),
        customer_id=identifier(subscription.get("customer")) or "",
        state=state,
        amount_minor=minor,
        currency=code,
        next_payment_at=_next_payment(subscription) if state in ("active", "past_due") else None,
        paused_until=moment(mapping(subscription.get("pause_collection")).get("resumes_at")),
        ended_at=_ended_at(subscription) if state == "ended" else None,
    )


def subscription_state(subscription: Mapping[str, Any]) -> str | None:
    """One of our states. Stripe keeps the status of a subscription whose collection is paused."""
    status = subscription.get("status")
    state = STATES.get(status) if isinstance(status, str) else None
    return "paused" if state == "active" and mapping(subscription.get("pause_collection")) else state


def _amount_each_time(subscription: Mapping[str, Any]) -> int:
    """The sum over all items, 0 where it cannot be read."""
    parts = [
        (amount(mapping(item.get("price")).get("unit_amount")), amount(item.get("quantity", 1)))
        for item in items(subscription.get("items"))
    ]
    total = sum(price * quantity for price, quantity in parts if price is not None and quantity is not None)
    return total if total <= MAX_AMOUNT else 0


def _next_payment(subscription: Mapping[str, Any]) -> datetime | None:
    """The end of the period that is paid, unless it is the end of everything."""
    ends = [moment(item.get("current_period_end")) for item in items(subscription.get("items"))]
    found = min((end for end in ends if end), default=None)
    cancel_at = moment(subscription.get("cancel_at"))
    is_last = subscription.get("cancel_at_period_end") is True or (found and cancel_at and cancel_at <= found)
    return None if is_last else found


def _ended_at(subscription: Mapping[str, Any]) -> datetime | None:
    return moment(subscription.get("ended_at")) or moment(subscription.get("canceled_at"))
