"""What hubs and meetings hold of persons. Roles are told with the account of whoever has them."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from accounts.people import Erasure, Holder, row
from cms import caching
from cms.following import leave
from events.models import MEETINGS_WANTED, Follower, Invitation, MeetingWish, Mentor, SignUp
from events.services.places import lock_list
from events.services.waiting_list import fill

KEPT_AFTER_ITS_END = timedelta(days=30)
"""So long somebody may still open the link and wonder; then the address is nobody's business any more."""


def export_invitations(email: str) -> list[dict[str, Any]]:
    return [row(invitation, without=("token_hash",)) for invitation in Invitation.objects.filter(email__iexact=email)]


def erase_invitations(email: str, now: datetime) -> Erasure:
    """An invitation that waits is gone with the rest."""
    _, count = Invitation.objects.filter(email__iexact=email).delete()
    number = count.get(Invitation._meta.label, 0)
    return Erasure([f"{number} invitations to hubs"] if number else [])


def forget_invitations(now: datetime) -> None:
    """Forget invitations that ended a month ago, accepted or not: the log tells that they were."""
    Invitation.objects.filter(expires_at__lt=now - KEPT_AFTER_ITS_END).delete()


def export_sign_ups(email: str) -> list[dict[str, Any]]:
    """Each with the meeting that it is for."""
    found = SignUp.objects.filter(email__iexact=email).select_related("occurrence__event", "survey_answer")
    found = found.prefetch_related("agenda_items", "agenda_marks__item")
    return [{**row(each), **_of_date(each)} for each in found]


def _of_date(sign_up: SignUp) -> dict[str, Any]:
    """The meeting, and what somebody said before and after it."""
    answer = getattr(sign_up, "survey_answer", None)
    return {
        "event": sign_up.occurrence.event.title,
        "at": sign_up.occurrence.starts_at,
        "agenda_items": [each.text for each in sign_up.agenda_items.all()],
        "agenda_marks": [each.item.text for each in sign_up.agenda_marks.all()],
        "survey_answers": answer.answers if answer else [],
    }


@transaction.atomic
def erase_sign_ups(email: str, now: datetime) -> Erasure:
    """With what they said before and after the meetings. Whoever waits for a place is offered it."""
    found = SignUp.objects.filter(email__iexact=email)
    dates = sorted(set(found.order_by().values_list("occurrence", flat=True)))
    lists = [lock_list(occurrence_id) for occurrence_id in dates]
    _, count = found.delete()
    for guest_list in lists:
        fill(guest_list, now)
    number = count.get(SignUp._meta.label, 0)
    return Erasure([f"{number} sign-ups for meetings"] if number else [])


def export_followed(email: str) -> list[dict[str, Any]]:
    """Each with the hub that they follow."""
    found = Follower.objects.of_somebody().filter(email=email)
    return [{**row(each), "hub": each.hub.title} for each in found]


def erase_followed(email: str, now: datetime) -> Erasure:
    found = list(Follower.objects.filter(email=email))
    for each in found:
        leave(each)
    return Erasure([f"{len(found)} hubs that they follow"] if found else [])


def export_meeting_wishes(email: str) -> list[dict[str, Any]]:
    """Each with the town that it is about."""
    return [{**row(wish), "town": wish.place} for wish in MeetingWish.objects.filter(email__iexact=email)]


def erase_meeting_wishes(email: str, now: datetime) -> Erasure:
    """Those that wait for their button are gone with the rest."""
    _, count = MeetingWish.objects.filter(email__iexact=email).delete()
    number = count.get(MeetingWish._meta.label, 0)
    if number:
        caching.purge(MEETINGS_WANTED)
    return Erasure([f"{number} wishes for meetings"] if number else [])


def export_mentors(email: str) -> list[dict[str, Any]]:
    found = Mentor.objects.filter(email__iexact=email).select_related("hub")
    return [{**row(each), "hub": each.hub.title} for each in found]


def erase_mentors(email: str, now: datetime) -> Erasure:
    number, _ = Mentor.objects.filter(email__iexact=email).delete()
    return Erasure([f"mentor of {number} hubs"] if number else [])


FOLLOWERS = Holder(export=export_followed, erase=erase_followed)
MEETING_WISHES = Holder(export=export_meeting_wishes, erase=erase_meeting_wishes)
MENTORS = Holder(export=export_mentors, erase=erase_mentors)
SIGN_UPS = Holder(export=export_sign_ups, erase=erase_sign_ups)
INVITATIONS = Holder(export=export_invitations, erase=erase_invitations)
