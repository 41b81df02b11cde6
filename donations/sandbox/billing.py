"""Monthly bills: how a subscription begins, how each month is billed, paid, missed and tried again."""

import calendar
from datetime import UTC, datetime

from donations.sandbox import billing_objects, charges, objects
from donations.sandbox.errors import ApiError
from donations.sandbox.events import emit
from donations.sandbox.store import Object, Rows

DAY = 24 * 3600
# After each attempt that failed; after the last one the subscription ends, as it does by Stripe's default.
# https://docs.stripe.com/billing/revenue-recovery/smart-retries#retry-rules
RETRY_AFTER_DAYS = (3, 5, 7)
BILLED = ("active", "past_due")


def months_after(anchor: int, months: int) -> int:
    """The same time of the same day some months later, or of the month's last day."""
    start = datetime.fromtimestamp(anchor, UTC)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return int(start.replace(year=year, month=month + 1, day=day).timestamp())


def begin(rows: Rows, session: Object, payment: Object, *, email: str, name: str, method: str, at: int) -> Object:
    """A finished session makes a customer, a subscription and its first bill, for `payment` to pay. Gives the bill."""
    customer = billing_objects.customer(now=at, email=email, name=name)
    card = billing_objects.payment_method(now=at, customer_id=customer["id"], kind=method, declines=False)
    [item] = session["line_items"]["data"]
    product = rows.put(billing_objects.product(now=at, name=item["description"]))
    price = billing_objects.price(
        now=at, product_id=product["id"], currency=session["currency"], unit_amount=session["amount_total"]
    )
    subscription = billing_objects.subscription(
        rows.put(price),
        now=at,
        customer_id=customer["id"],
        payment_method_id=card["id"],
        metadata=session["sandbox_subscription_data"].get("metadata", {}),
        period_end=months_after(at, 1),
    )
    emit(rows, rows.put(customer), at, "customer.created")
    emit(rows, rows.put(card), at, "payment_method.attached")
    emit(rows, rows.put(subscription), at, "customer.subscription.created")
    payment.update(customer=customer["id"], payment_method=card["id"])
    invoice = _make_bill(rows, subscription, at, "subscription_create")
    _tie(rows, invoice, payment, at)
    session.update(customer=customer["id"], subscription=subscription["id"], invoice=invoice["id"])
    return invoice


def activate(rows: Rows, invoice: Object, at: int) -> None:
    """The first payment is made, or, for a debit, under way."""
    subscription = subscription_of(rows, invoice)
    subscription["status"] = "active"
    emit(rows, rows.put(subscription), at, "customer.subscription.updated")


def renew(rows: Rows, subscription: Object, at: int, *, succeeds: bool | None = None) -> Object:
    """The next month begins and is billed. `succeeds` says how it ends; None leaves it to the card. Gives the bill."""
    if subscription["status"] not in BILLED:
        raise ApiError("This subscription is not billed any more.", code="subscription_unexpected_state")
    [item] = subscription["items"]["data"]
    months = subscription["sandbox_months"] + 1
    item["current_period_start"] = item["current_period_end"]
    item["current_period_end"] = months_after(subscription["billing_cycle_anchor"], months)
    subscription["sandbox_months"] = months
    emit(rows, rows.put(subscription), at, "customer.subscription.updated")
    invoice = _make_bill(rows, subscription, at, "subscription_cycle")
    if subscription["pause_collection"]:
        invoice.update(status="void", auto_advance=False)
        invoice["status_transitions"]["voided_at"] = at
        emit(rows, rows.put(invoice), at, "invoice.voided")
        return invoice
    payment = objects.payment_intent(
        amount=invoice["amount_due"],
        currency=invoice["currency"],
        methods=[payment_method(rows, subscription)["type"]],
        now=at,
        customer=invoice["customer"],
    )
    emit(rows, rows.put(payment), at, "payment_intent.created")
    _tie(rows, invoice, payment, at)
    _attempt(rows, invoice, payment, at, succeeds)
    return invoice


def retry(rows: Rows, invoice: Object, at: int, *, succeeds: bool | None = None) -> None:
    """One more attempt at a bill that was missed."""
    payment = payment_of(rows, invoice)
    if invoice["status"] != "open" or payment["status"] != "requires_payment_method":
        raise ApiError("This invoice is not open, or its payment is under way.", code="invoice_unexpected_state")
    _attempt(rows, invoice, payment, at, succeeds)


def _attempt(rows: Rows, invoice: Object, payment: Object, at: int, succeeds: bool | None) -> None:
    card = payment_method(rows, subscription_of(rows, invoice))
    succeeds = not card["sandbox_declines"] if succeeds is None else succeeds
    is_debit = card["type"] == charges.BACS_DEBIT
    charge = objects.charge(
        payment,
        now=at,
        status="pending" if is_debit else "succeeded" if succeeds else "failed",
        email=invoice["customer_email"],
        name=invoice["customer_name"],
        method=card["type"],
        method_id=card["id"],
    )
    invoice.update(attempted=True, attempt_count=invoice["attempt_count"] + 1, next_payment_attempt=None)
    rows.put(invoice)
    if is_debit:
        charges.wait(rows, payment, charge, at, succeeds=succeeds)
    elif succeeds:
        charges.succeed(rows, payment, charge, at)
        paid(rows, invoice, at)
        charges.book(rows, charge, at)
    else:
        charges.fail(rows, payment, charge, charges.DECLINED, at)
        missed(rows, invoice, at)


def paid(rows: Rows, invoice: Object, at: int) -> None:
    invoice.update(status="paid", attempted=True, auto_advance=False, next_payment_attempt=None)
    invoice["attempt_count"] = max(1, invoice["attempt_count"])
    invoice.update(amount_paid=invoice["amount_due"], amount_remaining=0)
    invoice["status_transitions"]["paid_at"] = at
    [tie] = rows.find("invoice_payment", invoice=invoice["id"])
    tie.update(status="paid", amount_paid=invoice["amount_due"])
    tie["status_transitions"]["paid_at"] = at
    subscription = subscription_of(rows, invoice)
    if subscription["status"] in ("incomplete", "past_due") and subscription["latest_invoice"] == invoice["id"]:
        activate(rows, invoice, at)
    emit(rows, rows.put(invoice), at, "invoice.paid", "invoice.payment_succeeded")
    emit(rows, rows.put(tie), at, "invoice_payment.paid")


def missed(rows: Rows, invoice: Object, at: int) -> None:
    """An attempt failed: it is made again some days later, and after the last one the subscription ends."""
    tries = max(1, invoice["attempt_count"])
    has_ended = subscription_of(rows, invoice)["status"] == "canceled"
    is_last = has_ended or tries > len(RETRY_AFTER_DAYS)
    invoice.update(
        attempted=True,
        attempt_count=tries,
        next_payment_attempt=None if is_last else at + RETRY_AFTER_DAYS[tries - 1] * DAY,
    )
    emit(rows, rows.put(invoice), at, "invoice.payment_failed")
    subscription = subscription_of(rows, invoice)
    if has_ended:
        return
    if is_last:
        end(rows, subscription, at, reason="payment_failed")
        return
    subscription["status"] = "past_due"
    emit(rows, rows.put(subscription), at, "customer.subscription.updated")


def end(rows: Rows, subscription: Object, at: int, *, reason: str) -> Object:
    """It takes nothing any more, and nothing of its open bills."""
    subscription.update(status="canceled", canceled_at=at, ended_at=at, pause_collection=None)
    subscription["cancellation_details"]["reason"] = reason
    for invoice in rows.find("invoice", subscription=subscription["id"], status="open"):
        rows.put({**invoice, "auto_advance": False, "next_payment_attempt": None})
    emit(rows, rows.put(subscription), at, "customer.subscription.deleted")
    return subscription


def payment_method(rows: Rows, subscription: Object) -> Object:
    """The subscription's own, else that of its customer."""
    customer = rows.need("customer", subscription["customer"])
    named = subscription["default_payment_method"] or customer["invoice_settings"]["default_payment_method"]
    return rows.need("payment_method", named or "")


def subscription_of(rows: Rows, invoice: Object) -> Object:
    return rows.need("subscription", invoice["parent"]["subscription_details"]["subscription"])


def payment_of(rows: Rows, invoice: Object) -> Object:
    """The payment intent that is to pay a bill. Raises ApiError where it has none."""
    ties = rows.find("invoice_payment", invoice=invoice["id"])
    return rows.need("payment_intent", ties[0]["payment"]["payment_intent"] if ties else "")


def invoice_of(rows: Rows, payment: Object) -> Object | None:
    """The bill that a payment intent is to pay, if there is one."""
    return rows.get("invoice", payment.get("sandbox_invoice", ""))


def _make_bill(rows: Rows, subscription: Object, at: int, reason: str) -> Object:
    customer = rows.need("customer", subscription["customer"])
    invoice = billing_objects.invoice(subscription, customer, now=at, reason=reason)
    subscription["latest_invoice"] = invoice["id"]
    rows.put(subscription)
    emit(rows, {**invoice, "status": "draft"}, at, "invoice.created")
    emit(rows, rows.put(invoice), at, "invoice.finalized")
    return invoice


def _tie(rows: Rows, invoice: Object, payment: Object, at: int) -> None:
    payment["sandbox_invoice"] = invoice["id"]
    rows.put(payment)
    rows.put(billing_objects.invoice_payment(invoice, payment, now=at))
