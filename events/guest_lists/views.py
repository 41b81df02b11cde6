"""The admin’s pages on who comes. Whoever may open one may do what it offers; each look at names is logged."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.sessions import signed_in_today
from cms.admin_frame import framed
from cms.looks import log_look
from events.guest_lists.forms import PlacesForm, WalkInsForm
from events.hub_roles import dates_of, may_see_guest_lists
from events.messages.views import MessagePage, write_to_several
from events.models import GuestList, HostMessage, Occurrence, SignUp
from events.services import guest_lists

LOOKED, WROTE = "events.look_at_guest_list", "events.write_to_guests"

SHOWN_FOR = timedelta(days=31)
PER_PAGE = 50
ICON = "clipboard-list"
TO_GUESTS = MessagePage(
    template="events/guest_lists/message.html",
    action=WROTE,
    hint=gettext_lazy("Plain text. When and where it is stands below it by itself."),
    nobody=gettext_lazy("Nobody has a place yet."),
)


@require_safe
def dates(request: HttpRequest) -> HttpResponse:
    """The dates of a month ago and of all that is ahead, each with how many come."""
    if not may_see_guest_lists(request.user):
        raise PermissionDenied
    rows = dates_of(request.user).filter(ends_at__gt=timezone.now() - SHOWN_FOR).order_by("starts_at", "pk")
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    # People are counted for the dates of this page alone.
    counted = Occurrence.objects.filter(pk__in=[row.pk for row in shown]).with_events().with_people()
    shown.object_list = list(counted.order_by("starts_at", "pk"))
    return render(request, "events/guest_lists/dates.html", {"dates": shown, **framed(_("Who comes"), ICON)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_today
def guest_list(request: HttpRequest, date_id: int) -> HttpResponse:
    """Who comes, who waits, and two numbers that hosts may change."""
    date = _date(request, date_id)
    found = _list_of(date)
    places, walk_ins = PlacesForm(initial={"places": found.capacity}), WalkInsForm(initial={"walk_ins": found.walk_ins})
    is_wrong = False
    if "places" in request.POST:
        places = PlacesForm(request.POST)
        if places.is_valid():
            told = places.cleaned_data["places"]
            guest_lists.set_places(occurrence_id=date.pk, places=told, now=timezone.now())
            return redirect("guest_list", date.pk)
        is_wrong = True
    if "walk_ins" in request.POST:
        walk_ins = WalkInsForm(request.POST)
        if walk_ins.is_valid():
            guest_lists.count_walk_ins(occurrence_id=date.pk, number=walk_ins.cleaned_data["walk_ins"])
            return redirect("guest_list", date.pk)
        is_wrong = True
    return _show(request, date, places, walk_ins, status=422 if is_wrong else 200)


def _show(request: HttpRequest, date: Occurrence, places: Form, walk_ins: Form, *, status: int) -> HttpResponse:
    log_look(date, LOOKED, request.user, timezone.now())
    context = {
        "places_form": places,
        "walk_ins_form": walk_ins,
        "may_write": HostMessage.objects.filter(occurrence=date).count() < HostMessage.MOST,
        **_people(date),
        **framed(_("Who comes: %(event)s") % {"event": date.event.title}, ICON),
    }
    return render(request, "events/guest_lists/guest_list.html", context, status=status)


@require_POST
@signed_in_today
def check_in(request: HttpRequest, date_id: int, sign_up_id: int) -> HttpResponse:
    """Somebody is here, or was taken for somebody else."""
    date = _date(request, date_id)
    has_come = request.POST.get("has_come") == "1"
    guest_lists.check_in(occurrence_id=date.pk, sign_up_id=sign_up_id, has_come=has_come)
    return redirect("guest_list", date.pk)


@require_safe
@never_cache
@signed_in_today
def print_list(request: HttpRequest, date_id: int) -> HttpResponse:
    """The same on paper, with boxes to tick."""
    date = _date(request, date_id)
    log_look(date, LOOKED, request.user, timezone.now())
    return render(request, "events/guest_lists/print.html", _people(date))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_today
def write(request: HttpRequest, date_id: int) -> HttpResponse:
    """A word to everybody who has a place; no address is shown to whoever writes it."""
    date = _date(request, date_id)
    context = {
        "date": date,
        "number": SignUp.objects.filter(occurrence=date).coming().count(),
        "written": date.host_messages.all(),
        **framed(_("Write to those who come"), ICON),
    }
    send = partial(guest_lists.write_to_those_coming, occurrence_id=date.pk)
    back = reverse("guest_list", args=[date.pk])
    return write_to_several(request, TO_GUESTS, about=date, hub=date.event.hub, back=back, send=send, context=context)


def _date(request: HttpRequest, date_id: int) -> Occurrence:
    """Raises: Http404 for a date whose guest list this user may not know of."""
    found: Occurrence = get_object_or_404(dates_of(request.user).with_events(), pk=date_id)
    return found


def _list_of(date: Occurrence) -> GuestList:
    return GuestList.objects.filter(occurrence=date).first() or GuestList(occurrence=date)


def _people(date: Occurrence) -> dict[str, Any]:
    everybody = SignUp.objects.filter(occurrence=date)
    found = _list_of(date)
    return {
        "date": date,
        "list": found,
        "coming": everybody.coming().order_by("name", "pk"),
        "waiting": everybody.current().exclude(state=SignUp.State.COMING),
        "coming_number": everybody.coming().people(),
        "here_number": everybody.filter(has_come=True).people() + found.walk_ins,
    }
