"""The part of Stripe's API that has to do with monthly gifts: subscriptions, customers, the portal."""

from typing import Any

from donations.sandbox import billing, billing_objects
from donations.sandbox.endpoints import EXPAND, RECURRING, Call, check_amount, list_all
from donations.sandbox.errors import ApiError, missing
from donations.sandbox.events import emit
from donations.sandbox.params import Schema, integer, metadata, one_of, or_nothing, require, web_address, words
from donations.sandbox.store import Object, Rows

PRICE: Schema = {"currency": words, "product": words, "recurring": RECURRING, "unit_amount": integer}
# https://docs.stripe.com/api/subscriptions/update
SUBSCRIPTION: Schema = {
    **EXPAND,
    "items": [{"id": words, "quantity": integer, "price_data": PRICE}],
    "proration_behavior": one_of("always_invoice", "create_prorations", "none"),
    "pause_collection": or_nothing(
        {"behavior": one_of("keep_as_draft", "mark_uncollectible", "void"), "resumes_at": integer}
    ),
    "default_payment_method": or_nothing(words),
    "metadata": metadata,
}
CUSTOMER: Schema = {
    **EXPAND,
    "email": words,
    "name": words,
    "metadata": metadata,
    "invoice_settings": {"default_payment_method": or_nothing(words)},
}
# https://docs.stripe.com/api/customer_portal/sessions/create
PORTAL: Schema = {
    **EXPAND,
    "customer": words,
    "return_url": web_address,
    "locale": words,
    "flow_data": {
        "type": one_of("payment_method_update"),
        "after_completion": {
            "type": one_of("hosted_confirmation", "portal_homepage", "redirect"),
            "redirect": {"return_url": web_address},
        },
    },
}


def list_subscriptions(rows: Rows, call: Call) -> Object:
    """Those that have ended are left out unless they are asked for."""
    status = call.params.pop("status", None)
    found = list_all("subscription")(rows, call)
    if status != "all":
        wanted = [status] if status else ["active", "past_due", "incomplete"]
        found["data"] = [subscription for subscription in found["data"] if subscription["status"] in wanted]
    return found


def update_subscription(rows: Rows, call: Call) -> Object:
    subscription, given = rows.need("subscription", call.object_id), call.params
    if subscription["status"] == "canceled":
        raise ApiError("A canceled subscription can only update its cancellation_details and metadata.")
    for wanted in given.get("items", []):
        _change_item(rows, subscription, wanted, call.now)
    if "pause_collection" in given:
        pause = given["pause_collection"]
        if pause is not None:
            require(given, "pause_collection.behavior")
            pause = {"behavior": pause["behavior"], "resumes_at": pause.get("resumes_at")}
            if (pause["resumes_at"] or call.now) < call.now:
                raise ApiError("`resumes_at` must be in the future.", param="pause_collection[resumes_at]")
        subscription["pause_collection"] = pause
    if "default_payment_method" in given:
        subscription["default_payment_method"] = _own_method(rows, subscription["customer"], given)
    subscription["metadata"] |= given.get("metadata", {})
    emit(rows, rows.put(subscription), call.now, "customer.subscription.updated")
    return subscription


def _change_item(rows: Rows, subscription: Object, wanted: dict[str, Any], now: int) -> None:
    """Another price for the item that is there. The month that is paid stays as it was."""
    [item] = subscription["items"]["data"]
    require(wanted, "id", "price_data.currency", "price_data.product", "price_data.recurring.interval")
    require(wanted, "price_data.unit_amount")
    price = wanted["price_data"]
    if wanted["id"] != item["id"]:
        raise missing("subscription_item", wanted["id"])
    if price["currency"] != subscription["currency"]:
        raise ApiError("The price must have the currency of the subscription.", param="items[0][price_data][currency]")
    check_amount(price["unit_amount"], price["currency"])
    item["price"] = rows.put(
        billing_objects.price(
            now=now,
            product_id=rows.need("product", price["product"])["id"],
            currency=price["currency"],
            unit_amount=price["unit_amount"],
        )
    )
    item["quantity"] = wanted.get("quantity", item["quantity"])


def cancel_subscription(rows: Rows, call: Call) -> Object:
    """One that has ended is, for this call, none at all: so Stripe has it."""
    subscription = rows.need("subscription", call.object_id)
    if subscription["status"] == "canceled":
        raise missing("subscription", call.object_id)
    return billing.end(rows, subscription, call.now, reason="cancellation_requested")


def update_customer(rows: Rows, call: Call) -> Object:
    customer, given = rows.need("customer", call.object_id), call.params
    customer |= {name: given[name] for name in ("email", "name") if name in given}
    customer["metadata"] |= given.get("metadata", {})
    if "default_payment_method" in (settings := given.get("invoice_settings", {})):
        customer["invoice_settings"]["default_payment_method"] = _own_method(rows, customer["id"], settings)
    emit(rows, rows.put(customer), call.now, "customer.updated")
    return customer


def _own_method(rows: Rows, customer_id: str, given: dict[str, Any]) -> str | None:
    named = given["default_payment_method"]
    if named is None:
        return None
    method = rows.need("payment_method", named)
    if method["customer"] != customer_id:
        raise ApiError("The customer does not have that payment method.", param="default_payment_method")
    return str(method["id"])


def open_portal(rows: Rows, call: Call) -> Object:
    require(call.params, "customer")
    rows.need("customer", call.params["customer"])
    return rows.put(billing_objects.portal_session(call.params, now=call.now, portal_url=call.pages.portal))
