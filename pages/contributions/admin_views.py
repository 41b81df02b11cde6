"""The editors' queue. Each look at who wrote something is logged."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.admin_frame import framed
from cms.looks import log_look
from pages.contributions import services
from pages.contributions.deciding import DECISIONS
from pages.contributions.forms import DecisionForm, EnterForm
from pages.contributions.posts import post_of, series_of
from pages.contributions.rights import contributions_for, may_read, series_for
from pages.models import Contribution, SeriesPage, State

LOOKED = "pages.look_at_contribution"
PER_PAGE = 50
ICON = "edit"
BUTTONS = {
    State.SENT: ("accept", "changes", "decline"),
    State.ACCEPTED: ("word", "agreed", "decline"),
    State.PROOF: ("word", "agreed", "decline"),
    State.APPROVED: ("word", "decline"),
}
"""What can be decided in each state. A text is published in its post's own editor."""


@require_safe
@never_cache
def queue(request: HttpRequest) -> HttpResponse:
    """Those that wait first, or those in one state."""
    if not may_read(request.user):
        raise PermissionDenied
    state = request.GET.get("state", "")
    rows = contributions_for(request.user)
    found = rows.filter(state=state) if state in State.values else rows.waiting()
    shown = Paginator(found.order_by("sent_at", "pk"), PER_PAGE).get_page(request.GET.get("p"))
    names = _series_names(each.series_key for each in shown)
    context = {
        "contributions": shown,
        "rows": [(each, names.get(each.series_key, "")) for each in shown],
        "states": [choice for choice in State.choices if choice[0] != State.DRAFT],
        "state": state,
        **framed(_("Contributions"), ICON),
    }
    return render(request, "pages/contributions/admin/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def contribution(request: HttpRequest, key: int) -> HttpResponse:
    """A text, who wrote it, what was said so far, and the decisions that there are."""
    found = _found(request, key)
    decision = request.POST.get("do", "") if request.method == "POST" else ""
    form = DecisionForm(request.POST if decision else None, decision=decision)
    if decision and form.is_valid():
        return _decide(request, found, decision, form.cleaned_data["words"])
    log_look(found, LOOKED, request.user, timezone.now())
    post = post_of(found)
    context = {
        "contribution": found,
        "series": series_of(found),
        "notes": found.notes.select_related("by"),
        "post": post,
        "buttons": () if post and post.live else _buttons(found),
        "form": form,
        **framed(str(found), ICON),
    }
    return render(request, "pages/contributions/admin/contribution.html", context, status=422 if decision else 200)


def _buttons(found: Contribution) -> list[str]:
    """Without an address nobody is asked; what came by mail can be agreed to by mail."""
    possible = BUTTONS.get(State(found.state), ())
    impossible = {"word" if not found.email else "", "agreed" if found.entered_by_id is None else ""}
    return [button for button in possible if button not in impossible]


def _decide(request: HttpRequest, found: Contribution, decision: str, words: str) -> HttpResponse:
    decide = DECISIONS.get(decision)
    if decide is None:
        raise Http404
    try:
        decided = decide(key=found.pk, by=request.user, words=words, now=timezone.now())
    except services.NotNow:
        messages.error(request, _("It has gone on meanwhile: see where it stands now."))
        return redirect("contribution", found.pk)
    told = _("Done. Its writer is told by mail.") if found.email and decision != "agreed" else _("Done.")
    messages.success(request, told)
    if decision == "accept" and (post := post_of(decided)):
        return redirect("wagtailadmin_pages:edit", post.pk)
    return redirect("contribution", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """A text that came by mail, pasted or as a Word file, joins the queue."""
    series = list(series_for(request.user).select_related("locale"))
    if not series:
        raise PermissionDenied
    choices = [(str(each.pk), f"{each.title} ({each.locale.language_code})") for each in series]
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = EnterForm(*sent, series=choices)
    if form.is_valid():
        chosen = next(each for each in series if str(each.pk) == form.cleaned_data["series"])
        made = services.enter(
            series_key=chosen.translation_key,
            locale=chosen.locale.language_code,
            draft=form.draft(),
            email=form.cleaned_data["email"],
            consent=form.cleaned_data["consent"],
            by=request.user,
            now=timezone.now(),
        )
        return redirect("contribution", made.pk)
    context = {"form": form, **framed(_("A text that came by mail"), ICON)}
    return render(request, "pages/contributions/admin/enter.html", context, status=422 if form.is_bound else 200)


@require_safe
@never_cache
def photo(request: HttpRequest, key: int) -> FileResponse:
    """As long as its text is not accepted, nobody else can see it."""
    found = _found(request, key)
    if not found.photo:
        raise Http404
    try:
        return FileResponse(found.photo.open("rb"), headers={"Content-Security-Policy": "default-src 'none'"})
    except OSError as error:
        raise Http404 from error


def _found(request: HttpRequest, key: int) -> Contribution:
    """Raises: Http404 for one that this user may not know of."""
    found: Contribution = get_object_or_404(contributions_for(request.user), pk=key)
    return found


def _series_names(keys: Iterable[UUID]) -> dict[Any, str]:
    rows = SeriesPage.objects.filter(translation_key__in=set(keys), alias_of=None)
    return dict(rows.order_by("-pk").values_list("translation_key", "title"))
