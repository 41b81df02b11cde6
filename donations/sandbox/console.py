"""What the console shows: the newest sessions with their money, the queue, the newest events. Reads only."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from donations.money import format_minor
from donations.sandbox.events import NORMAL
from donations.sandbox.store import Object, Rows, Store

PAGE_SIZE = 20


@dataclass(frozen=True)
class Payment:
    """One session as a person sees it. `state` is one word; amounts are written out."""

    session: Object
    amount: str
    created_at: datetime
    state: str
    payer: str
    refunds: list[dict[str, Any]] = field(default_factory=list)
    disputes: list[dict[str, Any]] = field(default_factory=list)
    left: str = ""


def overview(store: Store, after: str | None) -> dict[str, Any]:
    """The console's context. `after` is the session to go on from; one that is not there gives the first page."""
    with store.transaction() as rows:
        known = after if after and rows.get("checkout.session", after) else None
        sessions = rows.find("checkout.session", after=known, limit=PAGE_SIZE + 1)
        return {
            "payments": [_payment(rows, session) for session in sessions[:PAGE_SIZE]],
            "next": sessions[PAGE_SIZE - 1]["id"] if len(sessions) > PAGE_SIZE else None,
            "events": [_event(event) for event in rows.find("event", limit=PAGE_SIZE)],
            "waiting": len(rows.undelivered()),
            "faults": rows.option("faults", []),
            "mode": rows.option("mode", NORMAL),
        }


def _payment(rows: Rows, session: Object) -> Payment:
    payment_id, currency = session["payment_intent"], session["currency"].upper()
    payment = rows.get("payment_intent", payment_id) if payment_id else None
    charges = rows.find("charge", payment_intent=payment_id, status="succeeded") if payment else []
    left = charges[0]["amount_captured"] - charges[0]["amount_refunded"] if charges else 0
    details = session["customer_details"] or {}
    return Payment(
        session=session,
        amount=format_minor(session["amount_total"], currency),
        created_at=datetime.fromtimestamp(session["created"], UTC),
        state=payment["status"] if payment and session["status"] == "complete" else session["status"],
        payer=details.get("name") or details.get("email") or "",
        refunds=[_part(refund) for refund in rows.find("refund", payment_intent=payment_id)] if payment else [],
        disputes=[_part(dispute) for dispute in rows.find("dispute", payment_intent=payment_id)] if payment else [],
        left=format_minor(left, currency) if left and not charges[0]["disputed"] else "",
    )


def _part(obj: Object) -> dict[str, Any]:
    amount = format_minor(obj["amount"], obj["currency"].upper())
    return {"id": obj["id"], "amount": amount, "status": obj["status"]}


def _event(event: Object) -> dict[str, Any]:
    return {
        "id": event["id"],
        "type": event["type"],
        "created_at": datetime.fromtimestamp(event["created"], UTC),
        "about": event["data"]["object"]["id"],
    }
