"""Telling how a meeting went, in two steps: its words and its photos. Each is kept, and either can publish."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from desk import drafts
from desk import reports as writing
from desk.access import Desk, Meeting, Report, at_desk, at_meeting, at_report
from desk.report_forms import PhotosForm, ReportForm

WORDS, PHOTOS = "words", "photos"
FORMS = {WORDS: ReportForm, PHOTOS: PhotosForm}
PER_PAGE = 20


@require_safe
@at_desk
def reports(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All that took place, the last first, each with what was told of it and what can be."""
    now = timezone.now()
    rows = writing.took_place(desk, now).select_related("report").with_events()
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    dates = writing.told_of(desk, shown, now)
    return render(request, "desk/reports.html", {"desk": desk, "dates": dates, "page_of_results": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@at_meeting
def begin(request: HttpRequest, desk: Desk, meeting: Meeting, day: date) -> HttpResponse:
    """The first step: with its answer a draft is kept. One date has one report, whoever begins it."""
    desk.require_adding()
    row = get_object_or_404(
        writing.took_place(desk, timezone.now()).with_events(),
        event__key=meeting.page.translation_key,
        original_date=day,
    )
    known = desk.reports.filter(event_page=meeting.page, original_date=day).order_by("pk").first()
    if known:
        return redirect("desk_report_step", desk.hub.slug, known.pk, WORDS)
    page = writing.filled_in(meeting=meeting.page, row=row)
    form = ReportForm(request.POST if request.method == "POST" else None, instance=page)
    if request.method == "POST" and form.is_valid():
        return _go_on(request, desk, writing.begin(desk=desk, page=page), WORDS)
    may_publish = bool(desk.page.permissions_for_user(request.user).can_publish_subpage())
    return _ask(request, desk, form, WORDS, may_publish=may_publish)


@require_http_methods(["GET", "HEAD", "POST"])
@at_report
def step(request: HttpRequest, desk: Desk, report: Report, step: str) -> HttpResponse:
    """The words or the photos of a report that is kept already."""
    if step not in FORMS:
        raise Http404
    if not report.may_edit:
        messages.info(request, gettext("This is being reviewed, or somebody has locked it."))
        return redirect("desk_reports", desk.hub.slug)
    form = _form(request, desk, report, step)
    if request.method == "POST" and form.is_valid():
        if isinstance(form, PhotosForm):
            form.write()
        drafts.save(written=report)
        return _go_on(request, desk, report, step)
    return _ask(request, desk, form, step, may_publish=report.may_publish)


def _form(request: HttpRequest, desk: Desk, report: Report, step: str) -> Any:
    sent: Any = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    if step == PHOTOS:
        return PhotosForm(*sent, desk=desk, instance=report.draft)
    return ReportForm(*sent, instance=report.draft)


def _go_on(request: HttpRequest, desk: Desk, report: Report, step: str) -> HttpResponse:
    """What the pressed button asks for; without one, the photos follow the words. Raises: PermissionDenied."""
    if "publish" in request.POST:
        report.require_publishing()
        drafts.publish(written=report)
        messages.success(request, gettext("It is public: on a page of its own, and on the pages of meeting and hub."))
    elif "send" in request.POST:
        report.require_sending_for_review()
        drafts.send_for_review(written=report)
        messages.success(request, gettext("It is sent. Whoever reviews it gets a mail, and so do you when they have."))
    elif "keep" in request.POST:
        messages.success(request, gettext("It is kept as a draft. Go on with it whenever you like."))
    elif step == WORDS:
        return redirect("desk_report_step", desk.hub.slug, report.page.pk, PHOTOS)
    return redirect("desk_reports", desk.hub.slug)


def _ask(request: HttpRequest, desk: Desk, form: Any, step: str, *, may_publish: bool) -> HttpResponse:
    context = {"desk": desk, "form": form, "step": step, "may_publish": may_publish, "report": form.instance}
    return render(request, "desk/report_step.html", context, status=422 if form.is_bound else 200)
