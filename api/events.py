"""Events in force as JSON, for whoever tells of them: their own operations and their pages."""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from api.schemas.events import Event, EventItem
from cms.addresses import absolute
from events.calendar import PER_PAGE
from events.models import Event as EventRow
from events.models import Occurrence


def item(row: Occurrence) -> EventItem:
    return EventItem.of_date(row, _address(row.event))


def whole(**which: str | UUID) -> Event | None:
    """The one event in force that is meant, with its next dates; None where there is none."""
    event = EventRow.objects.in_force().with_topics().filter(**which).first()
    if event is None:
        return None
    coming = Occurrence.objects.public().filter(event=event).coming(timezone.now())
    dates = list(coming[: PER_PAGE + 1])
    more = coming.count() - PER_PAGE if len(dates) > PER_PAGE else 0
    for row in dates:
        row.event = event
    return Event.of(event, dates[:PER_PAGE], more=more, api_url=_address(event))


def _address(event: EventRow) -> str:
    return absolute(reverse("api:event", args=[event.slug]))
