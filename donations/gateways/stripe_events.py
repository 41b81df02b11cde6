"""Webhook events, parsed and read as facts or as a thing to fetch. Pure; that they are Stripe's is proved elsewhere."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from donations.gateways.base import Event, Facts, InvalidEvent, Reference
from donations.gateways.stripe_facts import (
    charge_fact,
    dispute_fact,
    is_debit,
    payment_fact,
    refund_fact,
    session_charge,
    session_fact,
)
from donations.gateways.stripe_fields import ID, identifier, items, mapping, moment, text

SESSION_EVENTS = {
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
}
CHARGE_EVENTS = {"charge.succeeded", "charge.updated", "charge.captured", "charge.refunded"}
REFUND_EVENTS = {"refund.created", "refund.updated", "refund.failed", "charge.refund.updated"}
DISPUTE_EVENTS = {
    # type: (withdrawn, reinstated). Money moves with the funds events alone; the others change the case.
    "charge.dispute.created": (False, False),
    "charge.dispute.updated": (False, False),
    "charge.dispute.closed": (False, False),
    "charge.dispute.funds_withdrawn": (True, False),
    "charge.dispute.funds_reinstated": (True, True),
}
# Of these a payload tells too little, and as snapshots come in no order, it may be an old one: they are fetched.
INVOICE_EVENTS = {
    # invoice.payment_succeeded says the same at the same moment, and each costs four calls.
    "invoice.paid",
    "invoice.payment_failed",
    "invoice.marked_uncollectible",
    "invoice.voided",
}
INVOICE_PAYMENT_EVENTS = {"invoice_payment.paid"}
SUBSCRIPTION_EVENTS = {
    "customer.subscription.created",
    "customer.subscription.updated",
    "customer.subscription.deleted",
    "customer.subscription.paused",
    "customer.subscription.resumed",
}


def parse_event(body: bytes, now: datetime) -> Event:
    """Raises InvalidEvent. A thin (v2) event is genuine but tells us nothing: an event without facts."""
    payload = _parse(body)
    event_id, event_type = identifier(payload), payload.get("type")
    if event_id is None or not isinstance(event_type, str) or not ID.fullmatch(event_type):
        raise InvalidEvent("The body has no event id or no type.")
    created_at = moment(payload.get("created")) or now
    thin = payload.get("object", "event") != "event"
    obj = {} if thin else mapping(mapping(payload.get("data")).get("object"))
    return Event(
        id=event_id,
        type=event_type,
        livemode=payload.get("livemode") is True,
        created_at=created_at,
        api_version=text(payload.get("api_version"), 50),
        payment_intent_id=payment_of(obj),
        facts=event_facts(event_type, obj, created_at),
        refetch=reference(event_type, obj),
    )


def _parse(body: bytes) -> dict[str, Any]:
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise InvalidEvent("The body is not JSON.") from error
    if not isinstance(payload, dict):
        raise InvalidEvent("The body is no JSON object.")
    return payload


def event_facts(event_type: str, obj: Mapping[str, Any], at: datetime) -> Facts:
    """What an event's payload alone tells; nothing for a type that we do not know."""
    if event_type in SESSION_EVENTS:
        return Facts.of(session_fact(obj, event_type), session_charge(obj, at))
    if event_type in CHARGE_EVENTS:
        # A debit's charge is as old as its beginning; that it cleared is told twice, in either order.
        is_new = event_type == "charge.succeeded" or (event_type == "charge.updated" and is_debit(obj))
        charge = charge_fact(obj, at, is_new=is_new)
        return Facts.of(charge, *(refund_fact(refund, at) for refund in items(obj.get("refunds"))))
    if event_type == "payment_intent.succeeded":
        return Facts.of(payment_fact(obj, at))
    if event_type in REFUND_EVENTS:
        return Facts.of(refund_fact(obj, at))
    if event_type in DISPUTE_EVENTS:
        withdrawn, reinstated = DISPUTE_EVENTS[event_type]
        return Facts.of(dispute_fact(obj, at, withdrawn=withdrawn, reinstated=reinstated))
    return Facts()


def reference(event_type: str, obj: Mapping[str, Any]) -> Reference | None:
    """What must be fetched, because the payload tells only that it changed."""
    if event_type == "charge.refunded":
        return _named("payment", None if _tells_all_refunds(obj) else obj.get("payment_intent"))
    if event_type in SESSION_EVENTS:
        # A session that pays monthly has no payment of its own: the first bill has.
        return _named("invoice", obj.get("invoice"))
    if event_type in INVOICE_EVENTS:
        return _named("invoice", obj)
    if event_type in INVOICE_PAYMENT_EVENTS:
        return _named("invoice", obj.get("invoice"))
    return _named("subscription", obj) if event_type in SUBSCRIPTION_EVENTS else None


def _named(kind: str, value: Any) -> Reference | None:
    found = identifier(value)
    return Reference(kind, found) if found else None


def _tells_all_refunds(charge: Mapping[str, Any]) -> bool:
    """Since API version 2022-11-15 a payload says that a payment was refunded, and not how."""
    refunds = charge.get("refunds")
    return bool(items(refunds)) and mapping(refunds).get("has_more") is not True


def payment_of(obj: Mapping[str, Any]) -> str | None:
    """The payment intent that an event's object is, or belongs to."""
    if obj.get("object") == "payment_intent":
        return identifier(obj)
    return identifier(obj.get("payment_intent")) or identifier(mapping(obj.get("payment")).get("payment_intent"))
