"""Taking money for a payment intent: charges that succeed, wait or fail, and the events of each step."""

from donations.sandbox import objects
from donations.sandbox.events import emit
from donations.sandbox.store import Object, Rows

CARD, BACS_DEBIT = "card", "bacs_debit"
SETTLES_AFTER_SECONDS = 60
DECLINED = {"code": "card_declined", "decline_code": "generic_decline", "message": "Your card was declined."}
NOT_AUTHENTICATED = {
    "code": "payment_intent_authentication_failure",
    "message": "We are unable to authenticate your payment method.",
}
NOT_ARRIVED = {"code": "payment_method_not_available", "message": "The bank refused the debit."}


def fee(amount: int) -> int:
    """1.5 % and 20p, as for a card of this country, in whole pence rounded to the nearest."""
    return min(amount, (amount * 15 + 500) // 1000 + 20)


def succeed(rows: Rows, payment: Object, charge: Object, at: int) -> None:
    payment.update(status="succeeded", amount_received=payment["amount"], latest_charge=charge["id"])
    payment.update(last_payment_error=None, next_action=None, payment_method=charge["payment_method"])
    charge.update(status="succeeded", paid=True, captured=True, amount_captured=charge["amount"])
    emit(rows, rows.put(payment), at, "payment_intent.succeeded")
    emit(rows, rows.put(charge), at, "charge.succeeded")


def fail(rows: Rows, payment: Object, charge: Object, error: Object, at: int) -> None:
    charge.update(status="failed", paid=False, failure_code=error["code"], failure_message=error["message"])
    if charge["balance_transaction"]:
        move = objects.balance_transaction(charge, amount=-charge["amount"], fee=0, category="charge_failure", now=at)
        charge["failure_balance_transaction"] = rows.put(move)["id"]
    payment.update(status="requires_payment_method", latest_charge=charge["id"], next_action=None)
    payment["last_payment_error"] = {"type": "card_error", "charge": charge["id"], **error}
    emit(rows, rows.put(charge), at, "charge.failed")
    emit(rows, rows.put(payment), at, "payment_intent.payment_failed")


def wait(rows: Rows, payment: Object, charge: Object, at: int, *, succeeds: bool) -> None:
    """A debit is under way; it ends so after a minute, unless somebody ends it before."""
    payment.update(status="processing", latest_charge=charge["id"], payment_method=charge["payment_method"])
    note = {"id": f"settlement_{payment['id']}", "object": "sandbox.settlement", "created": at + SETTLES_AFTER_SECONDS}
    rows.put({**note, "payment_intent": payment["id"], "succeeds": succeeds})
    _move(rows, charge, at)
    emit(rows, rows.put(charge), at, "charge.pending")
    emit(rows, rows.put(payment), at, "payment_intent.processing")


def book(rows: Rows, charge: Object, at: int) -> None:
    """Stripe knows its fee a moment after the charge, and tells with charge.updated; a debit has moved before."""
    if not charge["balance_transaction"]:
        _move(rows, charge, at)
    emit(rows, rows.put(charge), at, "charge.updated")


def _move(rows: Rows, charge: Object, at: int) -> None:
    cost = fee(charge["amount"])
    move = objects.balance_transaction(charge, amount=charge["amount"], fee=cost, category="charge", now=at)
    charge["balance_transaction"] = rows.put(move)["id"]
