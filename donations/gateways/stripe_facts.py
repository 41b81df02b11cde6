"""Stripe's objects, as plain dictionaries, read as facts. Pure: no SDK, no network, no clock, no exception.

Every function takes what another program wrote and trusts no field: what cannot be read gives None or no fact.
Amounts are non-negative integers in the smallest unit. Shapes: https://docs.stripe.com/api (2026-10-28.endive).
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from donations.gateways.base import ChargeFact, DisputeFact, Facts, Reference, RefundFact, SessionFact

# Stripe's own limit is twelve digits for the largest currencies.
MAX_AMOUNT = 10**12
ID = re.compile(r"[A-Za-z0-9_.-]{1,255}", re.ASCII)
CURRENCY = re.compile(r"[A-Za-z]{3}", re.ASCII)

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


def mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def text(value: Any, limit: int) -> str:
    """A string of at most `limit` characters that a database takes; anything else is the empty string."""
    if not isinstance(value, str):
        return ""
    return value.replace("\0", "").encode(errors="ignore").decode().strip()[:limit]


def identifier(value: Any) -> str | None:
    """The id of an object that is named by its id or expanded in place."""
    found = value.get("id") if isinstance(value, Mapping) else value
    return found if isinstance(found, str) and ID.fullmatch(found) else None


def amount(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= MAX_AMOUNT else None


def moment(value: Any) -> datetime | None:
    """A Unix timestamp in whole seconds as an aware UTC datetime."""
    seconds = amount(value)
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None and seconds < 10**11 else None


def money(value: Any, currency: Any) -> tuple[int, str] | None:
    """Some money (never nothing) with its ISO code in capitals."""
    minor = amount(value)
    if not minor or not isinstance(currency, str) or not CURRENCY.fullmatch(currency):
        return None
    return minor, currency.upper()


def donation_id(obj: Mapping[str, Any]) -> str | None:
    return identifier(mapping(obj.get("metadata")).get("donation")) or identifier(obj.get("client_reference_id"))


def session_outcome(session: Mapping[str, Any], event_type: str = "") -> str:
    """One of open, processing, paid, failed, expired.

    A finished session whose payment needs a new method (a bank payment that did not arrive) has failed, and so has
    one that asked for no payment at all: it brings no money.
    """
    payment_status = session.get("payment_status")
    if payment_status == "paid":
        return "paid"
    if event_type == "checkout.session.async_payment_failed" or payment_status == "no_payment_required":
        return "failed"
    if event_type == "checkout.session.expired" or session.get("status") == "expired":
        return "expired"
    if event_type != "checkout.session.completed" and session.get("status") != "complete":
        return "open"
    payment = mapping(session.get("payment_intent"))
    return "failed" if payment.get("status") in ("requires_payment_method", "canceled") else "processing"


def session_fact(session: Mapping[str, Any], event_type: str = "") -> SessionFact | None:
    session_id = identifier(session)
    if session_id is None:
        return None
    details = mapping(session.get("customer_details"))
    return SessionFact(
        id=session_id,
        donation_id=donation_id(session),
        outcome=session_outcome(session, event_type),
        payment_intent_id=identifier(session.get("payment_intent")),
        email=text(details.get("email") or session.get("customer_email"), 254),
        name=text(details.get("name"), 200),
    )


def session_charge(session: Mapping[str, Any], at: datetime) -> ChargeFact | None:
    """The money that a paid session brought in `at` that moment."""
    found = money(session.get("amount_total"), session.get("currency"))
    payment = identifier(session.get("payment_intent"))
    if session.get("payment_status") != "paid" or found is None or payment is None:
        return None
    return ChargeFact(payment, *found, occurred_at=at, donation_id=donation_id(session), is_provisional=True)


def charge_fact(charge: Mapping[str, Any], at: datetime) -> ChargeFact | None:
    """A captured charge; `at` stands in where the charge does not say when it was made."""
    if charge.get("captured") is not True or charge.get("status", "succeeded") != "succeeded":
        return None
    captured = charge.get("amount_captured")
    found = money(charge.get("amount") if captured is None else captured, charge.get("currency"))
    payment = identifier(charge.get("payment_intent"))
    if found is None or payment is None:
        return None
    return ChargeFact(
        payment,
        *found,
        occurred_at=moment(charge.get("created")) or at,
        donation_id=donation_id(charge),
        fee_minor=amount(mapping(charge.get("balance_transaction")).get("fee")),
    )


def payment_fact(payment: Mapping[str, Any], at: datetime) -> ChargeFact | None:
    """The money that a payment intent received."""
    found = money(payment.get("amount_received"), payment.get("currency"))
    payment_id = identifier(payment)
    if found is None or payment_id is None:
        return None
    return ChargeFact(payment_id, *found, occurred_at=at, donation_id=donation_id(payment))


def refund_fact(refund: Mapping[str, Any], at: datetime) -> RefundFact | None:
    """A refund stands from the moment it is asked for, and falls when it fails or is canceled."""
    found = money(refund.get("amount"), refund.get("currency"))
    refund_id, payment = identifier(refund), identifier(refund.get("payment_intent"))
    if found is None or refund_id is None or payment is None:
        return None
    failed = refund.get("status") in ("failed", "canceled")
    return RefundFact(refund_id, payment, *found, failed=failed, occurred_at=moment(refund.get("created")) or at)


def dispute_fact(dispute: Mapping[str, Any], at: datetime, *, withdrawn: bool, reinstated: bool) -> DisputeFact | None:
    found = money(dispute.get("amount"), dispute.get("currency"))
    dispute_id, payment = identifier(dispute), identifier(dispute.get("payment_intent"))
    if found is None or dispute_id is None or payment is None:
        return None
    return DisputeFact(
        dispute_id,
        payment,
        *found,
        status=text(dispute.get("status"), 50),
        withdrawn=withdrawn,
        reinstated=reinstated,
        occurred_at=at,
    )


def fetched_dispute_fact(dispute: Mapping[str, Any]) -> DisputeFact | None:
    """A dispute as the API tells it: its balance transactions say whether the money went and came back."""
    found = dispute.get("balance_transactions")
    moves = [mapping(move) for move in found] if isinstance(found, list) else []
    amounts = [move["amount"] for move in moves if type(move.get("amount")) is int]
    at = moment(dispute.get("created"))
    if at is None:
        return None
    reinstated = any(moved > 0 for moved in amounts)
    withdrawn = reinstated or any(moved < 0 for moved in amounts)
    return dispute_fact(dispute, at, withdrawn=withdrawn, reinstated=reinstated)


def event_facts(event_type: str, obj: Mapping[str, Any], at: datetime) -> Facts:
    """What an event's payload alone tells; nothing for a type that we do not know."""
    if event_type in SESSION_EVENTS:
        return facts(session_fact(obj, event_type), session_charge(obj, at))
    if event_type in CHARGE_EVENTS:
        return facts(charge_fact(obj, at), *(refund_fact(refund, at) for refund in embedded_refunds(obj)))
    if event_type == "payment_intent.succeeded":
        return facts(payment_fact(obj, at))
    if event_type in REFUND_EVENTS:
        return facts(refund_fact(obj, at))
    if event_type in DISPUTE_EVENTS:
        withdrawn, reinstated = DISPUTE_EVENTS[event_type]
        return facts(dispute_fact(obj, at, withdrawn=withdrawn, reinstated=reinstated))
    return Facts()


def embedded_refunds(charge: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = mapping(charge.get("refunds")).get("data")
    return [mapping(refund) for refund in found] if isinstance(found, list) else []


def reference(event_type: str, obj: Mapping[str, Any]) -> Reference | None:
    """What must be fetched: since API version 2022-11-15 a payload says that a payment was refunded, and not how."""
    whole = bool(embedded_refunds(obj)) and mapping(obj.get("refunds")).get("has_more") is not True
    payment = identifier(obj.get("payment_intent"))
    return Reference("payment", payment) if event_type == "charge.refunded" and not whole and payment else None


def payment_of(obj: Mapping[str, Any]) -> str | None:
    """The payment intent that an event's object is, or belongs to."""
    return identifier(obj) if obj.get("object") == "payment_intent" else identifier(obj.get("payment_intent"))


def facts(*found: SessionFact | ChargeFact | RefundFact | DisputeFact | None) -> Facts:
    """Put facts of any kind, with gaps, into one set."""
    return Facts(
        sessions=tuple(fact for fact in found if isinstance(fact, SessionFact)),
        charges=tuple(fact for fact in found if isinstance(fact, ChargeFact)),
        refunds=tuple(fact for fact in found if isinstance(fact, RefundFact)),
        disputes=tuple(fact for fact in found if isinstance(fact, DisputeFact)),
    )


def join(parts: Iterable[Facts]) -> Facts:
    """Several sets of facts as one."""
    every = list(parts)
    return Facts(
        sessions=tuple(fact for part in every for fact in part.sessions),
        charges=tuple(fact for part in every for fact in part.charges),
        refunds=tuple(fact for part in every for fact in part.refunds),
        disputes=tuple(fact for part in every for fact in part.disputes),
    )
