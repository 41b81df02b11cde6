"""The dates of an event in the admin. What each decision does is in decisions.py."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cms.admin_frame import framed
from events.models import Event, Occurrence
from events.services.occurrences import BeyondCalendar, NothingToChange, Scope
from pages.event_dates import decisions
from pages.event_dates.forms import CancelForm, DecisionForm, MoveForm
from pages.models import EventPage

PER_PAGE = 50


@require_safe
def dates(request: HttpRequest, page_id: int) -> HttpResponse:
    """Those that are ahead, each with what can be decided of it."""
    page = _page(request, page_id)
    event = Event.objects.filter(key=page.translation_key).first()
    coming = Occurrence.objects.filter(event=event).coming(timezone.now()).select_related("event")
    shown = Paginator(coming, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "pages/event_dates/dates.html", {"page": page, "dates": shown, **_frame(page)})


FORMS: dict[str, type[DecisionForm]] = {"cancel": CancelForm, "move": MoveForm, "restore": DecisionForm}


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, page_id: int, day: date, decision: str) -> HttpResponse:
    """Show which dates would be affected, and carry it out."""
    page, now = _page(request, page_id), timezone.now()
    row = _row(page, day, now)
    told = {scope: decisions.affected(decision=decision, row=row, scope=scope, now=now) for scope in Scope}
    if not told[Scope.THIS]:
        raise Http404(_("There is nothing to change about this date"))
    if len(told[Scope.ALL]) == 1:
        told = {Scope.THIS: told[Scope.THIS]}
    of_move = {"day": row.starts_local.date(), "begins": row.starts_local.time()}
    form = FORMS[decision](request.POST if request.method == "POST" else None, affected=told, initial=of_move)
    if request.method == "POST" and form.is_valid() and _carry_out(request, page, row, form, decision, now):
        return redirect("event_dates", page.pk)
    context = {"form": form, "row": row, "told": told, "decision": decision, "page": page, **_frame(page)}
    return render(request, "pages/event_dates/decide.html", context, status=422 if form.is_bound else 200)


def _carry_out(
    request: HttpRequest, page: EventPage, row: Occurrence, form: DecisionForm, decision: str, now: datetime
) -> bool:
    of: dict[str, Any] = {"decision": decision, "page": page, "row": row, "user": request.user, "now": now}
    try:
        rows = decisions.carry_out(**of, scope=Scope(form.cleaned_data["scope"]), **_told(form, row))
    except BeyondCalendar:
        form.add_error("day", _("That is too long ago or too far ahead"))
        return False
    except NothingToChange:
        form.add_error(None, _("Meanwhile somebody else has changed this date. Look at the list again."))
        return False
    number = len(rows)
    messages.success(
        request, ngettext("%(number)s date changed.", "%(number)s dates changed.", number) % {"number": number}
    )
    return True


def _told(form: DecisionForm, row: Occurrence) -> dict[str, Any]:
    said = form.cleaned_data
    told: dict[str, Any] = {name: said[name] for name in ("venue", "address", "note") if name in said}
    if isinstance(form, MoveForm):
        told |= {"to_day": said["day"], "to_time": said["begins"], "minutes": row.minutes}
    return told


def _page(request: HttpRequest, page_id: int) -> EventPage:
    """Raises: PermissionDenied unless this user may publish the page: what is decided here counts at once."""
    page: EventPage = get_object_or_404(EventPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return page


def _row(page: EventPage, day: date, now: datetime) -> Occurrence:
    of_event = Occurrence.objects.filter(event__key=page.translation_key, original_date=day)
    row = of_event.coming(now).select_related("event").first()
    if row is None:
        raise Http404(_("The event has no such date ahead"))
    return row


def _frame(page: EventPage) -> dict[str, str]:
    return framed(_("Dates of “%(event)s”") % {"event": page.title}, "calendar-alt")
