"""Throwing a draft away that nobody but its hub has ever seen. Wagtail's log keeps that it was there."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from desk import drafts
from desk.access import Desk, Meeting, at_meeting


@require_http_methods(["GET", "HEAD", "POST"])
@at_meeting
def throw_away(request: HttpRequest, desk: Desk, meeting: Meeting) -> HttpResponse:
    """Ask once more, then do it. Raises: PermissionDenied for what was public once: its dates are cancelled."""
    if not meeting.may_throw_away:
        raise PermissionDenied
    if request.method == "POST":
        drafts.throw_away(written=meeting)
        messages.success(request, gettext("The draft is gone."))
        return redirect("desk_hub", desk.hub.slug)
    return render(request, "desk/throw_away.html", {"desk": desk, "meeting": meeting})
