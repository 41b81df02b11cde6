"""Saying that one wants a meeting near a town: asked for by mail, counted once confirmed, withdrawn, forgotten."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from cms import caching
from cms.mail import take_back
from events.models import MEETINGS_WANTED, MeetingProposal, MeetingWish
from events.services import meeting_wish_mail
from events.services.meeting_proposals import count_in

CONFIRMED_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody says: how they would take part, and where, with whom and how meetings should be."""

    would_come: bool = False
    can_host: bool = False
    has_venue: bool = False
    where: str = ""
    who: str = ""
    how: str = ""
    name: str = ""
    wants_mail: bool = False


@transaction.atomic
def ask(*, town_id: int, email: str, answer: Answer, locale: str, now: datetime) -> None:
    """Keep an answer, and send its link to the address: only a button there makes it count.

    Nothing that was confirmed before changes meanwhile, and nobody is told whether there is any.
    """
    wish = MeetingWish.objects.create(
        town_id=town_id, email=email.lower(), locale=locale, created_at=now, **asdict(answer)
    )
    meeting_wish_mail.ask_to_confirm(wish, now)


@transaction.atomic
def confirm(*, public_id: UUID, now: datetime) -> None:
    """Let an answer count, in place of what the same address had said of the same town before.

    Raises: MeetingWish.DoesNotExist.
    """
    # First of all: it locks, so that two who confirm at once do not make two proposals for one place.
    caching.purge(MEETINGS_WANTED)
    wish = MeetingWish.objects.get(public_id=public_id)
    if wish.confirmed_at or is_late(wish, now):
        return
    if before := MeetingWish.objects.confirmed().filter(email=wish.email, town_id=wish.town_id).first():
        if before.proposal_id and MeetingProposal.objects.growing().filter(pk=before.proposal_id).exists():
            wish.proposal_id = before.proposal_id
        before.delete()
    wish.confirmed_at = now
    wish.save(update_fields=["confirmed_at", "proposal"])
    if wish.proposal_id is None:
        count_in(wish, now)


@transaction.atomic
def withdraw(*, public_id: UUID) -> None:
    """Delete an answer, whether it counts or not. Of no effect where there is none."""
    caching.purge(MEETINGS_WANTED)
    if wish := MeetingWish.objects.filter(public_id=public_id).first():
        take_back(meeting_wish_mail.keys_of(wish))
        wish.delete()


def is_late(wish: MeetingWish, now: datetime) -> bool:
    """Whether the time to confirm it is over."""
    return wish.confirmed_at is None and wish.created_at + CONFIRMED_WITHIN <= now


def kept_until(wish: MeetingWish) -> datetime:
    """When it is deleted."""
    if wish.confirmed_at is None:
        return wish.created_at + CONFIRMED_WITHIN
    return wish.confirmed_at + _kept_for()


def _kept_for() -> timedelta:
    return timedelta(days=round(settings.MEETING_WISHES_KEPT_MONTHS * 365.25 / 12))


@transaction.atomic
def forget(now: datetime) -> None:
    """The job of every day: delete answers that nobody confirmed, all that are old, and proposals without any."""
    waiting = MeetingWish.objects.filter(confirmed_at=None, created_at__lte=now - CONFIRMED_WITHIN)
    old = MeetingWish.objects.filter(confirmed_at__lte=now - _kept_for())
    if waiting.delete()[0] + old.delete()[0]:
        caching.purge(MEETINGS_WANTED)
    MeetingProposal.objects.filter(wishes=None, created_at__lte=now - CONFIRMED_WITHIN).delete()
