"""Takes in verified webhook events: each is kept, processed at most once, and taken up again until that is done."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from donations.gateways import get_gateway
from donations.gateways.base import Event, Gateway
from donations.models import Donation, StripeEvent
from donations.services import finish_event, process_event, process_kept_event
from donations.tasks import finish_event_later

Status = StripeEvent.Status

NOTED = ("status", "error", "attempts", "payload")
"""What a second delivery of an event may change on its row."""

TIME_TO_FINISH = timedelta(minutes=1)
"""After this long the task that should have fetched an event's payment is taken for lost."""


@transaction.atomic
def receive_event(*, event: Event, body: str, gateway: Gateway, now: datetime, livemode: bool) -> StripeEvent:
    """Keep the event and do what it asks for, in one transaction; tell what became of it by its `status`.

    An event that is `done` or `ignored` already is left alone, so that a second delivery changes nothing; one that
    comes at the same moment finds that all it tells is recorded. When processing fails, its writes are rolled back and
    the row says `failed`: Stripe's next delivery tries again.
    """
    row = StripeEvent.objects.filter(pk=event.id).first() or _row(event, body, now)
    if row.status in (Status.DONE, Status.IGNORED):
        return row
    row.attempts += 1
    if event.livemode != livemode:
        row.status, row.error = Status.IGNORED, "Test mode and live mode are not mixed"
    elif not event.facts and not event.refetch:
        row.status = Status.IGNORED
    else:
        process_event(row=row, event=event, gateway=gateway, now=now)
    # Once, at the end, when it is known what became of it: entries may name it before, the transaction holds them all.
    StripeEvent.objects.bulk_create([row], update_conflicts=True, unique_fields=["id"], update_fields=NOTED)
    if row.status == Status.NEW:
        transaction.on_commit(lambda: finish_event_later.enqueue(row.pk))
    return row


def take_up_due(now: datetime) -> None:
    """The job of every minute."""
    take_up_again(gateway=get_gateway(), now=now)


def take_up_again(*, gateway: Gateway, now: datetime) -> None:
    """Process once more what failed, what waited for a payment that is known by now, and what was never finished.

    Raises: GatewayUnavailable, GatewayRefused, when the events that failed or waited are done.
    """
    known = Donation.objects.filter(payment_intent_id=OuterRef("payment_intent_id"))
    again = Q(status=Status.FAILED) | Q(Exists(known), status=Status.WAITING)
    for event_id in list(StripeEvent.objects.filter(again).order_by("created_at").values_list("pk", flat=True)):
        process_kept_event(row=StripeEvent.objects.get(pk=event_id), gateway=gateway, now=now)
    unfinished = StripeEvent.objects.filter(status=Status.NEW, received_at__lt=now - TIME_TO_FINISH)
    for event_id in list(unfinished.order_by("created_at").values_list("pk", flat=True)):
        finish_event(event_id=event_id, gateway=gateway, now=now)


TIME_TO_WAIT = timedelta(days=30)
"""After so long a payment that we never heard of is taken for another seller's on the same Stripe account."""


def give_up_waiting(now: datetime) -> None:
    """The job of every day: what is not ours is not kept; it may name people who have nothing to do with us."""
    known = Donation.objects.filter(payment_intent_id=OuterRef("payment_intent_id"))
    waited = StripeEvent.objects.filter(status=Status.WAITING, received_at__lt=now - TIME_TO_WAIT)
    waited.exclude(Exists(known)).update(status=Status.IGNORED, payload="", error="Its payment never became known")


REPLAYABLE = (Status.FAILED, Status.WAITING, Status.NEW)
"""What may yet become something: an event that is done, or of no concern, is left as it is."""


def replay_event(*, event_id: str, gateway: Gateway, now: datetime) -> StripeEvent:
    """Process one event now that is not done, because somebody asked for it; gives it as it is then.

    Safe at any time, any number of times: what it tells is recorded once.

    Raises: StripeEvent.DoesNotExist; GatewayUnavailable and GatewayRefused where Stripe is asked, and it stays new.
    """
    StripeEvent.objects.filter(pk=event_id, status__in=REPLAYABLE).update(attempts=F("attempts") + 1)
    row = StripeEvent.objects.get(pk=event_id)
    if row.status in (Status.FAILED, Status.WAITING):
        process_kept_event(row=row, gateway=gateway, now=now)
    if row.status == Status.NEW:
        finish_event(event_id=event_id, gateway=gateway, now=now)
        row.refresh_from_db()
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
