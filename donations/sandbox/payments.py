"""Paying: what happens to a session, its payment intent and its charges, and the events of each step."""

from donations.sandbox import objects
from donations.sandbox.errors import ApiError
from donations.sandbox.events import emit
from donations.sandbox.store import Object, Rows

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


def open_session(rows: Rows, session_id: str, now: int) -> Object:
    """The session if it can still be paid. Raises ApiError."""
    session = rows.need("checkout.session", session_id)
    if session["status"] != "open" or session["expires_at"] <= now:
        raise ApiError("This session can no longer be paid.", code="checkout_session_not_open")
    return session


def pay(rows: Rows, session: Object, *, email: str, name: str, at: int) -> Object:
    """The card is charged and the session is complete. Gives the session."""
    payment = _attempt(rows, session, at)
    charge = objects.charge(payment, now=at, status="succeeded", email=email, name=name, method="card")
    complete(session, payment, email=email, name=name, payment_status="paid")
    _succeed(rows, payment, charge, at)
    emit(rows, rows.put(session), at, "checkout.session.completed")
    _book(rows, charge, at)
    return session


def decline(rows: Rows, session: Object, *, email: str, name: str, at: int, error: Object = DECLINED) -> None:
    """The card is refused; the session stays open for another try."""
    payment = _attempt(rows, session, at)
    charge = objects.charge(payment, now=at, status="failed", email=email, name=name, method="card")
    _fail(rows, payment, charge, error, at)
    session.pop("sandbox_payer", None)
    rows.put(session)


def ask_authentication(rows: Rows, session: Object, *, email: str, name: str, at: int) -> None:
    """The bank wants to hear from the donor first: `pay` or `decline` follows."""
    payment = _attempt(rows, session, at)
    payment.update(status="requires_action", next_action={"type": "use_stripe_sdk"})
    session["sandbox_payer"] = {"email": email, "name": name}
    rows.put(session)
    emit(rows, rows.put(payment), at, "payment_intent.requires_action")


def pay_later(rows: Rows, session: Object, *, email: str, name: str, at: int, succeeds: bool) -> None:
    """A bank debit: the session is complete, the money arrives later or never (see `settle`)."""
    payment = _attempt(rows, session, at)
    charge = objects.charge(payment, now=at, status="pending", email=email, name=name, method="bacs_debit")
    payment.update(status="processing", latest_charge=charge["id"])
    complete(session, payment, email=email, name=name, payment_status="unpaid")
    note = {"id": f"settlement_{payment['id']}", "object": "sandbox.settlement", "created": at + SETTLES_AFTER_SECONDS}
    rows.put({**note, "payment_intent": payment["id"], "succeeds": succeeds})
    emit(rows, rows.put(charge), at, "charge.pending")
    emit(rows, rows.put(payment), at, "payment_intent.processing")
    emit(rows, rows.put(session), at, "checkout.session.completed")


def settle(rows: Rows, payment_id: str, *, succeeds: bool, at: int) -> None:
    """A delayed payment arrives or fails."""
    payment = rows.need("payment_intent", payment_id)
    if payment["status"] != "processing":
        raise ApiError("This payment is not under way.", code="payment_intent_unexpected_state")
    [charge] = rows.find("charge", payment_intent=payment_id, status="pending")
    [session] = rows.find("checkout.session", payment_intent=payment_id)
    rows.delete(f"settlement_{payment_id}")
    if not succeeds:
        _fail(rows, payment, charge, NOT_ARRIVED, at)
        emit(rows, session, at, "checkout.session.async_payment_failed")
        return
    charge.update(status="succeeded", paid=True, captured=True, amount_captured=charge["amount"])
    session["payment_status"] = "paid"
    _succeed(rows, payment, charge, at)
    emit(rows, rows.put(session), at, "checkout.session.async_payment_succeeded")
    _book(rows, charge, at)


def expire(rows: Rows, session: Object, at: int) -> Object:
    session.update(status="expired", url=None)
    emit(rows, rows.put(session), at, "checkout.session.expired")
    return session


def pass_time(rows: Rows, now: int) -> None:
    """Expire the sessions and settle the delayed payments whose time has come."""
    for session in rows.find("checkout.session", status="open"):
        if session["expires_at"] <= now:
            expire(rows, session, now)
    for note in rows.find("sandbox.settlement", created={"lte": now}):
        settle(rows, note["payment_intent"], succeeds=note["succeeds"], at=now)


def complete(session: Object, payment: Object, *, email: str, name: str, payment_status: str) -> None:
    details = {"address": None, "email": email or None, "name": name or None, "phone": None, "tax_exempt": "none"}
    session.update(status="complete", url=None, payment_status=payment_status, customer_details=details)
    session["payment_intent"] = payment["id"]


def _attempt(rows: Rows, session: Object, at: int) -> Object:
    """The session's payment intent; a session gets it with the first attempt to pay."""
    if session["payment_intent"]:
        return rows.need("payment_intent", session["payment_intent"])
    payment = objects.payment_intent(session, now=at)
    session["payment_intent"] = payment["id"]
    emit(rows, payment, at, "payment_intent.created")
    return rows.put(payment)


def _succeed(rows: Rows, payment: Object, charge: Object, at: int) -> None:
    payment.update(status="succeeded", amount_received=payment["amount"], latest_charge=charge["id"])
    payment.update(last_payment_error=None, next_action=None, payment_method=charge["payment_method"])
    emit(rows, rows.put(payment), at, "payment_intent.succeeded")
    emit(rows, rows.put(charge), at, "charge.succeeded")


def _fail(rows: Rows, payment: Object, charge: Object, error: Object, at: int) -> None:
    charge.update(status="failed", paid=False, failure_code=error["code"], failure_message=error["message"])
    payment.update(status="requires_payment_method", latest_charge=charge["id"], next_action=None)
    payment["last_payment_error"] = {"type": "card_error", "charge": charge["id"], **error}
    emit(rows, rows.put(charge), at, "charge.failed")
    emit(rows, rows.put(payment), at, "payment_intent.payment_failed")


def _book(rows: Rows, charge: Object, at: int) -> None:
    """Stripe knows its fee a moment after the charge, and tells with charge.updated."""
    cost = fee(charge["amount"])
    move = objects.balance_transaction(charge, amount=charge["amount"], fee=cost, category="charge", now=at)
    charge["balance_transaction"] = rows.put(move)["id"]
    emit(rows, rows.put(charge), at, "charge.updated")
