"""The door to the desks, and each hub's desk: its tasks."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desk.access import Desk, at_desk, open_desks
from desk.first_steps import first_steps
from desk.meetings import last_meeting
from desk.reports import untold
from desk.wanted import open_proposals
from events.models import Mentor, Occurrence


@never_cache
@require_safe
@login_required
def desks(request: HttpRequest) -> HttpResponse:
    """On to the one desk that somebody has; a choice of several; a word to those who have none."""
    hubs = list(open_desks(request.user))
    if len(hubs) == 1:
        return redirect("desk_hub", hubs[0].slug)
    return render(request, "desk/desks.html", {"hubs": hubs})


@require_safe
@at_desk
def tasks(request: HttpRequest, desk: Desk) -> HttpResponse:
    now = timezone.now()
    coming = Occurrence.objects.filter(hub=desk.hub, event__is_published=True).coming(now)
    to_tell = untold(desk, now)
    context = {
        "desk": desk,
        "last": last_meeting(desk),
        "next_date": coming.scheduled().with_events().first(),
        "untold": to_tell,
        "others_untold": len(to_tell) - 1,
        "mentor": Mentor.objects.filter(hub=desk.hub).first(),
        "wanted": open_proposals(desk),
        "first_steps": first_steps(desk),
        "has_other_desks": open_desks(request.user).count() > 1,
    }
    return render(request, "desk/tasks.html", context)
