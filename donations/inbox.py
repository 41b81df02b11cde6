"""Takes in verified webhook events: each is kept, processed at most once, and taken up again until that is done."""

import logging
from datetime import datetime

from django.db import transaction

from donations.gateways.base import Event, Gateway
from donations.models import Donation, StripeEvent
from donations.services import PaymentUnknown, record_facts
from donations.tasks import sync_payment_later

logger = logging.getLogger(__name__)

Status = StripeEvent.Status


@transaction.atomic
def receive_event(*, event: Event, body: str, gateway: Gateway, now: datetime, livemode: bool) -> StripeEvent:
    """Keep the event and do what it asks for, in one transaction; tell what became of it by its `status`.

    An event that is `done` or `ignored` already is left alone, so that a second delivery changes nothing. When
    processing fails, its writes are rolled back and the row says `failed`: Stripe's next delivery tries again.
    """
    StripeEvent.objects.bulk_create([_row(event, body, now)], ignore_conflicts=True)
    row = StripeEvent.objects.select_for_update().get(pk=event.id)
    if row.status in (Status.DONE, Status.IGNORED):
        return row
    row.attempts += 1
    if event.livemode != livemode:
        row.status, row.error = Status.IGNORED, "Test mode and live mode are not mixed"
    else:
        _process(row, event, now)
    row.save()
    if row.status == Status.DONE:
        take_up_waiting(gateway=gateway, now=now)
    return row


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


def _process(row: StripeEvent, event: Event, now: datetime) -> None:
    row.error = ""
    if event.refetch and event.payment_intent_id:
        payment_intent_id = event.payment_intent_id
        row.status = Status.DONE
        transaction.on_commit(lambda: sync_payment_later.enqueue(payment_intent_id))
        return
    if not event.facts:
        row.status = Status.IGNORED
        return
    try:
        with transaction.atomic():
            record_facts(facts=event.facts, now=now, event=row)
        row.status = Status.DONE
    except PaymentUnknown:
        row.status = Status.WAITING
    except Exception as error:
        logger.exception("Event %s could not be processed", row.pk)
        row.status, row.error = Status.FAILED, f"{type(error).__name__}: {error}"


def take_up_waiting(*, gateway: Gateway, now: datetime) -> None:
    """Process the events that came before the donation of their payment was known."""
    known_payments = Donation.objects.filter(payment_intent_id__isnull=False).values("payment_intent_id")
    waiting = StripeEvent.objects.filter(status=Status.WAITING, payment_intent_id__in=known_payments)
    for row in waiting.select_for_update():
        _process(row, gateway.parse_event(row.payload.encode(), now), now)
        row.save()
