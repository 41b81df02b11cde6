"""Events as their pages show them: in force by its rows, or as publishing a draft would show it."""

from dataclasses import asdict, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import F, OuterRef, Subquery
from django.http import HttpRequest
from django.utils import timezone

from cms import caching
from cms.public_tree import PublicPage, public_tree
from cms.row_lists import list_of
from cms.told_topics import in_order, topics_of
from events import schedule
from events.event_towns import unknown_town
from events.hub_areas import Unknown
from events.models import CALENDAR, Event, Hub, Mode, Occurrence
from events.querysets import OccurrenceQuerySet
from events.recurrence import RecurrenceError
from events.schedule import Start
from events.services.dates import HORIZON
from events.services.events import Details
from events.services.standing import planned
from pages.reports import PastMeeting, any_of, past_meetings, reported

if TYPE_CHECKING:
    from wagtail.models import Page

    from pages.models.event import EventPage

DATES_SHOWN = 10
"""So many of the next dates stand on the page of a series."""


def event_context(page: "EventPage", request: HttpRequest) -> dict[str, Any]:
    """`event` with `hub` and `topics`, the next `dates`, how many `more` follow, the `last_date` if none is ahead.

    `past` are those of which it was told how they went.

    `event` is None while nothing is in force, or all that was in force is cancelled and over.
    """
    if getattr(request, "is_preview", False):
        event, rows = draft_event(page)
        more, hub = max(len(rows) - DATES_SHOWN, 0), _public_hub(event) if event else None
        topics = [{"slug": topic.slug, "title": topic.title} for topic in page.topics.all()]
        return {"event": event, "dates": rows[:DATES_SHOWN], "more": more, "hub": hub, "topics": topics}
    caching.tag_response(request, CALENDAR)
    # Its words, and those of its hub, are read from their pages.
    now, of_event = timezone.now(), Occurrence.objects.public().filter(event__key=page.translation_key)
    dates, last_date, past, number = _dates_around(of_event, now)
    shown = dates[0] if dates else last_date
    if shown is None:
        return {"event": None, "dates": []}
    event = shown.event
    return {
        "event": event,
        "dates": dates,
        "more": number - len(dates),
        "last_date": last_date,
        "past": past,
        "hub": _public_hub(event),
        "topics": in_order(getattr(shown, "about", None)),
    }


def _dates_around(
    of_event: OccurrenceQuerySet, now: datetime
) -> tuple[list[Occurrence], Occurrence | None, list[PastMeeting], int]:
    """The next dates, the last one if there is none, those with a report, and how many are ahead: in one query."""
    coming, over = of_event.coming(now), of_event.over(now)
    rows = any_of(of_event, coming[:DATES_SHOWN], over[:1], reported(of_event, now))
    rows = rows.select_related("event__hub", "report").with_topics()
    found = list(rows.annotate(number=coming.number()).order_by("starts_at", "pk"))
    dates = [row for row in found if row.ends_at > now]
    past = [row for row in found if row.ends_at <= now]
    told = [each for each in past_meetings(row for row in past if hasattr(row, "report")) if each.is_reported]
    last_date = past[-1] if past and not dates else None
    return dates, last_date, told, getattr(dates[0], "number", 0) if dates else 0


def _public_hub(event: Event) -> PublicPage | None:
    """The page of its hub in the reader's language."""
    return public_tree().of_key(event.hub.key) if event.hub else None


def told_on_page() -> dict[str, Subquery]:
    """What the query of the page itself reads along with it."""
    from pages.models.event import EventSpeaker

    told = {name: F(name) for name in ("sort_order", "name", "affiliation")}
    speakers = list_of(EventSpeaker.objects.filter(page=OuterRef("pk")), **told)
    return {"told_speakers": speakers, "told_topics": topics_of("eventpage")}


def speakers_of(page: "EventPage") -> list[Any]:
    """`name` and `affiliation` of each, in the order of the page. A draft's are read from the draft."""
    if hasattr(page, "told_speakers"):
        return sorted(page.told_speakers or [], key=lambda each: each["sort_order"] or 0)
    return list(page.speakers.all())


def start_of(page: "EventPage") -> Start | None:
    """When the page says that it takes place first; None while that makes no sense."""
    if page.start_date is None or page.start_time is None or not 1 <= page.minutes <= schedule.LONGEST_MINUTES:
        return None
    # Whole minutes: places in lists, and feeds, know no parts of a second.
    at = page.start_time.replace(second=0, microsecond=0)
    return Start(page.start_date, at, ZoneInfo(page.zone), page.minutes)


def details_of(page: "EventPage") -> Details:
    return Details(**{field.name: getattr(page, field.name) for field in fields(Details)})


def hub_page_of(page: "Page") -> "Page | None":
    """The page of the hub that the event belongs to: the nearest above it."""
    from pages.models import HubPage

    found: HubPage | None = HubPage.objects.ancestor_of(page).order_by("-depth").first()
    return found


def hub_of(page: "EventPage") -> Hub | None:
    hub_page = hub_page_of(page)
    return Hub.objects.filter(key=hub_page.translation_key).first() if hub_page else None


def unknown_towns_of(page: "EventPage") -> list[Unknown]:
    """The town in which people meet, where nobody knows which is meant. Of a page that is not saved yet, nothing."""
    if not page.pk or page.mode == Mode.ONLINE:
        return []
    at = None if page.latitude is None or page.longitude is None else (float(page.latitude), float(page.longitude))
    return unknown_town(page.town, hub_of(page), at)


def draft_event(page: "EventPage") -> tuple[Event | None, list[Occurrence]]:
    """What publishing the page would put in force, unsaved."""
    start = start_of(page)
    if start is None:
        return None, []
    event = Event(key=page.translation_key, slug=page.slug, zone=page.zone, rule=page.rule, **asdict(details_of(page)))
    event.start_date, event.start_time, event.minutes = start.day, start.at, start.minutes
    event.hub = hub_of(page)
    now = timezone.now()
    today = now.astimezone(start.zone).date()
    try:
        slots = schedule.slots(
            event.recurrence, start=start, since=max(start.day, today), last=max(start.day, today + HORIZON)
        )
    except RecurrenceError:
        # Nor is there a sentence for it.
        event.rule = ""
        return event, []
    return event, [planned(event, at, town=event.town) for at in slots if at.ends_at > now]
