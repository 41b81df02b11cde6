"""What a hub prints: the poster, the agenda and the press note of each meeting that is public."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.addresses import absolute
from desk import agenda as agendas
from desk import announcing, qr
from desk.access import Desk, Meeting, at_desk, at_meeting
from events.models import AgendaItem, Event, Occurrence

ITEMS_PRINTED = 5
"""So many of what those who come want to talk about, by what matters to most."""


@require_safe
@at_desk
def kits(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The meetings for which there is something to print."""
    coming = Occurrence.objects.filter(event__in=Event.objects.in_force()).coming(timezone.now())
    keys = coming.values("event__key")
    found = desk.meetings.live().filter(translation_key__in=keys).order_by("title", "pk")
    return render(request, "desk/kits.html", {"desk": desk, "meetings": found})


@require_safe
@at_meeting
def poster(request: HttpRequest, desk: Desk, meeting: Meeting) -> HttpResponse:
    context = _context(desk, meeting)
    return render(request, "desk/poster.html", {**context, "code": qr.drawn(context["url"])})


@require_safe
@at_meeting
def agenda(request: HttpRequest, desk: Desk, meeting: Meeting) -> HttpResponse:
    context = _context(desk, meeting)
    first = context["dates"][0]
    speakers = [_name(speaker) for speaker in meeting.page.speakers.all()]
    items = AgendaItem.objects.filter(occurrence=first).shown().by_what_matters()
    context["items"] = items[:ITEMS_PRINTED] if desk.hub.takes_agenda else []
    context["points"] = agendas.points(first.starts_local, first.minutes, speakers)
    return render(request, "desk/agenda.html", context)


@require_safe
@at_meeting
def press_note(request: HttpRequest, desk: Desk, meeting: Meeting) -> HttpResponse:
    speakers = [_name(speaker) for speaker in meeting.page.speakers.all()]
    return render(request, "desk/press_note.html", {**_context(desk, meeting), "speakers": speakers})


def _context(desk: Desk, meeting: Meeting) -> dict[str, Any]:
    """Raises: Http404 for a meeting that is not public, or has no date ahead: there is nothing to invite to."""
    event = Event.objects.in_force().filter(key=meeting.page.translation_key).first()
    dates = announcing.next_dates(event) if event else []
    if event is None or not dates:
        raise Http404
    url = absolute(event.url)
    return {
        "desk": desk,
        "meeting": meeting,
        "event": event,
        "words": event.text(),
        "dates": dates,
        "when": announcing.when(event, dates),
        "place": dates[0].place,
        "url": url,
        "today": timezone.localdate(),
    }


def _name(speaker: Any) -> str:
    return f"{speaker.name} ({speaker.affiliation})" if speaker.affiliation else str(speaker.name)
