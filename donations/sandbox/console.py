"""What the console shows: the newest checkouts and monthly gifts with their money, the queue, events. Reads only."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from donations.money import format_minor
from donations.sandbox import billing
from donations.sandbox.charges import BACS_DEBIT, CARD
from donations.sandbox.events import NORMAL
from donations.sandbox.payments import MONTHLY
from donations.sandbox.store import Object, Rows, Store

PAGE_SIZE = 20
BILLS_SHOWN = 6


@dataclass(frozen=True)
class Money:
    """What became of one payment intent, and what its buttons need. Amounts are written out."""

    id: str
    status: str
    left: str = ""
    is_debit: bool = False
    refunds: list[dict[str, Any]] = field(default_factory=list)
    disputes: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Payment:
    """One session as a person sees it. `state` is one word. That of a monthly gift shows its money with its bills."""

    session: Object
    amount: str
    created_at: datetime
    state: str
    payer: str
    is_monthly: bool
    money: Money | None


@dataclass(frozen=True)
class Bill:
    invoice: Object
    amount: str
    created_at: datetime
    next_try: datetime | None
    can_retry: bool
    money: Money | None


@dataclass(frozen=True)
class Gift:
    """A subscription as a person sees it."""

    subscription: Object
    amount: str
    payer: str
    state: str
    next_payment_at: datetime | None
    paused_until: datetime | None
    bills: list[Bill]


def overview(store: Store, after: str | None, gifts_after: str | None = None) -> dict[str, Any]:
    """The console's context. `after` is the object to go on from; one that is not there gives the first page."""
    with store.transaction() as rows:
        sessions, next_session = _page(rows, "checkout.session", after)
        gifts, next_gift = _page(rows, "subscription", gifts_after)
        return {
            "payments": [_payment(rows, session) for session in sessions],
            "next": next_session,
            "gifts": [_gift(rows, subscription) for subscription in gifts],
            "next_gift": next_gift,
            "events": [_event(event) for event in rows.find("event", limit=PAGE_SIZE)],
            "waiting": len(rows.undelivered()),
            "faults": rows.option("faults", []),
            "mode": rows.option("mode", NORMAL),
            "takes_debits": BACS_DEBIT not in rows.option("off", []),
        }


def _page(rows: Rows, kind: str, after: str | None) -> tuple[list[Object], str | None]:
    known = after if after and rows.get(kind, after) else None
    found = rows.find(kind, after=known, limit=PAGE_SIZE + 1)
    return found[:PAGE_SIZE], found[PAGE_SIZE - 1]["id"] if len(found) > PAGE_SIZE else None


def _payment(rows: Rows, session: Object) -> Payment:
    is_monthly = session["mode"] == MONTHLY
    payment_id = session["payment_intent"]
    money = _money(rows, payment_id) if payment_id else None
    details = session["customer_details"] or {}
    amount = format_minor(session["amount_total"], session["currency"].upper())
    return Payment(
        session=session,
        amount=f"{amount} a month" if is_monthly else amount,
        created_at=_moment(session["created"]),
        state=money.status if money and session["status"] == "complete" else session["status"],
        payer=details.get("name") or details.get("email") or "",
        is_monthly=is_monthly,
        money=money,
    )


def _gift(rows: Rows, subscription: Object) -> Gift:
    [item] = subscription["items"]["data"]
    pause = subscription["pause_collection"]
    customer = rows.need("customer", subscription["customer"])
    bills = rows.find("invoice", subscription=subscription["id"], limit=BILLS_SHOWN)
    is_billed = subscription["status"] in billing.BILLED
    return Gift(
        subscription=subscription,
        amount=format_minor(item["price"]["unit_amount"], subscription["currency"].upper()),
        payer=customer["name"] or customer["email"] or "",
        state="paused" if pause else subscription["status"],
        next_payment_at=_moment(item["current_period_end"]) if is_billed else None,
        paused_until=_moment(pause["resumes_at"]) if pause and pause["resumes_at"] else None,
        bills=[_bill(rows, invoice) for invoice in bills],
    )


def _bill(rows: Rows, invoice: Object) -> Bill:
    ties = rows.find("invoice_payment", invoice=invoice["id"])
    money = _money(rows, ties[0]["payment"]["payment_intent"]) if ties else None
    again = invoice["next_payment_attempt"]
    can_retry = invoice["status"] == "open" and money is not None and money.status == "requires_payment_method"
    return Bill(
        invoice=invoice,
        amount=format_minor(invoice["amount_due"], invoice["currency"].upper()),
        created_at=_moment(invoice["created"]),
        next_try=_moment(again) if again else None,
        can_retry=can_retry and again is not None,
        money=money,
    )


def _money(rows: Rows, payment_id: str) -> Money:
    payment = rows.need("payment_intent", payment_id)
    charges = rows.find("charge", payment_intent=payment_id, status="succeeded")
    left = charges[0]["amount_captured"] - charges[0]["amount_refunded"] if charges else 0
    return Money(
        id=payment_id,
        status=payment["status"],
        left=format_minor(left, payment["currency"].upper()) if left and not charges[0]["disputed"] else "",
        is_debit=bool(charges) and charges[0]["payment_method_details"]["type"] != CARD,
        refunds=[_part(refund) for refund in rows.find("refund", payment_intent=payment_id)],
        disputes=[_part(dispute) for dispute in rows.find("dispute", payment_intent=payment_id)],
    )


def _part(obj: Object) -> dict[str, Any]:
    amount = format_minor(obj["amount"], obj["currency"].upper())
    return {"id": obj["id"], "amount": amount, "status": obj["status"]}


def _event(event: Object) -> dict[str, Any]:
    return {
        "id": event["id"],
        "type": event["type"],
        "created_at": _moment(event["created"]),
        "about": event["data"]["object"]["id"],
    }


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
