"""The dates of an event in the admin. What each decision does is in events/services/occurrences.py."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Event, Occurrence
from events.services import occurrences
from events.services.occurrences import BeyondCalendar, NothingToChange, Scope, affected
from pages.event_dates import log
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


def _cancel(form: DecisionForm, row: Occurrence, **of: Any) -> list[Occurrence]:
    return occurrences.cancel_dates(note=form.cleaned_data["note"], **of)


def _move(form: DecisionForm, row: Occurrence, **of: Any) -> list[Occurrence]:
    told = form.cleaned_data
    where = {name: told[name] for name in ("venue", "address", "note")}
    return occurrences.move_dates(to_day=told["day"], to_time=told["begins"], minutes=row.minutes, **where, **of)


def _restore(form: DecisionForm, row: Occurrence, **of: Any) -> list[Occurrence]:
    return occurrences.restore_dates(**of)


DECISIONS: dict[str, tuple[type[DecisionForm], Callable[..., list[Occurrence]], str]] = {
    "cancel": (CancelForm, _cancel, log.CANCELLED),
    "move": (MoveForm, _move, log.MOVED),
    "restore": (DecisionForm, _restore, log.RESTORED),
}


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, page_id: int, day: date, decision: str) -> HttpResponse:
    """Show which dates would be affected, and carry it out."""
    page, now = _page(request, page_id), timezone.now()
    row = _row(page, day, now)
    told = {scope: _affected(row, scope, decision, now) for scope in Scope}
    if not told[Scope.THIS]:
        raise Http404(_("There is nothing to change about this date"))
    if len(told[Scope.ALL]) == 1:
        told = {Scope.THIS: told[Scope.THIS]}
    of_move = {"day": row.starts_local.date(), "begins": row.starts_local.time()}
    form = DECISIONS[decision][0](request.POST if request.method == "POST" else None, affected=told, initial=of_move)
    if request.method == "POST" and form.is_valid() and _carry_out(request, page, row, form, decision, now):
        return redirect("event_dates", page.pk)
    context = {"form": form, "row": row, "told": told, "decision": decision, "page": page, **_frame(page)}
    return render(request, "pages/event_dates/decide.html", context, status=422 if form.is_bound else 200)


def _carry_out(
    request: HttpRequest, page: EventPage, row: Occurrence, form: DecisionForm, decision: str, now: datetime
) -> bool:
    _form, service, action = DECISIONS[decision]
    try:
        with transaction.atomic():
            of = {"key": page.translation_key, "original_date": row.original_date, "now": now}
            rows = service(form, row, scope=Scope(form.cleaned_data["scope"]), **of)
            log.write(page=page, action=action, rows=rows, user=request.user)
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


def _affected(row: Occurrence, scope: Scope, decision: str, now: datetime) -> list[Occurrence]:
    """The dates that would change: what is cancelled cannot move, and only what was changed can be restored."""
    rows = affected(event=row.event, original_date=row.original_date, scope=scope, now=now)
    if decision == "restore":
        found = [each for each in rows if each.is_cancelled or each.is_moved or each.note]
    else:
        found = [each for each in rows if not each.is_cancelled]
    for each in found:
        each.event = row.event
    return found


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


def _frame(page: EventPage) -> dict[str, Any]:
    """What Wagtail's frame around a page asks for."""
    title = _("Dates of “%(event)s”") % {"event": page.title}
    return {"page_title": title, "header_title": title, "header_icon": "calendar-alt"}
