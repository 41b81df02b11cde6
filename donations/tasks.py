"""Work on donations that does not wait for a request. At once on one machine, from the queue in production."""

import logging

from django.utils import timezone
from django_tasks import task

from donations import services
from donations.gateways import get_gateway
from donations.gateways.base import GatewayError

logger = logging.getLogger(__name__)


@task()
def finish_event_later(event_id: str) -> None:
    """Fetch a payment of which an event told only that it changed. What fails here, the clock tries again."""
    try:
        services.finish_event(event_id=event_id, gateway=get_gateway(), now=timezone.now())
    except GatewayError as error:
        logger.warning("The payment of event %s could not be fetched: %s", event_id, error)
