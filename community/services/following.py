"""Following a talk by mail (cms/following.py), and being told of what is new in it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts import unconfirmed
from cms import following
from community.models import Comment, State, ThreadFollower
from community.services import following_mail
from community.talks import Talk

TOLD_EVERY = timedelta(hours=1)
STEP = 200
"""So many followers are told in one transaction."""


@transaction.atomic
def ask(*, talk: Talk, email: str, locale: str, now: datetime) -> None:
    """Send a mail whose link leads to the button that confirms the address.

    Nobody is mailed about one talk after another by strangers who type their address there.
    """
    asked = ThreadFollower.objects.filter(email=email.lower(), confirmed_at=None).exclude(page_key=talk.key)
    if not unconfirmed.is_enough(asked, now):
        following.ask(ThreadFollower, page_key=talk.key, email=email, locale=locale, now=now)


@transaction.atomic
def follow(*, page_key: UUID, email: str, locale: str, now: datetime) -> None:
    """Of an address whose owner has just shown that it is theirs: nothing is left to confirm."""
    follower, _ = following.find_or_add(ThreadFollower, page_key=page_key, email=email, locale=locale, now=now)
    confirm(public_id=follower.public_id, now=now)


def confirm(*, public_id: UUID, now: datetime) -> None:
    """Have mail go to them from now on. Of no effect on who has left."""
    ThreadFollower.objects.filter(public_id=public_id, confirmed_at=None).update(confirmed_at=now, told_until=now)


def tell(now: datetime) -> None:
    """The job of every few minutes: one mail about all that was shown since the last, at most one an hour."""
    shown = Comment.objects.filter(
        page_key=OuterRef("page_key"), state=State.SHOWN, shown_at__gt=OuterRef("told_until"), shown_at__lte=now
    ).exclude(commenter__email=OuterRef("email"))
    due = ThreadFollower.objects.confirmed().filter(Exists(shown), told_until__lte=now - TOLD_EVERY).order_by("pk")
    while _tell_some(list(due[:STEP]), now):
        pass


@transaction.atomic
def _tell_some(followers: list[ThreadFollower], now: datetime) -> bool:
    for follower in followers:
        following_mail.tell(follower, now)
    ThreadFollower.objects.filter(pk__in=[each.pk for each in followers]).update(told_until=now)
    return bool(followers)


def forget(now: datetime) -> None:
    """The job of every day: forget who never confirmed."""
    ThreadFollower.objects.filter(following.never_confirmed(now)).delete()
