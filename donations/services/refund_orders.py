"""What Stripe tells of the refunds that somebody here has ordered: each order ends with the refund that carries it."""

from datetime import datetime

from donations.gateways.base import Facts
from donations.models import Donation, RefundOrder
from donations.services.refund_mail import tell_of_refund
from donations.services.subscriptions import uuids

State = RefundOrder.State


def end_orders(*, donation: Donation, facts: Facts, now: datetime) -> None:
    """Mark the orders of a locked donation as done that refunds among the facts carry, also one that was refused.

    Belongs into the transaction that writes the refund: money is either on its way or gone, never both.
    """
    for refund in facts.refunds:
        if keys := uuids([refund.order_id]):
            for order in donation.refund_orders.filter(idempotency_key__in=keys).exclude(state=State.DONE):
                order.state, order.refund_id, order.error = State.DONE, refund.id, ""
                order.save(update_fields=["state", "refund_id", "error"])
                tell_of_refund(order, now)
