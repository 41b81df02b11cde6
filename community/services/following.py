"""Following a talk by mail: an address asks, its owner confirms with a button, and leaves with another."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from cms.mail import take_back
from community.models import Comment, State, ThreadFollower
from community.services import following_mail
from community.talks import Talk

UNCONFIRMED_KEPT = timedelta(days=7)
MOST_UNCONFIRMED = 5
"""So many talks wait for the word of one address; of further ones its owner is not mailed meanwhile."""

TOLD_EVERY = timedelta(hours=1)
STEP = 200
"""So many followers are told in one transaction."""


@transaction.atomic
def ask(*, talk: Talk, email: str, locale: str, now: datetime) -> None:
    """Send a mail whose link leads to the button that confirms the address.

    Of one that follows already nothing changes, and whoever types it is not told so; its owner is, a few times.
    Nobody is mailed about one talk after another by strangers who type their address there.
    """
    asked = ThreadFollower.objects.filter(email=email.lower(), confirmed_at=None).exclude(page_key=talk.key)
    if asked.count() >= MOST_UNCONFIRMED:
        return
    follower, is_new = _row(talk.key, email, locale, now)
    following_mail.confirm(follower, is_new=is_new, now=now)


@transaction.atomic
def follow(*, page_key: UUID, email: str, locale: str, now: datetime) -> None:
    """Of an address whose owner has just shown that it is theirs: nothing is left to confirm."""
    follower, _ = _row(page_key, email, locale, now)
    confirm(public_id=follower.public_id, now=now)


def confirm(*, public_id: UUID, now: datetime) -> None:
    """Have mail go to them from now on. Of no effect on who has left."""
    ThreadFollower.objects.filter(public_id=public_id, confirmed_at=None).update(confirmed_at=now, told_until=now)


@transaction.atomic
def leave(*, public_id: UUID) -> None:
    """Forget them, with what has not gone out to them. Leaving twice is leaving once."""
    follower = ThreadFollower.objects.select_for_update().filter(public_id=public_id).first()
    if follower:
        take_back(following_mail.keys_of(follower))
        follower.delete()


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
    ThreadFollower.objects.filter(Q(confirmed_at=None, created_at__lte=now - UNCONFIRMED_KEPT)).delete()


def _row(page_key: UUID, email: str, locale: str, now: datetime) -> tuple[ThreadFollower, bool]:
    known = {"locale": locale, "created_at": now}
    return ThreadFollower.objects.get_or_create(page_key=page_key, email=email.lower(), defaults=known)
