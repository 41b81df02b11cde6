"""A mentor's own page: which hub may ask them, and the button of who does not want to be asked."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from events.models import Mentor
from events.models.mentor import FIRST_MEETINGS
from events.services import mentors


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def mentoring(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who is no mentor any more reads that, by whatever link: it tells nobody who was one."""
    if request.method == "POST":
        mentors.step_back(public_id=public_id)
        return HttpResponseRedirect(request.path, status=303)
    found = Mentor.objects.filter(public_id=public_id).select_related("hub").first()
    context = {"mentor": found, "hub": found.hub if found else None, "number": FIRST_MEETINGS}
    return keep_personal(render(request, "events/mentoring.html", context))
