"""Paying at the checkout: what happens to a session and to whatever it began, and the events of each step."""

from donations.sandbox import billing, objects
from donations.sandbox.charges import BACS_DEBIT, CARD, DECLINED, NOT_ARRIVED, book, fail, succeed, wait
from donations.sandbox.errors import ApiError
from donations.sandbox.events import emit
from donations.sandbox.store import Object, Rows

MONTHLY = "subscription"


def open_session(rows: Rows, session_id: str, now: int) -> Object:
    """The session if it can still be paid. Raises ApiError."""
    session = rows.need("checkout.session", session_id)
    if session["status"] != "open" or session["expires_at"] <= now:
        raise ApiError("This session can no longer be paid.", code="checkout_session_not_open")
    return session


def pay(rows: Rows, session: Object, *, email: str, name: str, at: int) -> Object:
    """The card is charged and the session is complete. Gives the payment intent."""
    payment = _attempt(rows, session, at)
    invoice = _begin(rows, session, payment, email=email, name=name, method=CARD, at=at)
    charge = objects.charge(
        payment, now=at, status="succeeded", email=email, name=name, method=CARD, method_id=payment["payment_method"]
    )
    complete(session, payment, email=email, name=name, payment_status="paid")
    succeed(rows, payment, charge, at)
    if invoice:
        billing.paid(rows, invoice, at)
    emit(rows, rows.put(session), at, "checkout.session.completed")
    book(rows, charge, at)
    return payment


def decline(rows: Rows, session: Object, *, email: str, name: str, at: int, error: Object = DECLINED) -> None:
    """The card is refused; the session stays open for another try."""
    payment = _attempt(rows, session, at)
    charge = objects.charge(payment, now=at, status="failed", email=email, name=name, method=CARD)
    fail(rows, payment, charge, error, at)
    session.pop("sandbox_payer", None)
    rows.put(session)


def ask_authentication(rows: Rows, session: Object, *, email: str, name: str, at: int) -> None:
    """The bank wants to hear from the donor first: `pay` or `decline` follows."""
    payment = _attempt(rows, session, at)
    payment.update(status="requires_action", next_action={"type": "use_stripe_sdk"})
    session["sandbox_payer"] = {"email": email, "name": name}
    rows.put(session)
    emit(rows, rows.put(payment), at, "payment_intent.requires_action")


def pay_later(rows: Rows, session: Object, *, email: str, name: str, at: int, succeeds: bool) -> Object:
    """A bank debit: the session is complete, the money arrives later or never (see `settle`).

    A subscription is active meanwhile, as at Stripe. Gives the payment intent.
    """
    payment = _attempt(rows, session, at)
    invoice = _begin(rows, session, payment, email=email, name=name, method=BACS_DEBIT, at=at)
    charge = objects.charge(
        payment,
        now=at,
        status="pending",
        email=email,
        name=name,
        method=BACS_DEBIT,
        method_id=payment["payment_method"],
    )
    complete(session, payment, email=email, name=name, payment_status="unpaid")
    wait(rows, payment, charge, at, succeeds=succeeds)
    if invoice:
        billing.activate(rows, invoice, at)
    emit(rows, rows.put(session), at, "checkout.session.completed")
    return payment


def settle(rows: Rows, payment_id: str, *, succeeds: bool, at: int) -> None:
    """A delayed payment arrives or fails."""
    payment = rows.need("payment_intent", payment_id)
    if payment["status"] != "processing":
        raise ApiError("This payment is not under way.", code="payment_intent_unexpected_state")
    [charge] = rows.find("charge", payment_intent=payment_id, status="pending")
    session, invoice = session_of(rows, payment), billing.invoice_of(rows, payment)
    rows.delete(f"settlement_{payment_id}")
    if not succeeds:
        fail(rows, payment, charge, NOT_ARRIVED, at)
        if invoice:
            billing.missed(rows, invoice, at)
        if session:
            emit(rows, session, at, "checkout.session.async_payment_failed")
        return
    succeed(rows, payment, charge, at)
    if invoice:
        billing.paid(rows, invoice, at)
    if session:
        session["payment_status"] = "paid"
        emit(rows, rows.put(session), at, "checkout.session.async_payment_succeeded")
    book(rows, charge, at)


def expire(rows: Rows, session: Object, at: int) -> Object:
    session.update(status="expired", url=None)
    emit(rows, rows.put(session), at, "checkout.session.expired")
    return session


def complete(session: Object, payment: Object, *, email: str, name: str, payment_status: str) -> None:
    details = {"address": None, "email": email or None, "name": name or None, "phone": None, "tax_exempt": "none"}
    session.update(status="complete", url=None, payment_status=payment_status, customer_details=details)
    session[_link(session)] = payment["id"]


def session_of(rows: Rows, payment: Object) -> Object | None:
    """The session in which a payment intent was begun; a later month's has none."""
    found = rows.find("checkout.session", payment_intent=payment["id"])
    return found[0] if found else rows.get("checkout.session", payment.get("sandbox_session", ""))


def _link(session: Object) -> str:
    """Where a session names its payment intent: one that pays monthly hides it behind its first bill."""
    return "sandbox_payment" if session["mode"] == MONTHLY else "payment_intent"


def _attempt(rows: Rows, session: Object, at: int) -> Object:
    """The session's payment intent; a session gets it with the first attempt to pay."""
    link = _link(session)
    if session.get(link):
        return rows.need("payment_intent", session[link])
    payment = objects.payment_intent(
        amount=session["amount_total"],
        currency=session["currency"],
        methods=session["payment_method_types"],
        data=session["sandbox_payment_intent_data"],
        now=at,
    )
    session[link] = payment["id"]
    if session["mode"] == MONTHLY:
        payment["sandbox_session"] = session["id"]
    emit(rows, payment, at, "payment_intent.created")
    return rows.put(payment)


def _begin(
    rows: Rows, session: Object, payment: Object, *, email: str, name: str, method: str, at: int
) -> Object | None:
    if session["mode"] != MONTHLY:
        return None
    return billing.begin(rows, session, payment, email=email, name=name, method=method, at=at)
