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
    """The date; what its event is called was read along with it (`with_words`) or with the event."""
    if (words := getattr(row, "told_texts", None)) is not None:
        row.event.told_texts = words  # type: ignore[attr-defined]
    return EventItem.of_date(row, _address(row.event))


def whole(**which: str | UUID) -> Event | None:
    """The one event in force that is meant, with its next dates; None where there is none."""
    event = EventRow.objects.in_force().with_words().with_topics().filter(**which).first()
    if event is None:
        return None
    coming = Occurrence.objects.public().filter(event=event).coming(timezone.now())
    dates = list(coming.annotate(number=coming.number())[:PER_PAGE])
    for row in dates:
        row.event = event
    more = getattr(dates[0], "number", 0) - len(dates) if dates else 0
    return Event.of(event, dates, more=more, api_url=_address(event))


def _address(event: EventRow) -> str:
    return absolute(reverse("api:event", args=[event.slug]))
