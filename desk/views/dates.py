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
from events.services import occurrences
from events.services.occurrences import Scope

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
    about = _affected(form, row)
    if not about:
        form.add_error(None, NOTHING_TO_CHANGE)
    elif "confirm" in request.POST and _do(form, row):
        messages.success(request, _done(form))
        return redirect("desk_meetings", desk.hub.slug)
    if form.errors:
        return render(request, "desk/date.html", context, status=422)
    context |= {"about": about[:DATES_SHOWN], "number": len(about), "more": max(len(about) - DATES_SHOWN, 0)}
    context["people"] = SignUp.objects.of_dates(about).current().people()
    return render(request, "desk/date_preview.html", context)


def _affected(form: DateForm, row: Occurrence) -> list[Occurrence]:
    """The dates that would be different afterwards."""
    scope = Scope(form.cleaned_data["scope"])
    rows = occurrences.affected(event=row.event, original_date=row.original_date, scope=scope, now=timezone.now())
    if form.cleaned_data["what"] == "restore":
        return [each for each in rows.select_related("event") if each.is_cancelled or each.is_moved or each.note]
    return list(rows.scheduled().select_related("event"))


def _do(form: DateForm, row: Occurrence) -> bool:
    """Gives whether it was done; else the form says why not."""
    asked = form.cleaned_data
    which: dict[str, Any] = {
        "key": row.event.key,
        "original_date": row.original_date,
        "scope": Scope(asked["scope"]),
        "now": timezone.now(),
    }
    try:
        if asked["what"] == "cancel":
            occurrences.cancel_dates(**which, note=asked["note"])
        elif asked["what"] == "move":
            moved: dict[str, Any] = {
                "to_day": asked["day"],
                "to_time": asked["time"],
                "minutes": row.minutes,
                "note": asked["note"],
            }
            occurrences.move_dates(**which, **moved, venue=row.venue, address=row.address)
        else:
            occurrences.restore_dates(**which)
    except occurrences.NothingToChange:
        form.add_error(None, NOTHING_TO_CHANGE)
    except occurrences.BeyondCalendar:
        form.add_error("day", gettext("This day is too long ago or too far ahead"))
    return not form.errors


def _done(form: DateForm) -> str:
    return {
        "cancel": gettext("It is cancelled. The calendar says so."),
        "move": gettext("It is moved. The calendar says so."),
        "restore": gettext("It takes place as it was planned."),
    }[form.cleaned_data["what"]]
