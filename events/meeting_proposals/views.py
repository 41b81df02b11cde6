"""The admin’s pages on meetings that are wanted. Each look at the names of those who can host is logged."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.log_actions import log

from accounts.roles import MANAGE_HUBS
from accounts.sessions import signed_in_today
from cms.admin_frame import framed
from cms.looks import log_look
from events.demand.coverage import LEAST
from events.hub_roles import proposals_of
from events.meeting_proposals.forms import HubForm
from events.meeting_proposals.log_actions import GAVE, LOOKED, WROTE
from events.messages.views import MessagePage, write_to_several
from events.models import MeetingProposal, MeetingsWantedSettings, MeetingWish
from events.services import meeting_proposals
from events.towns import gazetteer

PER_PAGE = 50
MOST_GROWING = 20
ICON = "site"
TO_HELPERS = MessagePage(
    template="events/meeting_proposals/message.html",
    action=WROTE,
    hint=gettext_lazy("Plain text. They can simply answer the mail."),
    nobody=gettext_lazy("Nobody there can host yet."),
)


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """All proposals, open places first, and the towns from which most have answered without one yet."""
    if not request.user.has_perm(MANAGE_HUBS):
        raise PermissionDenied
    rows = proposals_of(request.user).by_need()
    context = {
        "proposals": Paginator(rows, PER_PAGE).get_page(request.GET.get("p")),
        "growing": _growing(),
        "wanted": MeetingsWantedSettings.current(),
        **framed(_("Meetings wanted"), ICON),
    }
    return render(request, "events/meeting_proposals/report.html", context)


def _growing() -> list[tuple[str, int]]:
    """Towns with five answers or more that have led to no proposal: what one person said is nobody’s business here."""
    numbers = MeetingWish.objects.uncounted().by_town()
    known = [(town.label, number) for key, number in numbers.items() if (town := gazetteer.by_id(key))]
    most = sorted(known, key=lambda each: (-each[1], each[0]))
    return [each for each in most if each[1] >= LEAST][:MOST_GROWING]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_today
def proposal(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Who can host or has a venue; for those who look after all hubs, a form that gives it to one."""
    found = _proposal(request, proposal_id)
    may_give = request.user.has_perm(MANAGE_HUBS)
    form = HubForm(request.POST if request.method == "POST" else None, initial={"hub": found.hub})
    if request.method == "POST":
        if not may_give:
            raise PermissionDenied
        if form.is_valid():
            return _give(request, found, form)
    log_look(found, LOOKED, request.user, timezone.now())
    context = {
        "proposal": found,
        "helping": found.helping,
        "form": form,
        "may_give": may_give and found.state in (MeetingProposal.State.OPEN, MeetingProposal.State.NOT_NOW),
        "may_write": found.may_be_written_about,
        **framed(_("A meeting near %(town)s") % {"town": found.place}, ICON),
    }
    status = 422 if form.is_bound else 200
    return render(request, "events/meeting_proposals/proposal.html", context, status=status)


def _give(request: HttpRequest, found: MeetingProposal, form: HubForm) -> HttpResponse:
    hub = form.cleaned_data["hub"]
    try:
        meeting_proposals.give_to_hub(proposal_id=found.pk, hub=hub, now=timezone.now())
    except meeting_proposals.NotOpen:
        messages.error(request, _("A meeting is being planned for it already."))
    else:
        log(instance=found, action=GAVE, user=request.user, data={"hub": hub.pk})
        messages.success(request, _("%(hub)s finds it on its desk now.") % {"hub": hub.title})
    return redirect("meeting_proposal", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_today
def write(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """A word to all who can host or have a venue; no address is shown to whoever writes it."""
    found = _proposal(request, proposal_id)
    context = {
        "proposal": found,
        "number": found.helping.count(),
        "written": found.messages.all(),
        **framed(_("Write to those who can host"), ICON),
    }
    send = partial(meeting_proposals.write_to_helpers, proposal_id=found.pk)
    back = reverse("meeting_proposal", args=[found.pk])
    return write_to_several(request, TO_HELPERS, about=found, hub=found.hub, back=back, send=send, context=context)


def _proposal(request: HttpRequest, proposal_id: int) -> MeetingProposal:
    """Raises: Http404 for one that this user may not know of."""
    found: MeetingProposal = get_object_or_404(proposals_of(request.user), pk=proposal_id)
    return found
