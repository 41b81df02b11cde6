"""Customers, subscriptions and their bills at birth, shaped as objects.py shapes the rest. Pure but for their ids."""

from donations.sandbox.objects import Object, listing, new_id


def customer(*, now: int, email: str, name: str) -> Object:
    return {
        "id": new_id("cus"),
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": now,
        "currency": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "email": email or None,
        "invoice_prefix": new_id("")[1:9].upper(),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": False,
        "metadata": {},
        "name": name or None,
        "phone": None,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
    }


def payment_method(*, now: int, customer_id: str, kind: str, declines: bool) -> Object:
    """A card or a bank account. One that `declines` lets every later payment fail."""
    shown = {"brand": "visa", "last4": "0341" if declines else "4242"} if kind == "card" else {"last4": "2345"}
    return {
        "id": new_id("pm"),
        "object": "payment_method",
        "billing_details": {"address": None, "email": None, "name": None, "phone": None},
        "created": now,
        "customer": customer_id,
        "livemode": False,
        "metadata": {},
        "type": kind,
        kind: shown,
        "sandbox_declines": declines,
    }


def product(*, now: int, name: str) -> Object:
    return {
        "id": new_id("prod"),
        "object": "product",
        "active": True,
        "created": now,
        "default_price": None,
        "description": None,
        "images": [],
        "livemode": False,
        "metadata": {},
        "name": name,
        "updated": now,
        "url": None,
    }


def price(*, now: int, product_id: str, currency: str, unit_amount: int) -> Object:
    """So much each month."""
    recurring = {"interval": "month", "interval_count": 1, "meter": None, "usage_type": "licensed"}
    return {
        "id": new_id("price"),
        "object": "price",
        "active": True,
        "billing_scheme": "per_unit",
        "created": now,
        "currency": currency,
        "livemode": False,
        "lookup_key": None,
        "metadata": {},
        "nickname": None,
        "product": product_id,
        "recurring": recurring,
        "tax_behavior": "unspecified",
        "tiers_mode": None,
        "transform_quantity": None,
        "type": "recurring",
        "unit_amount": unit_amount,
        "unit_amount_decimal": str(unit_amount),
    }


def subscription(
    price: Object, *, now: int, customer_id: str, payment_method_id: str, metadata: Object, period_end: int
) -> Object:
    """A subscription that waits for its first payment."""
    subscription_id = new_id("sub")
    item = {
        "id": new_id("si"),
        "object": "subscription_item",
        "created": now,
        "current_period_end": period_end,
        "current_period_start": now,
        "discounts": [],
        "metadata": {},
        "price": price,
        "quantity": 1,
        "subscription": subscription_id,
        "tax_rates": [],
    }
    return {
        "id": subscription_id,
        "object": "subscription",
        "billing_cycle_anchor": now,
        "cancel_at": None,
        "cancel_at_period_end": False,
        "canceled_at": None,
        "cancellation_details": {"comment": None, "feedback": None, "reason": None},
        "collection_method": "charge_automatically",
        "created": now,
        "currency": price["currency"],
        "customer": customer_id,
        "default_payment_method": payment_method_id,
        "description": None,
        "discounts": [],
        "ended_at": None,
        "items": listing(f"/v1/subscription_items?subscription={subscription_id}", [item]),
        "latest_invoice": None,
        "livemode": False,
        "metadata": metadata,
        "pause_collection": None,
        "pending_setup_intent": None,
        "schedule": None,
        "start_date": now,
        "status": "incomplete",
        "trial_end": None,
        "trial_start": None,
        # Not Stripe's: how many months have been billed.
        "sandbox_months": 1,
    }


def invoice(subscription: Object, customer: Object, *, now: int, reason: str) -> Object:
    """An open bill for the subscription's present month."""
    [item] = subscription["items"]["data"]
    total = item["price"]["unit_amount"] * item["quantity"]
    details = {"metadata": subscription["metadata"], "subscription": subscription["id"]}
    return {
        "id": new_id("in"),
        "object": "invoice",
        "amount_due": total,
        "amount_paid": 0,
        "amount_remaining": total,
        "attempt_count": 0,
        "attempted": False,
        "auto_advance": True,
        "billing_reason": reason,
        "collection_method": "charge_automatically",
        "created": now,
        "currency": subscription["currency"],
        "customer": customer["id"],
        "customer_email": customer["email"],
        "customer_name": customer["name"],
        "description": None,
        "ending_balance": 0,
        "livemode": False,
        "metadata": {},
        "next_payment_attempt": None,
        "number": f"{customer['invoice_prefix']}-{subscription['sandbox_months']:04}",
        "parent": {"type": "subscription_details", "quote_details": None, "subscription_details": details},
        "period_end": now,
        "period_start": now,
        "starting_balance": 0,
        "status": "open",
        "status_transitions": {
            "finalized_at": now,
            "marked_uncollectible_at": None,
            "paid_at": None,
            "voided_at": None,
        },
        "subtotal": total,
        "total": total,
    }


def invoice_payment(invoice: Object, payment: Object, *, now: int) -> Object:
    """The tie between a bill and the payment intent that is to pay it."""
    return {
        "id": new_id("inpay"),
        "object": "invoice_payment",
        "amount_paid": None,
        "amount_requested": invoice["amount_due"],
        "created": now,
        "currency": invoice["currency"],
        "invoice": invoice["id"],
        "is_default": True,
        "livemode": False,
        "payment": {"type": "payment_intent", "payment_intent": payment["id"]},
        "status": "open",
        "status_transitions": {"canceled_at": None, "paid_at": None},
    }


def portal_session(params: Object, *, now: int, portal_url: str) -> Object:
    """A page on which the customer changes their card; `portal_url` has a gap for its id."""
    session_id = new_id("bps")
    return {
        "id": session_id,
        "object": "billing_portal.session",
        "configuration": "bpc_sandbox",
        "created": now,
        "customer": params["customer"],
        "customer_account": None,
        "flow": params.get("flow_data"),
        "livemode": False,
        "locale": params.get("locale"),
        "on_behalf_of": None,
        "return_url": params.get("return_url"),
        "url": portal_url.format(session_id),
    }
