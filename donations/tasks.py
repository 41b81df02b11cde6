"""Work on donations that does not wait for a request. At once on one machine, from the queue in production."""

import logging

from django.utils import timezone
from django_tasks import task

from donations import services
from donations.gateways import get_gateway
from donations.gateways.base import GatewayError

logger = logging.getLogger(__name__)


@task()
def sync_payment_later(payment_intent_id: str) -> None:
    """Fetch a payment of which an event told only that it changed. What fails here, `reconcile` repairs."""
    try:
        services.sync_payment(payment_intent_id=payment_intent_id, gateway=get_gateway(), now=timezone.now())
    except (GatewayError, services.PaymentUnknown) as error:
        logger.warning("Payment %s could not be fetched: %s", payment_intent_id, error)
