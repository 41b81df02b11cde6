"""Meetings that people near a hub want: which wait for its people, and what becomes of them."""

from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from cms.plain_text import PlainTextField
from desk import meetings
from desk.access import Desk
from events.meeting_proposals.log_actions import DECLINED, PLANNED
from events.models import MeetingProposal
from events.querysets import MeetingProposalQuerySet
from events.services import meeting_proposals
from pages.models import EventPage


class NotNowForm(forms.Form):
    reason = PlainTextField(
        most=300,
        required=True,
        label=_("Why not now?"),
        help_text=_("Those who look after all hubs read it. They may ask another hub."),
        error_messages={"required": _("Say why, in a few words")},
    )


def open_proposals(desk: Desk) -> MeetingProposalQuerySet:
    """Those of which nobody has decided yet, the oldest first: as few as a desk can show."""
    waiting = MeetingProposal.objects.filter(hub=desk.hub, state=MeetingProposal.State.OPEN)
    return waiting.with_numbers().order_by("created_at", "pk")[:3]


@transaction.atomic
def plan(*, desk: Desk, proposal: MeetingProposal, now: datetime) -> EventPage:
    """Begin a meeting there, with a title that can be changed. Raises: NotOpen."""
    with translation.override(desk.page.locale.language_code):
        title = gettext("Open meeting in %(town)s") % {"town": proposal.place}
    page = meetings.begin(desk=desk, page=EventPage(title=title), town=proposal.place)
    meeting_proposals.plan(proposal_id=proposal.pk, event_key=page.translation_key, now=now)
    log(instance=proposal, action=PLANNED, user=desk.user, data={"page": page.pk})
    return page


@transaction.atomic
def decline(*, proposal: MeetingProposal, reason: str, user: Any, now: datetime) -> None:
    """Raises: NotOpen."""
    meeting_proposals.decline(proposal_id=proposal.pk, reason=reason, now=now)
    log(instance=proposal, action=DECLINED, user=user)
