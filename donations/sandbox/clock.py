"""What the clock does: sessions expire, debits arrive, months are billed, missed bills are tried again, pauses end."""

from collections.abc import Callable
from functools import partial

from donations.sandbox import billing, payments
from donations.sandbox.events import emit
from donations.sandbox.store import Object, Rows

Step = tuple[int, Callable[[], object]]


def pass_time(rows: Rows, now: int) -> None:
    """Everything whose time has come, each at its own time."""
    for session in rows.find("checkout.session", status="open"):
        if session["expires_at"] <= now:
            payments.expire(rows, session, now)
    for note in rows.find("sandbox.settlement", created={"lte": now}):
        payments.settle(rows, note["payment_intent"], succeeds=note["succeeds"], at=now)
    for status in billing.BILLED:
        for subscription in rows.find("subscription", status=status):
            _live(rows, subscription["id"], now)


def _live(rows: Rows, subscription_id: str, now: int) -> None:
    """One subscription after another, as each lives a life of its own: from step to step until now."""
    while step := _next_step(rows, rows.need("subscription", subscription_id), now):
        step()


def _next_step(rows: Rows, subscription: Object, now: int) -> Callable[[], object] | None:
    if subscription["status"] not in billing.BILLED:
        return None
    [item] = subscription["items"]["data"]
    renewal = item["current_period_end"]
    steps: list[Step] = [(renewal, partial(billing.renew, rows, subscription, renewal))]
    for invoice in rows.find("invoice", subscription=subscription["id"], status="open"):
        if again := invoice["next_payment_attempt"]:
            steps.append((again, partial(billing.retry, rows, invoice, again)))
    if resumes_at := (subscription["pause_collection"] or {}).get("resumes_at"):
        steps.insert(0, (resumes_at, partial(resume, rows, subscription, resumes_at)))
    at, step = min(steps, key=lambda found: found[0])
    return step if at <= now else None


def resume(rows: Rows, subscription: Object, at: int) -> None:
    subscription["pause_collection"] = None
    emit(rows, rows.put(subscription), at, "customer.subscription.updated")
