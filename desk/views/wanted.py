"""A meeting that people want: how many, who can host it, and the buttons that begin it or say why not now."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts.sessions import signed_in_today
from cms.looks import log_look
from desk import steps
from desk.access import Desk, at_desk
from desk.wanted import NotNowForm, decline, plan
from events.meeting_proposals.log_actions import LOOKED
from events.models import MeetingProposal
from events.services.meeting_proposals import NotOpen


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@signed_in_today
def wanted(request: HttpRequest, desk: Desk, proposal_id: int) -> HttpResponse:
    """Names and words of those who can host; all others are only counted."""
    of_hub = MeetingProposal.objects.with_numbers().filter(hub=desk.hub)
    proposal: MeetingProposal = get_object_or_404(of_hub, pk=proposal_id)
    form = NotNowForm(request.POST if "not_now" in request.POST else None)
    if request.method == "POST" and (answer := _do(request, desk, proposal, form)):
        return answer
    log_look(proposal, LOOKED, request.user, timezone.now())
    context = {
        "desk": desk,
        "proposal": proposal,
        "helping": proposal.helping,
        "form": form,
        "page": desk.meetings.filter(translation_key=proposal.event_key).first() if proposal.event_key else None,
    }
    return render(request, "desk/wanted.html", context, status=422 if form.is_bound else 200)


def _do(request: HttpRequest, desk: Desk, proposal: MeetingProposal, form: NotNowForm) -> HttpResponse | None:
    """What the pressed button asks for; None where a reason is missing. Raises: PermissionDenied."""
    desk.require_adding()
    if form.is_bound and not form.is_valid():
        return None
    try:
        if form.is_bound:
            decline(proposal=proposal, reason=form.cleaned_data["reason"], user=desk.user, now=timezone.now())
            messages.success(request, gettext("It is noted. Those who look after all hubs can ask another one."))
            return redirect("desk_hub", desk.hub.slug)
        page = plan(desk=desk, proposal=proposal, now=timezone.now())
    except NotOpen:
        messages.info(request, gettext("Somebody was quicker: this is decided already."))
        return redirect("desk_wanted", desk.hub.slug, proposal.pk)
    return redirect("desk_step", desk.hub.slug, page.pk, steps.STEPS[0].name)
