"""Followers of hubs as tests need them, and the mails that they got."""

from datetime import datetime
from typing import Any

from cms.mail import send_mail
from cms.models import OutgoingMail
from events.models import Follower, Hub
from events.services import announcements, following
from tests.factories.events import NOW

HEARD = NOW + announcements.QUIET_TIME
"""When followers are told of what was published at NOW."""


def follow(hub: Hub, name: str = "Ann", *, is_confirmed: bool = True, now: datetime = NOW, **fields: Any) -> Follower:
    """Somebody follows the hub as <name>@example.org, or has only asked to."""
    following.ask(hub=hub, email=f"{name}@example.org", now=now, **{"locale": "en", **fields})
    follower = Follower.objects.get(hub=hub, email=f"{name}@example.org".lower())
    if is_confirmed:
        following.confirm(public_id=follower.public_id, now=now)
        follower.refresh_from_db()
    return follower


def mails(template: str = "new_meeting") -> list[tuple[str, str]]:
    """To whom mails of this kind went, and what about: in their order, as sent."""
    for mail in OutgoingMail.objects.filter(template=template, status="waiting").order_by("pk"):
        send_mail.call(mail.key)
    sent = OutgoingMail.objects.filter(template=template, status="sent").order_by("pk")
    return list(sent.values_list("to", "subject"))
