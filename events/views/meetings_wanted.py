"""Where people say that they want a meeting, and the page of one's own answer. Only its buttons change anything."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttling import TooOften, count_mail, too_many_attempts
from cms import trap
from cms.caching import CONTENT, tag_response
from cms.mail import ONE_CLICK
from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from events.demand.forms import WishForm
from events.models import MEETINGS_WANTED, MeetingsWantedSettings, MeetingWish
from events.services import meeting_wishes


@require_http_methods(["GET", "HEAD", "POST"])
@require_same_origin
def meetings_wanted(request: HttpRequest) -> HttpResponse:
    """The form; what was typed is kept where something is wrong with it, or a town's name means several."""
    if request.method != "POST":
        tag_response(request, CONTENT, MEETINGS_WANTED)
        return _show_form(request, WishForm(initial={"town": request.GET.get("town", "")[:80]}))
    form = WishForm(request.POST)
    if not form.is_valid():
        return _show_form(request, form, status=422)
    if not trap.is_sprung(request.POST):
        try:
            count_mail(request, "meeting_wish", to=form.cleaned_data["email"])
        except TooOften:
            return too_many_attempts(request)
        _keep(form)
    return HttpResponseRedirect(reverse("meetings_wanted_done"), status=303)


def _keep(form: WishForm) -> None:
    meeting_wishes.ask(
        town_id=form.cleaned_data["town_id"],
        email=form.cleaned_data["email"],
        answer=form.answer,
        locale=get_language() or "en",
        now=timezone.now(),
    )


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """What follows an answer: the same for whoever is new and for whoever is known."""
    tag_response(request, CONTENT)
    context = {"days": meeting_wishes.CONFIRMED_WITHIN.days}
    return keep_personal(render(request, "events/demand/done.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def meeting_wish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One's own answer, with the button that lets it count, or the one that withdraws it."""
    now = timezone.now()
    if request.method == "POST":
        if request.POST.get("do") == "withdraw" or ONE_CLICK in request.POST:
            meeting_wishes.withdraw(public_id=public_id)
            return HttpResponseRedirect(f"{request.path}?withdrawn", status=303)
        if request.POST.get("do") == "confirm":
            with suppress(MeetingWish.DoesNotExist):  # The page says that there is none.
                meeting_wishes.confirm(public_id=public_id, now=now)
        return HttpResponseRedirect(request.path, status=303)
    wish = MeetingWish.objects.filter(public_id=public_id).first()
    if wish is None or meeting_wishes.is_late(wish, now):
        return _show_gone(request, is_withdrawn=wish is None and "withdrawn" in request.GET)
    context = {"wish": wish, "kept_until": meeting_wishes.kept_until(wish), **wanted()}
    return keep_personal(render(request, "events/demand/wish.html", context))


def wanted() -> dict[str, Any]:
    """From how many answers on a meeting is proposed, and how long they are kept, for the pages that say so."""
    return {"wanted": MeetingsWantedSettings.current(), "kept_months": settings.MEETING_WISHES_KEPT_MONTHS}


def _show_gone(request: HttpRequest, *, is_withdrawn: bool) -> HttpResponse:
    context, status = {"is_withdrawn": is_withdrawn}, 200 if is_withdrawn else 404
    return keep_personal(render(request, "events/demand/gone.html", context, status=status))


def _show_form(request: HttpRequest, form: WishForm, *, status: int = 200) -> HttpResponse:
    return render(request, "events/demand/form.html", {"form": form, **wanted()}, status=status)
