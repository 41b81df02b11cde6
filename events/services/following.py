"""Following a hub, and leaving it: an address asks, its owner confirms with a button, and leaves with another."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from cms.mail import take_back
from events.models import Follower, Hub
from events.services import following_mail

UNCONFIRMED_KEPT = timedelta(days=7)
CLOSED_KEPT = timedelta(days=90)
"""So long those who follow a hub that was closed are kept: it may be opened again."""


@transaction.atomic
def ask(*, hub: Hub, email: str, locale: str, now: datetime) -> None:
    """Send a mail whose link leads to the button that confirms the address.

    Of one that follows already nothing changes, and whoever types it is not told so; its owner is, a few times.
    """
    known = {"locale": locale, "created_at": now}
    follower, is_new = Follower.objects.get_or_create(hub=hub, email=email.lower(), defaults=known)
    follower.hub = hub
    following_mail.confirm(follower, is_new=is_new, now=now)


def confirm(*, public_id: UUID, now: datetime) -> None:
    """Have mail go to them from now on. Of no effect on who has left, or while the hub is not open."""
    open_hubs = Hub.objects.in_force().values("pk")
    Follower.objects.filter(public_id=public_id, confirmed_at=None, hub__in=open_hubs).update(confirmed_at=now)


@transaction.atomic
def leave(*, public_id: UUID) -> None:
    """Forget them, with what has not gone out to them. Leaving twice is leaving once."""
    follower = Follower.objects.select_for_update().filter(public_id=public_id).first()
    if follower:
        take_back(following_mail.keys_of(follower))
        follower.delete()


def forget(now: datetime) -> None:
    """The job of every day: forget who never confirmed, and who follows a hub that was closed long ago."""
    unconfirmed = Q(confirmed_at=None, created_at__lte=now - UNCONFIRMED_KEPT)
    Follower.objects.filter(unconfirmed | Q(hub__closed_at__lte=now - CLOSED_KEPT)).delete()
