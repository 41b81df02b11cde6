"""Calendars that phones subscribe to: of everything, a hub, a topic, a series; and one date to add once."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from cms import caching
from cms.models import OrganisationSettings
from events import ical
from events.calendar import topics
from events.entries import entries, entries_of, entry_on
from events.ical import Entry
from events.models import CALENDAR, Event, Hub, Occurrence


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """What is ahead, of the organisation and of all hubs."""
    organisation = OrganisationSettings.current().organisation_name or "Hustings"
    return _feed(request, organisation, entries(now=timezone.now()))


@require_safe
def of_hub(request: HttpRequest, slug: str) -> HttpResponse:
    hub = get_object_or_404(Hub.objects.in_force(), slug=slug)
    caching.tag_response(request, hub.cache_tag)
    return _feed(request, hub.title, entries(now=timezone.now(), hub=hub))


@require_safe
def on_topic(request: HttpRequest, slug: str) -> HttpResponse:
    """What is ahead on a topic that somebody meets about."""
    topic = next((each for each in topics() if each.slug == slug), None)
    if topic is None:
        raise Http404(gettext("There is no meeting on such a topic"))
    return _feed(request, topic.title, entries(now=timezone.now(), topic=topic))


@require_safe
def of_event(request: HttpRequest, slug: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.in_force(), slug=slug)
    return _feed(request, event.title, entries_of(event))


@require_safe
def of_date(request: HttpRequest, slug: str, day: date) -> HttpResponse:
    """One date of an event, which is named by the day that its rule gives it."""
    event = get_object_or_404(Event.objects.in_force(), slug=slug)
    row = Occurrence.objects.public().filter(event=event, original_date=day).first()
    if row is None:
        raise Http404(gettext("The event does not take place on that day"))
    row.event = event
    response = _feed(request, event.title, [entry_on(row)])
    response["Content-Disposition"] = f'attachment; filename="{event.slug}-{day.isoformat()}.ics"'
    return response


def _feed(request: HttpRequest, name: str, told: list[Entry]) -> HttpResponse:
    caching.tag_response(request, caching.CONTENT, CALENDAR)
    body = ical.write(name, told, language=get_language() or "en")
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")
