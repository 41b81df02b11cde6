"""Stripe's objects, as plain dictionaries, read as facts. Pure: no SDK, no network, no clock, no exception.

Every function takes what another program wrote and trusts no field: what cannot be read gives None or no fact.
Shapes: https://docs.stripe.com/api (2026-10-28.endive). Monthly gifts: subscription_facts.py.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from donations.gateways.facts import BalanceFact, ChargeFact, DisputeFact, DisputeMove, Facts, RefundFact, SessionFact
from donations.gateways.stripe_fields import (
    amount,
    currency_code,
    donation_id,
    identifier,
    mapping,
    moment,
    money,
    text,
    whole,
)
from donations.gateways.subscription_facts import UNPAID_STATES, subscription_state

BALANCE_KINDS = {"charge", "refund", "refund_failure", "dispute", "dispute_reversal"}

DEBITS = ("bacs_debit", "sepa_debit", "us_bank_account", "au_becs_debit", "acss_debit", "nz_bank_account")


def session_outcome(session: Mapping[str, Any], event_type: str = "") -> str:
    """One of open, processing, paid, failed, expired.

    A finished session whose payment needs a new method (a bank payment that did not arrive) has failed, and so have
    one whose subscription went unpaid and one that asked for no payment at all: they bring no money.
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
    payment = mapping(session.get("payment_intent")).get("status")
    first_month_failed = subscription_state(mapping(session.get("subscription"))) in UNPAID_STATES
    return "failed" if payment in ("requires_payment_method", "canceled") or first_month_failed else "processing"


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
        subscription_id=identifier(session.get("subscription")),
    )


def session_charge(session: Mapping[str, Any], at: datetime) -> ChargeFact | None:
    """The money that a paid session brought in `at` that moment."""
    found = money(session.get("amount_total"), session.get("currency"))
    payment = identifier(session.get("payment_intent"))
    if session.get("payment_status") != "paid" or found is None or payment is None:
        return None
    return ChargeFact(payment, *found, occurred_at=at, donation_id=donation_id(session), is_provisional=True)


def charge_fact(charge: Mapping[str, Any], at: datetime, *, is_new: bool = False) -> ChargeFact | None:
    """A captured charge; `at` stands in where it does not say when its money came, and goes before if it `is_new`."""
    if charge.get("captured") is not True or charge.get("status", "succeeded") != "succeeded":
        return None
    captured = charge.get("amount_captured")
    found = money(charge.get("amount") if captured is None else captured, charge.get("currency"))
    payment = identifier(charge.get("payment_intent"))
    if found is None or payment is None:
        return None
    move = mapping(charge.get("balance_transaction"))
    made_at = moment(move.get("created")) or moment(charge.get("created")) or at
    return ChargeFact(
        payment,
        *found,
        occurred_at=at if is_new else made_at,
        donation_id=donation_id(charge),
        fee_minor=_fee(move, found[1]),
    )


def is_debit(charge: Mapping[str, Any]) -> bool:
    """Whether days lie between the charge and its money."""
    return mapping(charge.get("payment_method_details")).get("type") in DEBITS


def _fee(move: Mapping[str, Any], currency: str) -> int | None:
    """Of an account in another currency the fee is in that one, and says nothing in the charge's."""
    return amount(move.get("fee")) if currency_code(move.get("currency")) == currency else None


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
    return RefundFact(
        refund_id,
        payment,
        *found,
        failed=refund.get("status") in ("failed", "canceled"),
        occurred_at=moment(refund.get("created")) or at,
        order_id=identifier(mapping(refund.get("metadata")).get("order")) or "",
    )


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
        reason=text(dispute.get("reason"), 50),
        due_by=moment(mapping(dispute.get("evidence_details")).get("due_by")),
        moves=tuple(_dispute_moves(dispute, *found)),
    )


def _dispute_moves(dispute: Mapping[str, Any], amount_minor: int, currency: str) -> list[DisputeMove]:
    """Oldest first. In an account of another currency a move's number says nothing: there all of it moves."""
    found = dispute.get("balance_transactions")
    moves = []
    for move in map(mapping, found if isinstance(found, list) else []):
        move_id, moved, at = identifier(move), whole(move.get("amount")), moment(move.get("created"))
        if move_id and moved and at:
            fee_minor = whole(move.get("fee")) or 0
            if currency_code(move.get("currency")) != currency:
                moved, fee_minor = amount_minor if moved > 0 else -amount_minor, 0
            moves.append(DisputeMove(move_id, moved, at, fee_minor))
    return sorted(moves, key=lambda move: move.occurred_at)


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


def balance_fact(move: Mapping[str, Any]) -> BalanceFact | None:
    """A move on the balance. Its payment is known only where `source` is expanded.

    A debit moves when it is begun, and moves back when it fails: until it has cleared it is none of the ledger's.
    """
    move_id, code, at = identifier(move), currency_code(move.get("currency")), moment(move.get("created"))
    moved = whole(move.get("amount"))
    if move_id is None or code is None or at is None or moved is None:
        return None
    category, source = move.get("reporting_category"), move.get("source")
    if category == "charge" and mapping(source).get("status", "succeeded") != "succeeded":
        category = "other"
    return BalanceFact(
        id=move_id,
        kind=category if isinstance(category, str) and category in BALANCE_KINDS else "other",
        source_id=identifier(source) or "",
        payment_intent_id=identifier(mapping(source).get("payment_intent")),
        amount_minor=moved,
        currency=code,
        occurred_at=at,
        fee_minor=whole(move.get("fee")) or 0,
    )


def join(parts: Iterable[Facts]) -> Facts:
    """Several sets of facts as one."""
    return Facts.of(*(fact for part in parts for fact in part.every()))
