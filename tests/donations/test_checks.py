"""Health: no webhook is left unprocessed for long."""

from datetime import timedelta

from django.utils import timezone

from donations.checks import check_unprocessed_events
from donations.models import StripeEvent


def keep(event_id: str, status: str, minutes: int) -> None:
    then = timezone.now() - timedelta(minutes=minutes)
    StripeEvent.objects.create(
        id=event_id, type="x", livemode=False, created_at=then, received_at=then, payload="", status=status
    )


def test_a_webhook_that_failed_long_ago_is_told(db: None) -> None:
    keep("evt_1", "failed", minutes=14)
    keep("evt_2", "waiting", minutes=60)
    keep("evt_3", "done", minutes=60)
    assert check_unprocessed_events() is None

    keep("evt_4", "failed", minutes=16)

    assert check_unprocessed_events() == "1 not processed"
