"""Telling those who wanted a meeting near a town that one is published there."""

from datetime import datetime, timedelta

from django.db import transaction

from events.models import Event, MeetingProposal, Occurrence
from events.services import meeting_wish_mail

QUIET = timedelta(minutes=10)
"""So long nothing was changed about a meeting: a slip can be mended before anybody is told."""

MOST_AT_ONCE = 200
"""Mails in one run: other jobs of the clock wait meanwhile."""


def tell(now: datetime) -> None:
    """The job of every few minutes: tell of meetings that were planned for a proposal and are public now."""
    keys = MeetingProposal.objects.filter(state=MeetingProposal.State.PLANNED).values("event_key")
    ready = Event.objects.in_force().filter(key__in=keys, changed_at__lte=now - QUIET)
    for event in ready:
        if Occurrence.objects.public().filter(event=event).coming(now).scheduled().exists():
            _tell(event, now)


@transaction.atomic
def _tell(event: Event, now: datetime) -> None:
    proposal = MeetingProposal.objects.select_for_update(of=("self",)).get(event_key=event.key)
    if proposal.state != MeetingProposal.State.PLANNED:
        return
    untold = proposal.wishes.filter(wants_mail=True, told_at=None).order_by("pk")
    wishes = list(untold[:MOST_AT_ONCE])
    for wish in wishes:
        meeting_wish_mail.tell_of_meeting(wish, event, now)
    proposal.wishes.filter(pk__in=[wish.pk for wish in wishes]).update(told_at=now)
    if not untold.exists():
        proposal.state, proposal.changed_at = MeetingProposal.State.PUBLISHED, now
        proposal.save(update_fields=["state", "changed_at"])
