"""All meetings of a hub: what is still a draft, and the dates that are coming."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from desk.access import Desk, at_desk
from events.models import Occurrence

DATES_SHOWN = 30


@require_safe
@at_desk
def meetings(request: HttpRequest, desk: Desk) -> HttpResponse:
    now = timezone.now()
    coming = Occurrence.objects.filter(event__key__in=desk.meetings.live().values("translation_key")).coming(now)
    dates = list(coming.with_events()[: DATES_SHOWN + 1])
    numbers = dict(desk.meetings.live().values_list("translation_key", "pk"))
    for date in dates:
        date.page_id = numbers[date.event.key]  # type: ignore[attr-defined]
    context = {
        "desk": desk,
        "drafts": desk.meetings.filter(live=False).order_by("-latest_revision_created_at"),
        "changed": desk.meetings.live().filter(has_unpublished_changes=True).order_by("-latest_revision_created_at"),
        "dates": dates[:DATES_SHOWN],
        "has_more": len(dates) > DATES_SHOWN,
        "resting": desk.meetings.live().exclude(translation_key__in={date.event.key for date in dates}),
    }
    return render(request, "desk/meetings.html", context)
