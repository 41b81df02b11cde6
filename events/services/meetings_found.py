"""Telling those who wanted a meeting near a town that one is published there."""

from datetime import datetime, timedelta

from django.db import transaction

from events.models import Event, MeetingProposal, MeetingsWantedSettings, MeetingWish, Mode, Occurrence
from events.querysets import MeetingWishQuerySet
from events.services import meeting_wish_mail
from events.services.announcements import QUIET_TIME
from events.towns import gazetteer

MOST_AT_ONCE = 200
"""Mails in one run: other jobs of the clock wait meanwhile."""

NEW_FOR = timedelta(days=2)
"""So long after a meeting was first published it is looked for those near it: else all would be looked at each time."""


def tell(now: datetime) -> None:
    """The job of every few minutes: tell of meetings that were planned for a proposal, and of new ones nearby."""
    left = MOST_AT_ONCE
    ready = Event.objects.in_force().filter(changed_at__lte=now - QUIET_TIME).order_by("pk")
    planned = MeetingProposal.objects.filter(state=MeetingProposal.State.PLANNED).values("event_key")
    for event in ready.filter(key__in=planned):
        if _is_ahead(event, now):
            left -= _tell_of_planned(event, left, now)
    for event in ready.filter(published_at__gt=now - NEW_FOR, town_id__isnull=False).exclude(mode=Mode.ONLINE):
        if _is_ahead(event, now):
            left -= _tell_nearby(event, left, now)


def _is_ahead(event: Event, now: datetime) -> bool:
    return Occurrence.objects.public().filter(event=event).coming(now).scheduled().exists()


@transaction.atomic
def _tell_of_planned(event: Event, most: int, now: datetime) -> int:
    """Gives how many were told; once all are, the proposal is over."""
    proposal = MeetingProposal.objects.select_for_update(of=("self",)).get(event_key=event.key)
    if proposal.state != MeetingProposal.State.PLANNED:
        return 0
    wishes = MeetingWish.objects.untold().filter(proposal=proposal)
    told = _tell(wishes, event, most, now)
    if not wishes.exists():
        proposal.state, proposal.changed_at = MeetingProposal.State.PUBLISHED, now
        proposal.save(update_fields=["state", "changed_at"])
    return told


@transaction.atomic
def _tell_nearby(event: Event, most: int, now: datetime) -> int:
    """Tell those who had answered before it was published: whoever answers later can find it in the calendar."""
    town = gazetteer.by_id(event.town_id or 0)
    if town is None:
        return 0
    near = gazetteer.around(town, MeetingsWantedSettings.current().miles)
    wishes = MeetingWish.objects.untold().filter(town_id__in=[each.id for each in near])
    return _tell(wishes.filter(confirmed_at__lte=event.published_at), event, most, now)


def _tell(untold: MeetingWishQuerySet, event: Event, most: int, now: datetime) -> int:
    wishes = list(untold.select_for_update(of=("self",)).order_by("pk")[: max(most, 0)])
    for wish in wishes:
        meeting_wish_mail.tell_of_meeting(wish, event, now)
    MeetingWish.objects.filter(pk__in=[wish.pk for wish in wishes]).update(told_at=now)
    return len(wishes)
