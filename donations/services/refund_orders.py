"""What becomes of the refunds that somebody here has ordered: each is done, or came to nothing and is told of."""

from datetime import datetime

from django.utils.translation import gettext as _

from donations.gateways.base import Facts, RefundFact
from donations.models import Donation, RefundOrder, RefundRequest
from donations.rules import REFUND_REVERSAL
from donations.services.refund_mail import tell_of_refund, tell_team_of_refusal
from donations.services.subscriptions import uuids

State = RefundOrder.State


def end_orders(*, donation: Donation, facts: Facts, now: datetime) -> None:
    """Bring the orders of a locked donation, also one that was refused, to the end that refunds among the facts tell.

    Belongs into the transaction that writes the refund, and after it: money is on its way, gone or here, never two.
    """
    for refund in facts.refunds:
        if keys := uuids([refund.order_id]):
            for order in donation.refund_orders.filter(idempotency_key__in=keys):
                _end(order, refund, now)


def _end(order: RefundOrder, refund: RefundFact, now: datetime) -> None:
    # The ledger knows of it, too: an older telling may come later.
    reversal = order.donation.entries.filter(external_key=f"{REFUND_REVERSAL}:{refund.id}")
    is_in_vain = refund.failed or reversal.exists()
    state = State.REFUSED if is_in_vain else State.DONE
    if order.state == state:
        return
    order.state, order.refund_id = state, refund.id
    order.error = _("It was sent, and came back.") if is_in_vain else ""
    order.save(update_fields=["state", "refund_id", "error"])
    if is_in_vain:
        take_up_refusal(order, now)
    else:
        tell_of_refund(order, now)


def take_up_refusal(order: RefundOrder, now: datetime) -> None:
    """Have the treasurer see to an order that was just refused: they get a mail, and a donor's wish waits again."""
    waiting = RefundRequest.State.WAITING
    wishes = RefundRequest.objects.filter(donation=order.donation_id)
    if order.why == RefundOrder.Why.DONOR_ASKED:
        wishes.filter(state=RefundRequest.State.GRANTED).update(state=waiting, decided_by=None, decided_at=None)
    tell_team_of_refusal(order, wishes.filter(state=waiting).first(), now)
