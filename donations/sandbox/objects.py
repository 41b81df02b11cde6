"""Stripe's objects at birth, shaped as API version 2026-10-28.endive shapes them. Pure but for their ids."""

import secrets
from typing import Any

API_VERSION = "2026-10-28.endive"
Object = dict[str, Any]


def new_id(prefix: str) -> str:
    return f"{prefix}_{secrets.token_hex(12)}"


def session(params: Object, *, now: int, pay_url: str) -> Object:
    """An open checkout session from checked parameters; `pay_url` has a gap for its id."""
    session_id = new_id("cs_test")
    price = params["line_items"][0]["price_data"]
    total = sum(item["price_data"]["unit_amount"] * item.get("quantity", 1) for item in params["line_items"])
    return {
        "id": session_id,
        "object": "checkout.session",
        "amount_subtotal": total,
        "amount_total": total,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "billing_address_collection": None,
        "cancel_url": params.get("cancel_url"),
        "client_reference_id": params.get("client_reference_id"),
        "created": now,
        "currency": price["currency"],
        "custom_fields": [],
        "customer": None,
        "customer_creation": "if_required",
        "customer_details": None,
        "customer_email": params.get("customer_email"),
        "expires_at": params.get("expires_at", now + 24 * 3600),
        "invoice": None,
        "line_items": listing(
            f"/v1/checkout/sessions/{session_id}/line_items", [line_item(i) for i in params["line_items"]]
        ),
        "livemode": False,
        "locale": params.get("locale"),
        "metadata": params.get("metadata", {}),
        "mode": params["mode"],
        "payment_intent": None,
        "payment_link": None,
        "payment_method_types": params.get("payment_method_types", ["card"]),
        "payment_status": "unpaid",
        "shipping_options": [],
        "status": "open",
        "submit_type": params.get("submit_type"),
        "subscription": None,
        "success_url": params["success_url"],
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": pay_url.format(session_id),
        # Not Stripe's: what the payment intent, or the subscription, will carry once somebody tries to pay.
        "sandbox_payment_intent_data": params.get("payment_intent_data", {}),
        "sandbox_subscription_data": params.get("subscription_data", {}),
    }


def line_item(item: Object) -> Object:
    price, quantity = item["price_data"], item.get("quantity", 1)
    total = price["unit_amount"] * quantity
    return {
        "id": new_id("li"),
        "object": "item",
        "amount_subtotal": total,
        "amount_total": total,
        "currency": price["currency"],
        "description": price["product_data"]["name"],
        "quantity": quantity,
    }


def payment_intent(
    *, amount: int, currency: str, methods: list[str], now: int, data: Object | None = None, customer: str | None = None
) -> Object:
    """`data` is what the session wants it to carry."""
    data = data or {}
    return {
        "id": new_id("pi"),
        "object": "payment_intent",
        "amount": amount,
        "amount_received": 0,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic_async",
        "confirmation_method": "automatic",
        "created": now,
        "currency": currency,
        "customer": customer,
        "description": data.get("description"),
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": data.get("metadata", {}),
        "next_action": None,
        "payment_method": None,
        "payment_method_types": methods,
        "processing": None,
        "receipt_email": None,
        "status": "requires_payment_method",
    }


def charge(
    payment: Object, *, now: int, status: str, email: str, name: str, method: str, method_id: str | None = None
) -> Object:
    """An attempt to take money: its status is succeeded, pending or failed. One that is no card's is a `py_…`."""
    card = {"brand": "visa", "country": "GB", "exp_month": 12, "exp_year": 2034, "funding": "debit", "last4": "4242"}
    return {
        "id": new_id("ch" if method == "card" else "py"),
        "object": "charge",
        "amount": payment["amount"],
        "amount_captured": payment["amount"] if status == "succeeded" else 0,
        "amount_refunded": 0,
        "balance_transaction": None,
        "billing_details": {"address": None, "email": email or None, "name": name or None, "phone": None},
        "captured": status == "succeeded",
        "created": now,
        "currency": payment["currency"],
        "customer": payment["customer"],
        "description": payment["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "livemode": False,
        "metadata": payment["metadata"],
        "outcome": {"network_status": "approved_by_network", "type": "authorized"},
        "paid": status == "succeeded",
        "payment_intent": payment["id"],
        "payment_method": method_id or new_id("pm"),
        "payment_method_details": {"type": method, method: card if method == "card" else {"last4": "2345"}},
        "receipt_email": None,
        "refunded": False,
        "status": status,
    }


def refund(charge: Object, *, amount: int, now: int, metadata: Object, reason: str | None) -> Object:
    return {
        "id": new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": now,
        "currency": charge["currency"],
        "destination_details": {"card": {"type": "refund"}, "type": "card"},
        "metadata": metadata,
        "payment_intent": charge["payment_intent"],
        "reason": reason,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    }


def dispute(charge: Object, *, amount: int, now: int) -> Object:
    """Of a card one may be won; that of a debit is lost from the start: the bank has decided already."""
    is_card = charge["payment_method_details"]["type"] == "card"
    by_card = {"type": "card", "card": {"brand": "visa", "network_reason_code": "10.4"}}
    due_by = now + 7 * 24 * 3600 if is_card else None
    return {
        "id": new_id("du"),
        "object": "dispute",
        "amount": amount,
        "balance_transactions": [],
        "charge": charge["id"],
        "created": now,
        "currency": charge["currency"],
        "evidence": {},
        "evidence_details": {"due_by": due_by, "has_evidence": False, "past_due": False},
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "payment_method_details": by_card if is_card else {"type": charge["payment_method_details"]["type"]},
        "reason": "fraudulent" if is_card else "debit_not_authorized",
        "status": "needs_response" if is_card else "lost",
    }


def balance_transaction(source: Object, *, amount: int, fee: int, category: str, now: int) -> Object:
    """A move on our balance: `amount` is signed, `fee` is what Stripe keeps of it."""
    # A debit is called a payment: https://docs.stripe.com/reports/balance-transaction-types
    charged = "payment" if source["id"].startswith("py_") else "charge"
    kinds = {"charge": charged, "refund": "refund", "refund_failure": "refund_failure"}
    return {
        "id": new_id("txn"),
        "object": "balance_transaction",
        "amount": amount,
        "available_on": now,
        "created": now,
        "currency": source["currency"],
        "description": None,
        "exchange_rate": None,
        "fee": fee,
        "fee_details": [{"amount": fee, "currency": source["currency"], "type": "stripe_fee"}] if fee else [],
        "net": amount - fee,
        "reporting_category": category,
        "source": source["id"],
        "status": "available",
        "type": kinds.get(category, "adjustment"),
    }


def event(event_type: str, obj: Object, *, now: int) -> Object:
    return {
        "id": new_id("evt"),
        "object": "event",
        "api_version": API_VERSION,
        "created": now,
        "data": {"object": public(obj)},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": event_type,
    }


def public(obj: Object) -> Object:
    """An object as Stripe shows it: without our own notes and without what must be asked for by `expand`."""
    return {key: value for key, value in obj.items() if not key.startswith("sandbox_") and key != "line_items"}


def listing(url: str, data: list[Object], *, has_more: bool = False) -> Object:
    return {"object": "list", "data": data, "has_more": has_more, "url": url}
