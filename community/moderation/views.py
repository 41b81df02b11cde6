"""The moderators' pages of the admin: the inbox, one case, what was decided, and one's own mails."""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cms.admin_frame import framed
from community.models import Action, DecidedCase, Decision, ModeratorMail
from community.moderation import inbox
from community.moderation.forms import AskedForm, DecisionForm, MailForm
from community.moderation.registry import Case, Kind, kind_named
from community.moderation.rights import moderators_only
from community.services import deciding

ICON = "comment"
DECISIONS_PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def show_inbox(request: HttpRequest) -> HttpResponse:
    """What waits longest comes first. The buttons of a row decide of all its cases."""
    form, now = AskedForm(request.GET), timezone.now()
    asked = form.asked(group=request.GET.get("group", ""))
    if request.method == "POST":
        return _decide(request, asked)
    page, rows = inbox.read(asked, request.GET.get("p"), now)
    context = {
        "form": form,
        "asked": asked,
        "rows": rows,
        "page": page,
        "numbers": inbox.waiting_numbers(),
        "mail_form": MailForm(instance=ModeratorMail.objects.filter(moderator=request.user.pk).first()),
        **framed(_("Moderation"), ICON),
    }
    return render(request, "community/moderation/inbox.html", context)


@require_http_methods(["GET", "HEAD"])
@moderators_only
def show_case(request: HttpRequest, kind_name: str, key: int) -> HttpResponse:
    """All of one case: its words, what is known of its sender, and what was decided before."""
    kind, case = case_or_404(kind_name, key)
    decided = DecidedCase.objects.filter(decision__kind=kind.name, key=key).values("decision")
    context = {
        "kind": kind,
        "case": case,
        "decisions": Decision.objects.filter(pk__in=decided).select_related("by", "undone_by").order_by("-pk"),
        "form": DecisionForm(),
        **framed(case.said_by or str(kind.label), ICON),
    }
    return render(request, "community/moderation/case.html", context)


def case_or_404(kind_name: str, key: int) -> tuple[Kind, Case]:
    try:
        kind = kind_named(kind_name)
        return kind, kind.cases([key])[key]
    except KeyError:
        raise Http404 from None


def _decide(request: HttpRequest, asked: inbox.Asked) -> HttpResponse:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    given = form.cleaned_data
    kind = next((each for each in asked.kinds if each.name == given["kind"]), None)
    action, now = Action(given["action"]), timezone.now()
    if kind is None or action not in kind.actions:
        raise BadRequest
    keys = inbox.keys_of_group(asked, kind, group=given["group"], last=given["last"], now=now)
    _tell_decided(request, kind=kind, keys=keys, action=action, why=given["why"])
    return redirect(request.get_full_path())


@require_POST
@moderators_only
def decide_case(request: HttpRequest, kind_name: str, key: int) -> HttpResponse:
    """Decide of one case, whether it waits still or was decided before."""
    kind, _case = case_or_404(kind_name, key)
    form = DecisionForm({**request.POST.dict(), "kind": kind.name, "last": str(key)})
    if not form.is_valid() or form.cleaned_data["action"] not in kind.actions:
        raise BadRequest
    action = Action(form.cleaned_data["action"])
    _tell_decided(request, kind=kind, keys=[key], action=action, why=form.cleaned_data["why"])
    return redirect("moderation_case", kind.name, key)


def _tell_decided(request: HttpRequest, *, kind: Kind, keys: list[int], action: Action, why: str) -> None:
    by: Any = request.user
    try:
        decision = deciding.decide(kind=kind, keys=keys, action=action, by=by, now=timezone.now(), why=why)
    except deciding.NothingToDecide:
        messages.warning(request, _("Somebody else was quicker: nothing was left to decide."))
        return
    words = ngettext("%(action)s: %(count)s", "%(action)s: %(count)s", decision.number)
    undo = messages.button(f"{reverse('moderation_decisions')}#decision-{decision.pk}", _("Undo"))
    messages.success(request, words % {"action": action.label, "count": decision.number}, buttons=[undo])


@require_safe
@moderators_only
def show_decisions(request: HttpRequest) -> HttpResponse:
    """Who decided what, when and why, the newest first; each can be undone."""
    rows = Decision.objects.select_related("by", "undone_by").order_by("-pk")
    page = Paginator(rows, DECISIONS_PER_PAGE).get_page(request.GET.get("p"))
    context = {"decisions": page, **framed(_("What moderators decided"), ICON)}
    return render(request, "community/moderation/decisions.html", context)


@require_POST
@moderators_only
def undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    by: Any = request.user
    try:
        number = deciding.undo(decision_id=decision_id, by=by, now=timezone.now())
    except Decision.DoesNotExist:
        raise Http404 from None
    except deciding.UndoneBefore:
        messages.warning(request, _("Somebody has undone it already."))
    else:
        told = ngettext("Undone of %(count)s case.", "Undone of %(count)s cases.", number) % {"count": number}
        messages.success(request, told)
    return redirect("moderation_decisions")


@require_POST
@moderators_only
def choose_mail(request: HttpRequest) -> HttpResponse:
    """How often this moderator is told."""
    row = ModeratorMail.objects.filter(moderator=request.user.pk).first() or ModeratorMail(moderator=request.user)  # type: ignore[misc]
    form = MailForm(request.POST, instance=row)
    if not form.is_valid():
        raise BadRequest
    form.save()
    messages.success(request, _("Noted."))
    return redirect("moderation")
