"""The mentor of a hub: named by its leads, told by mail of its first meetings, free to say no at any time."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.log_actions import log

from events.models import Event, Hub, Mentor, Occurrence
from events.models.mentor import FIRST_MEETINGS
from events.services import mentor_mail

NAMED, GONE = "events.name_mentor", "events.remove_mentor"


@transaction.atomic
def name_mentor(*, hub: Hub, email: str, locale: str, user: Any, now: datetime) -> Mentor:
    """Let this be the hub's only mentor, and tell them. Meetings that are there already are none of the first."""
    Hub.objects.select_for_update().get(pk=hub.pk)
    before = Mentor.objects.filter(hub=hub).first()
    if before and before.email == email.lower():
        return before
    Mentor.objects.filter(hub=hub).delete()
    keys = Event.objects.filter(hub=hub).values_list("key", flat=True)
    mentor: Mentor = Mentor.objects.create(
        hub=hub, email=email.lower(), locale=locale, since=now, known_events=[str(key) for key in keys]
    )
    log(instance=hub, action=NAMED, user=user, title=hub.title)
    mentor_mail.tell_of_hub(mentor, now)
    return mentor


@transaction.atomic
def remove_mentor(*, hub: Hub, user: Any) -> None:
    if Mentor.objects.filter(hub=hub).delete()[0]:
        log(instance=hub, action=GONE, user=user, title=hub.title)


def step_back(*, public_id: UUID) -> None:
    """What a mentor does who does not want to be one. Of no effect on one that is gone."""
    Mentor.objects.filter(public_id=public_id).delete()


def tell_of_meetings(now: datetime) -> None:
    """The job of every few minutes: tell each mentor of the first meetings that their hub plans, each once."""
    for mentor in list(Mentor.objects.filter(told__lt=FIRST_MEETINGS).select_related("hub")):
        coming = Occurrence.objects.public().scheduled().coming(now).filter(hub=mentor.hub)
        new = Event.objects.in_force().filter(pk__in=coming.order_by().values("event"))
        for event in new.exclude(key__in=mentor.known_events).order_by("pk")[: FIRST_MEETINGS - mentor.told]:
            _tell(mentor.pk, event, now)


@transaction.atomic
def _tell(mentor_id: int, event: Event, now: datetime) -> None:
    mentor = Mentor.objects.select_for_update().filter(pk=mentor_id).first()
    if mentor is None or str(event.key) in mentor.known_events:
        return
    mentor.known_events = [*mentor.known_events, str(event.key)]
    mentor.told += 1
    mentor.save(update_fields=["known_events", "told"])
    mentor_mail.tell_of_meeting(mentor, event, now)
