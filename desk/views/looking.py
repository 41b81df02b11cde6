"""A meeting as publishing would show it, with the buttons that publish, keep or send it; and what comes after."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from cms.addresses import absolute
from desk import announcing, drafts, steps
from desk.access import Desk, Meeting, at_meeting
from events.models import Announcement, Event
from pages.events import draft_event


@require_http_methods(["GET", "HEAD", "POST"])
@at_meeting
def look(request: HttpRequest, desk: Desk, meeting: Meeting) -> HttpResponse:
    """The whole of a meeting before it is published, with the next six dates."""
    missing = steps.unfinished(meeting.draft)
    if request.method == "POST" and (answer := _do(request, desk, meeting, missing)):
        return answer
    event, dates = draft_event(meeting.draft)
    context = {
        "desk": desk,
        "meeting": meeting,
        "page": meeting.draft,
        "event": event,
        "topics": list(meeting.draft.topics.all()),
        "dates": dates[: announcing.DATES_SHOWN],
        "more": max(len(dates) - announcing.DATES_SHOWN, 0),
        "steps": steps.STEPS,
        "missing": missing,
        "unknown": meeting.draft.unknown_towns(),
        "is_over": event is not None and not dates,
    }
    return render(request, "desk/look.html", context, status=422 if request.method == "POST" else 200)


def _do(request: HttpRequest, desk: Desk, meeting: Meeting, missing: list[steps.Step]) -> HttpResponse | None:
    """What the pressed button asks for; None where steps are missing that it needs. Raises: PermissionDenied."""
    if "publish" in request.POST:
        meeting.require_publishing()
        if missing:
            return None
        drafts.publish(written=meeting)
        return redirect("desk_published", desk.hub.slug, meeting.page.pk)
    if "send" in request.POST:
        meeting.require_sending_for_review()
        if missing:
            return None
        drafts.send_for_review(written=meeting)
        messages.success(request, gettext("It is sent. Whoever reviews it gets a mail, and so do you when they have."))
    else:
        messages.success(request, gettext("It is kept as a draft. You find it under Meetings."))
    return redirect("desk_hub", desk.hub.slug)


@require_safe
@at_meeting
def published(request: HttpRequest, desk: Desk, meeting: Meeting) -> HttpResponse:
    """What to do with a meeting once it is public: pass it on, and print its poster."""
    event = get_object_or_404(Event.objects.in_force(), key=meeting.page.translation_key)
    dates = announcing.next_dates(event)
    url = absolute(event.url)
    will_be_told = bool(dates) and Announcement.objects.filter(event=event).exists()
    context = {
        "desk": desk,
        "meeting": meeting,
        "event": event,
        "url": url,
        "text": announcing.text(event, dates, url),
        "mailto": announcing.mailto(event, dates, url),
        "calendar": f"{reverse('calendar_list')}?hub={desk.hub.slug}",
        "followers": desk.hub.follower_number if will_be_told else 0,
    }
    return render(request, "desk/published.html", context)
