"""The part of Stripe's API that the sandbox has: which address does what, with which parameters."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from donations.sandbox import objects, payments, reversals
from donations.sandbox.errors import ApiError
from donations.sandbox.params import Schema, instant, integer, metadata, one_of, require, web_address, words
from donations.sandbox.store import Object, Rows

# https://docs.stripe.com/api/checkout/sessions/create# Some of Stripe's, which has no Welsh:
# https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-locale
LOCALES = ("auto", "de", "en", "en-GB", "es", "fr", "it", "nl", "pl", "pt")
# https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
MINIMUM = {"gbp": 30, "eur": 50, "usd": 50}
MAXIMUM = 99_999_999
HALF_AN_HOUR, A_DAY = 30 * 60, 24 * 3600

EXPAND: Schema = {"expand": [words]}
PAGE: Schema = {**EXPAND, "limit": integer, "starting_after": words, "created": instant}
PRODUCT: Schema = {"name": words, "description": words}
SESSION: Schema = {
    **EXPAND,
    "mode": one_of("payment"),
    "submit_type": one_of("auto", "book", "donate", "pay"),
    "payment_method_types": [one_of("card", "bacs_debit")],
    "line_items": [
        {"quantity": integer, "price_data": {"currency": words, "unit_amount": integer, "product_data": PRODUCT}}
    ],
    "client_reference_id": words,
    "customer_email": words,
    "metadata": metadata,
    "payment_intent_data": {"metadata": metadata, "description": words},
    "locale": one_of(*LOCALES),
    "expires_at": integer,
    "success_url": web_address,
    "cancel_url": web_address,
}
REFUND: Schema = {
    **EXPAND,
    "payment_intent": words,
    "amount": integer,
    "metadata": metadata,
    "reason": one_of("duplicate", "fraudulent", "requested_by_customer"),
}


@dataclass(frozen=True)
class Call:
    """One request with checked parameters. `object_id` is the id in its address, if there is one."""

    params: dict[str, Any]
    object_id: str
    path: str
    now: int
    pay_url: str


Run = Callable[[Rows, Call], Object]


def create_session(rows: Rows, call: Call) -> Object:
    price = "line_items.price_data"
    require(call.params, "mode", "success_url", f"{price}.currency", f"{price}.unit_amount")
    require(call.params, f"{price}.product_data.name")
    for item in call.params["line_items"]:
        item["price_data"]["currency"] = item["price_data"]["currency"].lower()
    expires_at = call.params.get("expires_at", call.now + A_DAY)
    # A minute of grace on both sides, as clocks differ.
    if not HALF_AN_HOUR - 60 <= expires_at - call.now <= A_DAY + 60:
        raise ApiError("The `expires_at` timestamp must be 30 minutes to 24 hours from now.", param="expires_at")
    session = objects.session(call.params, now=call.now, pay_url=call.pay_url)
    least = MINIMUM.get(session["currency"], 1)
    if not least <= session["amount_total"] <= MAXIMUM:
        code = "amount_too_small" if session["amount_total"] < least else "amount_too_large"
        raise ApiError(f"The total must be {least} to {MAXIMUM}.", code=code)
    return rows.put(session)


def expire_session(rows: Rows, call: Call) -> Object:
    session = rows.need("checkout.session", call.object_id)
    if session["status"] != "open":
        raise ApiError('Only Checkout Sessions with a status in ["open"] can be expired.')
    return payments.expire(rows, session, call.now)


def create_refund(rows: Rows, call: Call) -> Object:
    require(call.params, "payment_intent")
    wanted = {name: call.params.get(name) for name in ("amount", "metadata", "reason")}
    return reversals.refund(rows, call.params["payment_intent"], at=call.now, **wanted)


def retrieve(kind: str) -> Run:
    def run(rows: Rows, call: Call) -> Object:
        return rows.need(kind, call.object_id)

    return run


def list_all(kind: str) -> Run:
    def run(rows: Rows, call: Call) -> Object:
        params = {name: value for name, value in call.params.items() if name != "expand" and value != "all"}
        limit, after = params.pop("limit", 10), params.pop("starting_after", None)
        if not 1 <= limit <= 100:
            raise ApiError("Invalid limit: must be 1 to 100.", param="limit")
        if after is not None:
            rows.need(kind, after)
        found = rows.find(kind, after=after, limit=limit + 1, **params)
        return objects.listing(call.path, found[:limit], has_more=len(found) > limit)

    return run


@dataclass(frozen=True)
class Route:
    method: str
    path: re.Pattern[str]
    schema: Schema
    run: Run


def _route(method: str, path: str, schema: Schema, run: Run) -> Route:
    return Route(method, re.compile(path.replace("{id}", "(?P<id>[A-Za-z0-9_]+)")), schema, run)


BY_PAYMENT: Schema = {**PAGE, "payment_intent": words}
ROUTES = [
    _route("POST", "/v1/checkout/sessions", SESSION, create_session),
    _route("GET", "/v1/checkout/sessions", {**BY_PAYMENT, "status": words}, list_all("checkout.session")),
    _route("GET", "/v1/checkout/sessions/{id}", EXPAND, retrieve("checkout.session")),
    _route("POST", "/v1/checkout/sessions/{id}/expire", EXPAND, expire_session),
    _route("GET", "/v1/payment_intents/{id}", EXPAND, retrieve("payment_intent")),
    _route("GET", "/v1/charges", BY_PAYMENT, list_all("charge")),
    _route("GET", "/v1/charges/{id}", EXPAND, retrieve("charge")),
    _route("POST", "/v1/refunds", REFUND, create_refund),
    _route("GET", "/v1/refunds", {**BY_PAYMENT, "charge": words}, list_all("refund")),
    _route("GET", "/v1/refunds/{id}", EXPAND, retrieve("refund")),
    _route("GET", "/v1/disputes", {**BY_PAYMENT, "charge": words}, list_all("dispute")),
    _route("GET", "/v1/disputes/{id}", EXPAND, retrieve("dispute")),
    _route("GET", "/v1/invoices", {**PAGE, "status": words}, list_all("invoice")),
    _route("GET", "/v1/subscriptions", {**PAGE, "status": words}, list_all("subscription")),
    _route("GET", "/v1/events", {**PAGE, "type": words}, list_all("event")),
    _route("GET", "/v1/events/{id}", EXPAND, retrieve("event")),
    _route(
        "GET", "/v1/balance_transactions", {**PAGE, "source": words, "type": words}, list_all("balance_transaction")
    ),
    _route("GET", "/v1/balance_transactions/{id}", EXPAND, retrieve("balance_transaction")),
]
