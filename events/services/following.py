"""Following a hub, and leaving it (cms/following.py)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from cms import following
from events.models import Follower, Hub

CLOSED_KEPT = timedelta(days=90)
"""So long those who follow a hub that was closed are kept: it may be opened again."""


def ask(*, hub: Hub, email: str, locale: str, now: datetime) -> None:
    """Send a mail whose link leads to the button that confirms the address."""
    following.ask(Follower, hub=hub, email=email, locale=locale, now=now)


def confirm(*, public_id: UUID, now: datetime) -> None:
    """Have mail go to them from now on. Of no effect on who has left, or while the hub is not open."""
    open_hubs = Hub.objects.in_force().values("pk")
    Follower.objects.filter(public_id=public_id, confirmed_at=None, hub__in=open_hubs).update(confirmed_at=now)


def forget(now: datetime) -> None:
    """The job of every day: forget who never confirmed, and who follows a hub that was closed long ago."""
    Follower.objects.filter(following.never_confirmed(now) | Q(hub__closed_at__lte=now - CLOSED_KEPT)).delete()
