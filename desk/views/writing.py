"""Writing a meeting step by step, or copying the one before. Each step is kept before the next one is asked."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from desk import drafts, meetings, steps
from desk.access import Desk, Meeting, at_desk, at_meeting
from desk.photo import PhotoForm
from desk.repeats import Repeats
from desk.when import CopyForm
from events.hub_areas import suggested
from events.recurrence import RecurrenceError
from pages.models import EventPage
from pages.recurrence_words import refusal

reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])


@reads_and_writes
@at_desk
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The first step: with its answer the meeting is kept as a draft."""
    desk.require_adding()
    first = steps.STEPS[0]
    draft = EventPage()
    form = _form(request, desk, first, draft)
    if request.method == "POST" and form.is_valid():
        page = meetings.begin(desk=desk, page=draft)
        return redirect("desk_step", desk.hub.slug, page.pk, steps.STEPS[1].name)
    return _ask(request, desk, first, form, back=reverse("desk_hub", args=[desk.hub.slug]))


@reads_and_writes
@at_desk
def copy(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Everything as last time, and only the day is asked for."""
    desk.require_adding()
    last = meetings.last_meeting(desk)
    if last is None:
        return redirect("desk_new", desk.hub.slug)
    proposed = Repeats.NO if meetings.goes_on(last) else Repeats.AS_IT_IS
    form = CopyForm(request.POST or None, does_repeat=bool(last.rule), initial={"repeats": proposed})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            is_once = asked.get("repeats") == Repeats.NO
            page = meetings.copy(desk=desk, source=last, day=asked["day"], is_once=is_once)
        except RecurrenceError as error:
            form.add_error("day", refusal(error))
        else:
            return redirect("desk_look", desk.hub.slug, page.pk)
    context = {"desk": desk, "form": form, "last": last}
    return render(request, "desk/copy.html", context, status=422 if form.is_bound else 200)


@reads_and_writes
@at_meeting
def step(request: HttpRequest, desk: Desk, meeting: Meeting, step: str) -> HttpResponse:
    """One step of a meeting that is kept already. `?only` in its address leads back to the whole of it."""
    asked = steps.BY_NAME.get(step)
    if asked is None:
        raise Http404
    if not meeting.may_edit:
        return redirect("desk_look", desk.hub.slug, meeting.page.pk)
    form = _form(request, desk, asked, meeting.draft)
    if request.method == "POST" and form.is_valid():
        if isinstance(form, PhotoForm):
            form.write()
        drafts.save(written=meeting)
        return redirect(_next(request, desk, meeting, asked))
    return _ask(request, desk, asked, form, back=_back(request, desk, meeting, asked))


def _form(request: HttpRequest, desk: Desk, asked: steps.Step, draft: EventPage) -> Any:
    sent: Any = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    if asked.form:
        return asked.form(*sent, instance=draft)  # type: ignore[misc]
    return PhotoForm(*sent, desk=desk, instance=draft)


def _next(request: HttpRequest, desk: Desk, meeting: Meeting, asked: steps.Step) -> str:
    following = None if "only" in request.GET else steps.after(asked)
    where = [desk.hub.slug, meeting.page.pk]
    return reverse("desk_step", args=[*where, following.name]) if following else reverse("desk_look", args=where)


def _back(request: HttpRequest, desk: Desk, meeting: Meeting, asked: steps.Step) -> str:
    before = None if "only" in request.GET else steps.before(asked)
    where = [desk.hub.slug, meeting.page.pk]
    return reverse("desk_step", args=[*where, before.name]) if before else reverse("desk_look", args=where)


def _ask(request: HttpRequest, desk: Desk, asked: steps.Step, form: Any, *, back: str) -> HttpResponse:
    if town := form.fields.get("town"):
        town.widget.suggest(suggested(desk.hub))
    context = {
        "desk": desk,
        "step": asked,
        "number": steps.STEPS.index(asked) + 1,
        "steps": len(steps.STEPS),
        "form": form,
        "back": back,
        "is_only": "only" in request.GET,
    }
    return render(request, "desk/step.html", context, status=422 if form.is_bound else 200)
