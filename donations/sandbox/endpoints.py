"""The part of Stripe's API that the sandbox has: which address does what, with which parameters."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from donations.sandbox import objects, payments, reversals
from donations.sandbox.charges import BACS_DEBIT
from donations.sandbox.errors import ApiError
from donations.sandbox.params import Schema, instant, integer, metadata, one_of, require, web_address, words
from donations.sandbox.payments import MONTHLY
from donations.sandbox.store import Object, Rows

# Some of Stripe's, which has no Welsh:
# https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-locale
LOCALES = ("auto", "de", "en", "en-GB", "es", "fr", "it", "nl", "pl", "pt")
# https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
MINIMUM = {"gbp": 30, "eur": 50, "usd": 50}
MAXIMUM = 99_999_999
HALF_AN_HOUR, A_DAY = 30 * 60, 24 * 3600

EXPAND: Schema = {"expand": [words]}
PAGE: Schema = {**EXPAND, "limit": integer, "starting_after": words, "created": instant}
PRODUCT: Schema = {"name": words, "description": words}
RECURRING: Schema = {"interval": one_of("month"), "interval_count": integer}
SESSION: Schema = {
    **EXPAND,
    "mode": one_of("payment", "subscription"),
    "submit_type": one_of("auto", "book", "donate", "pay"),
    "payment_method_types": [one_of("card", "bacs_debit")],
    "line_items": [
        {
            "quantity": integer,
            "price_data": {
                "currency": words,
                "unit_amount": integer,
                "product_data": PRODUCT,
                "recurring": RECURRING,
            },
        }
    ],
    "client_reference_id": words,
    "customer_email": words,
    "metadata": metadata,
    "payment_intent_data": {"metadata": metadata, "description": words},
    "subscription_data": {"metadata": metadata, "description": words},
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
class Pages:
    """Addresses of the pay page and of the portal, each with a gap for a session's id."""

    pay: str
    portal: str


@dataclass(frozen=True)
class Call:
    """One request with checked parameters. `object_id` is the id in its address, if there is one."""

    params: dict[str, Any]
    object_id: str
    path: str
    now: int
    pages: Pages


Run = Callable[[Rows, Call], Object]


def create_session(rows: Rows, call: Call) -> Object:
    price = "line_items.price_data"
    require(call.params, "mode", "success_url", f"{price}.currency", f"{price}.unit_amount")
    require(call.params, f"{price}.product_data.name")
    for item in call.params["line_items"]:
        item["price_data"]["currency"] = item["price_data"]["currency"].lower()
    _check_mode(rows, call.params)
    expires_at = call.params.get("expires_at", call.now + A_DAY)
    # A minute of grace on both sides, as clocks differ.
    if not HALF_AN_HOUR - 60 <= expires_at - call.now <= A_DAY + 60:
        raise ApiError("The `expires_at` timestamp must be 30 minutes to 24 hours from now.", param="expires_at")
    session = objects.session(call.params, now=call.now, pay_url=call.pages.pay)
    check_amount(session["amount_total"], session["currency"])
    return rows.put(session)


def check_amount(amount: int, currency: str) -> None:
    least = MINIMUM.get(currency, 1)
    if not least <= amount <= MAXIMUM:
        code = "amount_too_small" if amount < least else "amount_too_large"
        raise ApiError(f"The total must be {least} to {MAXIMUM}.", code=code)


def _check_mode(rows: Rows, given: dict[str, Any]) -> None:
    """What only the one or the other mode takes, and methods that are not activated or know no such currency."""
    is_monthly = given["mode"] == MONTHLY
    if any(("recurring" in item["price_data"]) is not is_monthly for item in given["line_items"]):
        raise ApiError(f"In `{given['mode']}` mode the price has the wrong kind.", param="line_items")
    stray = "payment_intent_data" if is_monthly else "subscription_data"
    if stray in given:
        raise ApiError(f"You can not pass `{stray}` in `{given['mode']}` mode.", param=stray)
    off, currency = rows.option("off", []), given["line_items"][0]["price_data"]["currency"]
    for method in given.get("payment_method_types", []):
        if method in off or (method == BACS_DEBIT and currency != "gbp"):
            words = f"The payment method type {method} is invalid. Please ensure it is activated in your dashboard."
            raise ApiError(words, param="payment_method_types")


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


def route(method: str, path: str, schema: Schema, run: Run) -> Route:
    return Route(method, re.compile(path.replace("{id}", "(?P<id>[A-Za-z0-9_]+)")), schema, run)
