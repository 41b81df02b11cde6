"""The portal: a customer changes the card that their subscriptions are paid with."""

from donations.sandbox import billing_objects
from donations.sandbox.charges import CARD
from donations.sandbox.errors import ApiError
from donations.sandbox.events import emit
from donations.sandbox.store import Object, Rows

GOOD_FOR_SECONDS = 5 * 60


def open_session(rows: Rows, session_id: str, now: int) -> Object:
    """The portal's session while it is good. Raises ApiError."""
    session = rows.need("billing_portal.session", session_id)
    if session["created"] + GOOD_FOR_SECONDS <= now:
        raise ApiError("This portal session has expired.", code="portal_session_expired")
    return session


def change_card(rows: Rows, session: Object, at: int, *, declines: bool) -> None:
    """The new card is the customer's default: a subscription with a card of its own will not look at it."""
    customer = rows.need("customer", session["customer"])
    card = billing_objects.payment_method(now=at, customer_id=customer["id"], kind=CARD, declines=declines)
    emit(rows, rows.put(card), at, "payment_method.attached")
    customer["invoice_settings"]["default_payment_method"] = card["id"]
    emit(rows, rows.put(customer), at, "customer.updated")


def way_back(session: Object) -> str:
    """Where the customer goes from here."""
    redirect = ((session["flow"] or {}).get("after_completion") or {}).get("redirect") or {}
    return str(redirect.get("return_url") or session["return_url"] or "/")
