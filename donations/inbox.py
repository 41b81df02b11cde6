"""Takes in verified webhook events: each is kept, processed at most once, and taken up again until that is done."""

from datetime import datetime

from django.db import transaction

from donations.gateways.base import Event, Gateway
from donations.models import StripeEvent
from donations.services import process_event, process_kept_event
from donations.tasks import sync_payment_later

Status = StripeEvent.Status


@transaction.atomic
def receive_event(*, event: Event, body: str, gateway: Gateway, now: datetime, livemode: bool) -> StripeEvent:
    """Keep the event and do what it asks for, in one transaction; tell what became of it by its `status`.

    An event that is `done` or `ignored` already is left alone, so that a second delivery changes nothing; one that
    comes at the same moment waits for the first to be kept. When processing fails, its writes are rolled back and the
    row says `failed`: Stripe's next delivery tries again.
    """
    StripeEvent.objects.bulk_create([_row(event, body, now)], ignore_conflicts=True)
    row = StripeEvent.objects.get(pk=event.id)
    if row.status in (Status.DONE, Status.IGNORED):
        return row
    row.attempts += 1
    if event.livemode != livemode:
        row.status, row.error = Status.IGNORED, "Test mode and live mode are not mixed"
    elif event.refetch and event.payment_intent_id:
        _fetch_after_commit(event.payment_intent_id)
        row.status = Status.DONE
    elif not event.facts:
        row.status = Status.IGNORED
    else:
        process_event(row=row, facts=event.facts, gateway=gateway, now=now)
    row.save(update_fields=["status", "error", "attempts"])
    return row


def take_up_again(*, gateway: Gateway, now: datetime) -> None:
    """Process every event once more that failed, or whose payment was not known. Raises nothing."""
    left = StripeEvent.objects.filter(status__in=[Status.FAILED, Status.WAITING])
    for row in list(left.order_by("created_at")):
        process_kept_event(row=row, gateway=gateway, now=now)


def _row(event: Event, body: str, now: datetime) -> StripeEvent:
    return StripeEvent(
        id=event.id,
        type=event.type,
        api_version=event.api_version,
        livemode=event.livemode,
        created_at=event.created_at,
        payment_intent_id=event.payment_intent_id or "",
        payload=body,
        received_at=now,
    )


def _fetch_after_commit(payment_intent_id: str) -> None:
    transaction.on_commit(lambda: sync_payment_later.enqueue(payment_intent_id))
