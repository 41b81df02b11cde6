"""Telling the followers of a hub of each new meeting: once, a while after it was published, in steps by the clock."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from events.models import Announcement, Event, Follower, Occurrence
from events.services import following_mail

QUIET_TIME = timedelta(minutes=10)
"""So long nobody has changed a meeting before anybody is told of it: slips are found just after publishing."""

STEP = 50
"""How many mails are written in one transaction."""

MOST_AT_ONCE = 200
"""How many in one minute: other jobs of the clock wait meanwhile."""


def wait(*, event: Event) -> None:
    """Have followers told of an event that was published for the first time."""
    Announcement.objects.create(event=event)


def tell_nobody(*, events: Iterable[Event]) -> None:
    """Leave it out, for events that are new here only: those of a demo, or from another system."""
    keys = [event.pk for event in events]
    Announcement.objects.filter(event__in=keys).delete()
    Event.objects.filter(pk__in=keys).update(published_at=None)


def tell_of_new_meetings(now: datetime) -> None:
    """The job of every minute: go on with what is to be told, from where it stopped."""
    left = MOST_AT_ONCE
    for event_id in list(Announcement.objects.due(now - QUIET_TIME).order_by("pk").values_list("pk", flat=True)):
        while left > 0:
            told, is_over = tell_step(event_id=event_id, now=now, most=min(STEP, left))
            left -= told
            if is_over:
                break


@transaction.atomic
def tell_step(*, event_id: int, now: datetime, most: int = STEP) -> tuple[int, bool]:
    """Write the next mails about an event into the outbox: how many, and whether they were the last for now.

    How far it got is kept in the same transaction: whatever dies in between, nobody is left out or written to twice.
    """
    waiting = Announcement.objects.select_for_update(of=("self",)).select_related("event__hub")
    announcement = waiting.filter(pk=event_id).first()
    if announcement is None or not announcement.event.is_in_force:
        return 0, True
    date = _next_date(announcement.event, now)
    if date is None:
        announcement.delete()
        return 0, True
    followers = list(_left(announcement)[:most])
    for follower in followers:
        following_mail.tell(follower, date, now)
    if len(followers) < most:
        announcement.delete()
        return len(followers), True
    announcement.last_follower_id = followers[-1].pk
    announcement.save(update_fields=["last_follower_id"])
    return most, False


def _next_date(event: Event, now: datetime) -> Occurrence | None:
    """None for an event that is over, or is cancelled: nobody need hear of it."""
    return event.occurrences.filter(starts_at__gt=now, status="scheduled").order_by("starts_at", "pk").first()


def _left(announcement: Announcement) -> QuerySet[Follower]:
    """Who is still to be told."""
    of_hub = Follower.objects.confirmed().filter(hub=announcement.event.hub, pk__gt=announcement.last_follower_id)
    return of_hub.select_related("hub").order_by("pk")
