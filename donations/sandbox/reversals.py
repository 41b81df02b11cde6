"""Money that goes back: refunds, refunds that fail, disputes, and the events of each step."""

from typing import Any

from donations.sandbox import objects
from donations.sandbox.charges import CARD
from donations.sandbox.errors import ApiError
from donations.sandbox.events import emit
from donations.sandbox.store import Object, Rows

DISPUTE_FEE = 2000


def refund(
    rows: Rows,
    payment_id: str,
    *,
    at: int,
    amount: int | None = None,
    metadata: dict[str, Any] | None = None,
    reason: str | None = None,
) -> Object:
    """Send back `amount`, or all that is left. Raises ApiError where that is more than is left."""
    charge = _paid_charge(rows, payment_id)
    left = charge["amount_captured"] - charge["amount_refunded"]
    wanted = left if amount is None else amount
    if left == 0:
        raise ApiError(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    if charge["disputed"]:
        raise ApiError(f"Charge {charge['id']} has been charged back; cannot issue a refund.", code="charge_disputed")
    if not 0 < wanted <= left:
        raise ApiError("Refund amount is not between one and what is left of the charge.", param="amount")
    made = objects.refund(charge, amount=wanted, now=at, metadata=metadata or {}, reason=reason)
    made["balance_transaction"] = _move(rows, made, -wanted, "refund", at)["id"]
    _count_refunded(rows, charge, wanted)
    emit(rows, rows.put(made), at, "refund.created")
    emit(rows, charge, at, "charge.refunded")
    emit(rows, made, at, "refund.updated", "charge.refund.updated")
    return made


def fail_refund(rows: Rows, refund_id: str, *, at: int) -> Object:
    """The donor's bank sends a refund back to us, days after it had succeeded."""
    made = rows.need("refund", refund_id)
    if made["status"] != "succeeded":
        raise ApiError("This refund has already failed.", code="refund_unexpected_state")
    made.update(status="failed", failure_reason="lost_or_stolen_card")
    made["failure_balance_transaction"] = _move(rows, made, made["amount"], "refund_failure", at)["id"]
    charge = rows.need("charge", made["charge"])
    _count_refunded(rows, charge, -made["amount"])
    emit(rows, rows.put(made), at, "refund.updated", "charge.refund.updated", "refund.failed")
    return made


def open_dispute(rows: Rows, payment_id: str, *, at: int, amount: int | None = None) -> Object:
    """The donor's bank takes the money back while it looks into it."""
    charge = _paid_charge(rows, payment_id)
    if charge["payment_method_details"]["type"] != CARD:
        raise ApiError("This was a debit: the bank takes it back and asks nobody.", code="charge_not_disputable")
    return _dispute(rows, charge, at, amount=amount)


def take_back_debit(rows: Rows, payment_id: str, *, at: int) -> Object:
    """The donor's bank takes a debit back, which it may do for years; that is final."""
    charge = _paid_charge(rows, payment_id)
    if charge["payment_method_details"]["type"] == CARD:
        raise ApiError("This was no debit.", code="charge_not_a_debit")
    made = _dispute(rows, charge, at)
    emit(rows, made, at, "charge.dispute.closed")
    return made


def _dispute(rows: Rows, charge: Object, at: int, *, amount: int | None = None) -> Object:
    if charge["disputed"]:
        raise ApiError("This charge is disputed already.", code="charge_disputed")
    made = objects.dispute(charge, amount=charge["amount_captured"] if amount is None else amount, now=at)
    emit(rows, rows.put(made), at, "charge.dispute.created")
    made["balance_transactions"].append(_move(rows, made, -made["amount"], "dispute", at, fee=DISPUTE_FEE))
    emit(rows, rows.put(made), at, "charge.dispute.funds_withdrawn")
    charge["disputed"] = True
    emit(rows, rows.put(charge), at, "charge.updated")
    return made


def close_dispute(rows: Rows, dispute_id: str, *, at: int, won: bool) -> Object:
    """The bank decides; a dispute that we win brings the money back."""
    made = rows.need("dispute", dispute_id)
    if made["status"] != "needs_response":
        raise ApiError("This dispute is closed.", code="dispute_unexpected_state")
    made["status"] = "won" if won else "lost"
    if won:
        made["balance_transactions"].append(_move(rows, made, made["amount"], "dispute_reversal", at))
        emit(rows, rows.put(made), at, "charge.dispute.funds_reinstated")
    emit(rows, rows.put(made), at, "charge.dispute.closed")
    return made


def _paid_charge(rows: Rows, payment_id: str) -> Object:
    payment = rows.need("payment_intent", payment_id)
    charges = rows.find("charge", payment_intent=payment["id"], status="succeeded")
    if not charges:
        raise ApiError("This payment does not have a successful charge.", code="payment_intent_unexpected_state")
    return charges[0]


def _count_refunded(rows: Rows, charge: Object, amount: int) -> None:
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
    rows.put(charge)


def _move(rows: Rows, source: Object, amount: int, category: str, at: int, fee: int = 0) -> Object:
    return rows.put(objects.balance_transaction(source, amount=amount, fee=fee, category=category, now=at))
