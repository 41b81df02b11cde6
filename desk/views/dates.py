"""One date of a meeting: cancelled, moved or restored, after a look at what that is about."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from desk.access import Desk, Meeting, at_meeting
from desk.date_form import DateForm
from events.models import Occurrence, SignUp
from events.services.occurrences import BeyondCalendar, NothingToChange, Scope
from pages.event_dates import decisions

DATES_SHOWN = 6
NOTHING_TO_CHANGE = gettext_lazy("There is nothing to change about this date any more")


@require_http_methods(["GET", "HEAD", "POST"])
@at_meeting
def change(request: HttpRequest, desk: Desk, meeting: Meeting, day: date) -> HttpResponse:
    """Ask what should become of the date; show which dates it is about; do it when that is confirmed."""
    if not meeting.page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    coming = Occurrence.objects.coming(timezone.now()).with_events()
    row = get_object_or_404(coming, event__key=meeting.page.translation_key, original_date=day)
    form = DateForm(request.POST or None, row=row)
    context: dict[str, Any] = {"desk": desk, "meeting": meeting, "date": row, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/date.html", context, status=422 if form.is_bound else 200)
    about = decisions.affected(
        decision=form.cleaned_data["what"], row=row, scope=Scope(form.cleaned_data["scope"]), now=timezone.now()
    )
    if not about:
        form.add_error(None, NOTHING_TO_CHANGE)
    elif "confirm" in request.POST and _do(request, meeting, form, row):
        messages.success(request, _done(form))
        return redirect("desk_meetings", desk.hub.slug)
    if form.errors:
        return render(request, "desk/date.html", context, status=422)
    context |= {"about": about[:DATES_SHOWN], "number": len(about), "more": max(len(about) - DATES_SHOWN, 0)}
    context["people"] = SignUp.objects.of_dates(about).current().people()
    return render(request, "desk/date_preview.html", context)


def _do(request: HttpRequest, meeting: Meeting, form: DateForm, row: Occurrence) -> bool:
    """Gives whether it was done; else the form says why not."""
    asked = form.cleaned_data
    of: dict[str, Any] = {"decision": asked["what"], "page": meeting.page, "row": row, "user": request.user}
    try:
        decisions.carry_out(**of, scope=Scope(asked["scope"]), now=timezone.now(), **_told(asked, row))
    except NothingToChange:
        form.add_error(None, NOTHING_TO_CHANGE)
    except BeyondCalendar:
        form.add_error("day", gettext("This day is too long ago or too far ahead"))
    return not form.errors


def _told(asked: dict[str, Any], row: Occurrence) -> dict[str, Any]:
    if asked["what"] == "restore":
        return {}
    if asked["what"] == "cancel":
        return {"note": asked["note"]}
    same = {"minutes": row.minutes, "venue": row.venue, "address": row.address}
    return {"to_day": asked["day"], "to_time": asked["time"], "note": asked["note"], **same}


def _done(form: DateForm) -> str:
    return {
        "cancel": gettext("It is cancelled. The calendar says so."),
        "move": gettext("It is moved. The calendar says so."),
        "restore": gettext("It takes place as it was planned."),
    }[form.cleaned_data["what"]]
