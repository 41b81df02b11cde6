"""Signing up for a date, and the page of one's own place. Opening a page changes nothing; only its buttons do."""

from contextlib import suppress
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttling import TooOften, count_mail, too_many_attempts
from cms import trap
from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from events import signing_up
from events.models import Occurrence, SignUp
from events.services import agendas, sign_ups, surveys
from events.services.places import is_full
from events.services.sign_ups import NoOffer, NotOnList, NotOpen, TooMany
from events.sign_up_forms import GuestsForm, SignUpForm
from events.signing_up import date_to_sign_up_for, too_many


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def sign_up(request: HttpRequest, slug: str, day: date) -> HttpResponse:
    """The form, or why nobody can sign up; what was typed is kept where something is wrong with it."""
    occurrence = date_to_sign_up_for(slug, day)
    form = SignUpForm(request.POST if request.method == "POST" else None, questions=occurrence.event.text().questions)
    if request.method != "POST" or occurrence.why_closed(timezone.now()):
        return _show_form(request, occurrence, form)
    if not form.is_valid():
        return _show_form(request, occurrence, form, status=422)
    if trap.is_sprung(request.POST):
        return _to_done(occurrence, has_place=True)
    try:
        count_mail(request, "sign_up", to=form.cleaned_data["email"])
    except TooOften:
        return too_many_attempts(request)
    return _sign_up(request, occurrence, form)


def _sign_up(request: HttpRequest, occurrence: Occurrence, form: SignUpForm) -> HttpResponse:
    try:
        has_place = signing_up.sign_up(form, occurrence, locale=get_language() or "en", now=timezone.now())
    except TooMany:
        return _show_form(request, occurrence, form, status=422)
    except NotOpen:
        again = date_to_sign_up_for(occurrence.event.slug, occurrence.original_date)
        return _show_form(request, again, form, status=409)
    return _to_done(occurrence, has_place=has_place)


@require_safe
@never_cache
def done(request: HttpRequest, slug: str, day: date) -> HttpResponse:
    """What follows signing up: the same for whoever is new and for whoever was on the list."""
    context = {"date": date_to_sign_up_for(slug, day), "is_waiting": "waiting" in request.GET}
    return keep_personal(render(request, "events/sign_up_done.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def my_place(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where one stands, with a button for each thing that one can do about it."""
    found = get_object_or_404(SignUp.objects.of_somebody(), public_id=public_id)
    if request.method != "POST":
        return _show_place(request, found, GuestsForm(initial={"guests": found.guests}))
    form = GuestsForm(request.POST)
    do, now = request.POST.get("do"), timezone.now()
    if do == "guests" and not form.is_valid():
        return _show_place(request, found, form, status=422)
    try:
        with suppress(NotOpen, NotOnList, NoOffer):  # The page says where one stands.
            if do == "cancel":
                sign_ups.cancel(public_id=public_id, now=now)
            elif do == "accept":
                sign_ups.accept_offer(public_id=public_id, now=now)
            elif do == "guests":
                sign_ups.change_guests(public_id=public_id, guests=form.cleaned_data["guests"], now=now)
    except TooMany as error:
        form.add_error("guests", too_many(error))
        return _show_place(request, found, form, status=422)
    return HttpResponseRedirect(request.path, status=303)


def _to_done(occurrence: Occurrence, *, has_place: bool) -> HttpResponse:
    path = reverse("sign_up_done", args=[occurrence.event.slug, occurrence.original_date])
    return HttpResponseRedirect(path if has_place else f"{path}?waiting", status=303)


def _show_form(request: HttpRequest, occurrence: Occurrence, form: SignUpForm, *, status: int = 200) -> HttpResponse:
    why = occurrence.why_closed(timezone.now())
    context = {
        "date": occurrence,
        "form": form,
        "why_closed": why,
        "is_full": not why and is_full(occurrence),
    }
    return render(request, "events/sign_up.html", context, status=status)


def _show_place(request: HttpRequest, found: SignUp, form: GuestsForm, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    context = {
        "sign_up": found,
        "date": found.occurrence,
        "form": form,
        "why_closed": found.occurrence.why_closed(now),
        "is_offered": found.is_offered(now),
        "takes_agenda": agendas.is_open(found, now),
        "asks_afterwards": surveys.is_open(found, now),
        "before": SignUp.objects.filter(occurrence=found.occurrence, pk__lt=found.pk).waiting().count(),
    }
    return keep_personal(render(request, "events/my_place.html", context, status=status))
