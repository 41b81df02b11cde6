"""Work on donations that does not wait for a request. At once on one machine, from the queue in production."""

import logging
from datetime import datetime

from django.utils import timezone
from django_tasks import task

from donations import services
from donations.gateways import get_gateway
from donations.gateways.base import GatewayError
from donations.models import RefundOrder
from donations.services.permissibility import look_into_donor

logger = logging.getLogger(__name__)


@task()
def carry_out_refund_later(order_id: int) -> None:
    """Send money back that somebody decided to send back. What fails here, the clock tries again."""
    try:
        services.carry_out_refund(order_id=order_id, gateway=get_gateway(), now=timezone.now())
    except GatewayError as error:
        logger.warning("Refund %s was not made: %s", order_id, error)


def carry_out_refunds_due(now: datetime) -> None:
    """The job of every minute: the refunds that still wait for Stripe."""
    waiting = RefundOrder.objects.filter(state=RefundOrder.State.WAITING).order_by("pk")
    for order_id in list(waiting.values_list("pk", flat=True)):
        carry_out_refund_later.call(order_id)


def stop_monthly_gifts_due(now: datetime) -> None:
    """The job of every minute: the monthly gifts whose crowdfund has ended, or that somebody wanted to stop."""
    services.stop_monthly_due(gateway=get_gateway(), now=now)


@task()
def look_into_donor_later(donor_id: int) -> None:
    """Open the checks of a donor's earlier gifts, which the law adds up. What is missed here, the clock finds."""
    look_into_donor(donor_id=donor_id, now=timezone.now())


@task()
def finish_event_later(event_id: str) -> None:
    """Fetch a payment of which an event told only that it changed. What fails here, the clock tries again."""
    try:
        services.finish_event(event_id=event_id, gateway=get_gateway(), now=timezone.now())
    except GatewayError as error:
        logger.warning("The payment of event %s could not be fetched: %s", event_id, error)
