"""Giving money back through Stripe: decided once, kept, and carried out once however often it is tried."""

import uuid
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet, Sum

from donations.gateways.base import Facts, Gateway, GatewayFailed, GatewayRefused
from donations.models import Donation, RefundOrder
from donations.services.locks import lock_total
from donations.services.recording import record_facts
from donations.services.refund_mail import tell_of_refund
from donations.services.refund_orders import take_up_refusal

State = RefundOrder.State


class NothingToRefund(Exception):
    """The donation has less money left than should go back. `left_minor` is what it has."""

    def __init__(self, left_minor: int) -> None:
        super().__init__(left_minor)
        self.left_minor = left_minor


@transaction.atomic
def order_refund(
    *,
    donation: Donation,
    amount_minor: int | None,
    why: str,
    note: str = "",
    user: Any = None,
    now: datetime,
    key: uuid.UUID | None = None,
) -> RefundOrder:
    """Decide that money goes back, all that is left where `amount_minor` is None, and have it done after commit.

    `key` names one press of a button: the same press of it, for the same donation, gives the order that there is.

    Raises: NothingToRefund, also for a donation that did not come through Stripe.
    """
    lock_total(donation.crowdfund_id)
    locked = Donation.objects.select_for_update(of=("self",)).get(pk=donation.pk)
    if key and (known := RefundOrder.objects.filter(donation=locked, idempotency_key=key).first()):
        return known
    left_minor = refundable_minor(locked)
    wanted_minor = left_minor if amount_minor is None else amount_minor
    if not 0 < wanted_minor <= left_minor:
        raise NothingToRefund(left_minor)
    order = RefundOrder.objects.create(
        donation=locked,
        idempotency_key=key or uuid.uuid4(),
        amount_minor=wanted_minor,
        currency=locked.currency,
        why=why,
        note=note,
        ordered_by=user,
        ordered_at=now,
    )
    from donations.tasks import carry_out_refund_later  # it imports us

    transaction.on_commit(lambda: carry_out_refund_later.enqueue(order.pk))
    return order


def refundable_minor(donation: Donation) -> int:
    """What Stripe could still send back: the donation's net less what is on its way already; 0 while it is disputed."""
    if not donation.payment_intent_id or donation.state == Donation.State.DISPUTED:
        return 0
    on_its_way: int | None = donation.refund_orders.filter(state=State.WAITING).aggregate(sum=Sum("amount_minor"))[
        "sum"
    ]
    return donation.left_minor() - (on_its_way or 0)


def carry_out_refund(*, order_id: int, gateway: Gateway, now: datetime) -> None:
    """Have Stripe send the money back and record its answer. Another call has no effect once it is done.

    Raises: GatewayUnavailable; the order waits on.
    """
    order = RefundOrder.objects.select_related("donation").get(pk=order_id)
    if order.state != State.WAITING:
        return
    try:
        # Stripe may have sent the money and failed to say so, or its answer was lost: look before asking again.
        facts = (_made_before(order, gateway) if order.tried_at else None) or _ask(order, gateway, now)
    except GatewayRefused as error:
        found = None
        with suppress(GatewayRefused):
            found = _made_before(order, gateway)
        if found is None:
            _refuse(order, str(error), now)
            return
        facts = found
    with transaction.atomic():
        record_facts(facts=facts, gateway=gateway, now=now)
        # One that carries its order has ended it by this.
        if _waiting(order).update(state=State.DONE, refund_id=next((each.id for each in facts.refunds), ""), error=""):
            tell_of_refund(order, now)


@transaction.atomic
def _refuse(order: RefundOrder, error: str, now: datetime) -> None:
    if _waiting(order).update(state=State.REFUSED, error=error):
        order.error = error
        take_up_refusal(order, now)


def _made_before(order: RefundOrder, gateway: Gateway) -> Facts | None:
    """The facts of the payment, if a refund among them carries this order."""
    facts = gateway.fetch_payment(order.donation.payment_intent_id or "")
    is_made = any(refund.order_id == str(order.idempotency_key) for refund in facts.refunds)
    return facts if is_made else None


def _ask(order: RefundOrder, gateway: Gateway, now: datetime) -> Facts:
    _waiting(order).update(tried_at=now)
    try:
        return gateway.refund(
            payment_intent_id=order.donation.payment_intent_id or "",
            amount_minor=order.amount_minor,
            order_id=str(order.idempotency_key),
            idempotency_key=f"refund-{order.idempotency_key}-v{order.attempt}",
        )
    except GatewayFailed:
        # Stripe keeps its failure for the key: the next try needs another.
        _waiting(order).filter(attempt=order.attempt).update(attempt=F("attempt") + 1)
        raise


def _waiting(order: RefundOrder) -> QuerySet[RefundOrder]:
    return RefundOrder.objects.filter(pk=order.pk, state=State.WAITING)
