"""What those who come have said, without names: what to talk about before a date, and how it was afterwards."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cms.row_keys import read_key
from desk.access import Desk, Meeting, at_meeting
from events.models import AgendaItem, Occurrence
from events.models.survey import LEAST_ANSWERS
from events.services import agendas, surveys


@require_http_methods(["GET", "HEAD", "POST"])
@at_meeting
def suggestions(request: HttpRequest, desk: Desk, meeting: Meeting, day: date) -> HttpResponse:
    """By what matters to most; each can be hidden from those who come, and shown again."""
    row = _date(meeting, day)
    is_hidden = "hide" in request.POST
    item_id = read_key(request.POST.get("hide" if is_hidden else "show", ""))
    if item_id is not None:
        agendas.hide(occurrence=row, item_id=item_id, is_hidden=is_hidden, user=request.user, now=timezone.now())
        return redirect(request.path)
    items = AgendaItem.objects.filter(occurrence=row).by_what_matters()
    context = {
        "desk": desk,
        "date": row,
        "shown": [item for item in items if not item.hidden_at],
        "hidden": [item for item in items if item.hidden_at],
    }
    return render(request, "desk/suggestions.html", context)


@require_safe
@at_meeting
def answers(request: HttpRequest, desk: Desk, meeting: Meeting, day: date) -> HttpResponse:
    row = _date(meeting, day)
    context = {"desk": desk, "date": row, "answers": surveys.answers_to(row), "least": LEAST_ANSWERS}
    return render(request, "desk/answers.html", context)


def _date(meeting: Meeting, day: date) -> Occurrence:
    """Raises: Http404."""
    of_meeting = Occurrence.objects.filter(event__key=meeting.page.translation_key).with_events()
    found: Occurrence = get_object_or_404(of_meeting, original_date=day)
    return found
