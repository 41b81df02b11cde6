"""Everything that a donor, a bank or the clock can do in the sandbox, for its pages, demo and tests.

Each action is one transaction, followed by its webhooks. `at` may lie in the past: objects and events are then
stamped so, while their signatures are made now. All raise ApiError for what cannot be done.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from donations.sandbox import billing, charges, payments, portal, reversals
from donations.sandbox.current import current_store
from donations.sandbox.delivery import deliver_event, deliver_now
from donations.sandbox.errors import FAULT_NAMES, ApiError
from donations.sandbox.events import DEFAULT_DELAY_SECONDS, MODES
from donations.sandbox.store import Object, Rows


@contextmanager
def _change() -> Iterator[Rows]:
    with current_store().transaction() as rows:
        yield rows
    deliver_now()


def _seconds(at: datetime | None) -> int:
    return int(at.timestamp() if at else time.time())


def pay(session_id: str, *, email: str, name: str = "", at: datetime | None = None) -> str:
    """Pay a session, or the first month of one, by card. Gives the id of its payment intent."""
    with _change() as rows:
        session = payments.open_session(rows, session_id, int(time.time()))
        paid = payments.pay(rows, session, email=email, name=name, at=_seconds(at))
    return str(paid["id"])


def decline(session_id: str, *, email: str = "", name: str = "", authentication: bool = False) -> None:
    """The card, or with `authentication` the donor's extra step, is refused. The session stays open."""
    error = charges.NOT_AUTHENTICATED if authentication else charges.DECLINED
    now = int(time.time())
    with _change() as rows:
        session = payments.open_session(rows, session_id, now)
        payments.decline(rows, session, email=email, name=name, at=now, error=error)


def ask_authentication(session_id: str, *, email: str, name: str = "") -> None:
    now = int(time.time())
    with _change() as rows:
        session = payments.open_session(rows, session_id, now)
        payments.ask_authentication(rows, session, email=email, name=name, at=now)


def pay_later(session_id: str, *, email: str, name: str = "", succeeds: bool = True, at: datetime | None = None) -> str:
    """Pay from a bank account: complete but unpaid until `settle`, or until a minute has passed."""
    with _change() as rows:
        session = payments.open_session(rows, session_id, int(time.time()))
        payment = payments.pay_later(rows, session, email=email, name=name, at=_seconds(at), succeeds=succeeds)
    return str(payment["id"])


def settle(payment_intent: str, *, succeeds: bool, at: datetime | None = None) -> None:
    with _change() as rows:
        payments.settle(rows, payment_intent, succeeds=succeeds, at=_seconds(at))


def expire(session_id: str, *, at: datetime | None = None) -> None:
    with _change() as rows:
        payments.expire(rows, payments.open_session(rows, session_id, int(time.time())), _seconds(at))


def refund(payment_intent: str, amount: int | None = None, *, at: datetime | None = None) -> str:
    """Refund some or all. Gives the id of the refund."""
    with _change() as rows:
        return str(reversals.refund(rows, payment_intent, amount=amount, at=_seconds(at))["id"])


def fail_refund(refund_id: str, *, at: datetime | None = None) -> None:
    with _change() as rows:
        reversals.fail_refund(rows, refund_id, at=_seconds(at))


def open_dispute(payment_intent: str, amount: int | None = None, *, at: datetime | None = None) -> str:
    """Open a dispute and withdraw the funds. Gives the id of the dispute."""
    with _change() as rows:
        return str(reversals.open_dispute(rows, payment_intent, amount=amount, at=_seconds(at))["id"])


def close_dispute(dispute_id: str, *, won: bool, at: datetime | None = None) -> None:
    with _change() as rows:
        reversals.close_dispute(rows, dispute_id, won=won, at=_seconds(at))


def take_back_debit(payment_intent: str, *, at: datetime | None = None) -> str:
    """The bank takes a debit back, for good. Gives the id of the dispute, which is lost from the start."""
    with _change() as rows:
        return str(reversals.take_back_debit(rows, payment_intent, at=_seconds(at))["id"])


def renew(subscription_id: str, *, succeeds: bool | None = None, at: datetime | None = None) -> str:
    """The next month begins, whatever the clock says, and is billed. Gives the id of the invoice.

    `succeeds` says how the payment ends; by default that depends on the card. A debit is under way until `settle`.
    """
    with _change() as rows:
        subscription = rows.need("subscription", subscription_id)
        return str(billing.renew(rows, subscription, _seconds(at), succeeds=succeeds)["id"])


def retry_invoice(invoice_id: str, *, succeeds: bool | None = None, at: datetime | None = None) -> None:
    """One more attempt at a bill that was missed, as `renew`; after the last one the subscription ends."""
    with _change() as rows:
        billing.retry(rows, rows.need("invoice", invoice_id), _seconds(at), succeeds=succeeds)


def end_subscription(subscription_id: str, *, at: datetime | None = None) -> None:
    """Somebody ends it in Stripe's dashboard."""
    with _change() as rows:
        subscription = rows.need("subscription", subscription_id)
        if subscription["status"] == "canceled":
            raise ApiError("This subscription has ended already.", code="subscription_unexpected_state")
        billing.end(rows, subscription, _seconds(at), reason="cancellation_requested")


def change_card(portal_session: str, *, declines: bool = False) -> str:
    """A customer changes their card in the portal. Gives the address that they are led back to."""
    now = int(time.time())
    with _change() as rows:
        session = portal.open_session(rows, portal_session, now)
        portal.change_card(rows, session, now, declines=declines)
    return portal.way_back(session)


def activate_method(method: str, *, active: bool) -> None:
    """Whether the account may take a payment method ("bacs_debit"): a checkout that offers more is refused."""
    with current_store().transaction() as rows:
        off = {*rows.option("off", [])}
        rows.set_option("off", sorted(off - {method} if active else off | {method}))


def set_mode(mode: str, *, delay: int = DEFAULT_DELAY_SECONDS) -> None:
    """How events are delivered from now on, one of events.MODES; `delay` is in seconds and for late ones."""
    if mode not in MODES:
        raise ValueError(mode)
    with current_store().transaction() as rows:
        rows.set_option("mode", mode)
        rows.set_option("delay", delay)


def fail_next(fault: str, times: int = 1) -> None:
    """The next calls to the API end so, one of errors.FAULT_NAMES. The SDK makes up to three calls of one."""
    if fault not in FAULT_NAMES:
        raise ValueError(fault)
    with current_store().transaction() as rows:
        rows.set_option("faults", [*rows.option("faults", []), *[fault] * times])


def resend(event_id: str) -> int:
    """Deliver an event once more, now. Gives the status that the site answered."""
    with current_store().transaction() as rows:
        event = rows.need("event", event_id)
    return deliver_event(event)


def deliver_waiting() -> int:
    """Deliver now what is queued for later. Gives how many arrived."""
    with current_store().transaction() as rows:
        rows.hasten(time.time())
    return deliver_now()


def find(kind: str, **filters: str) -> list[Object]:
    """The sandbox's objects of a kind ("charge", "checkout.session", "event" …), newest first."""
    with current_store().transaction() as rows:
        return rows.find(kind, **filters)  # type: ignore[arg-type]


def reset() -> None:
    """Forget every object, answer, delivery and option."""
    with current_store().transaction() as rows:
        rows.clear()
