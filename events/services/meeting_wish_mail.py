"""Mail to those who want a meeting. Nothing that somebody typed goes into it before its address is proven."""

from datetime import datetime

from django.utils import timezone

from cms.addresses import absolute
from cms.mail import Context, queue_mail_about
from events.models import Event, MeetingWish, Occurrence, ProposalMessage

CONFIRM, FOUND, MESSAGE = "meeting_wish", "meeting_wish_found", "meeting_wish_message"


def ask_to_confirm(wish: MeetingWish, now: datetime) -> None:
    _queue(wish, CONFIRM, about=f"{wish.pk}", now=now)


def tell_of_meeting(wish: MeetingWish, event: Event, now: datetime) -> None:
    """Say that a meeting near them is published."""
    reply_to = event.hub.contact_email if event.hub else ""
    _queue(wish, FOUND, about=f"{wish.pk}:{event.pk}", now=now, reply_to=reply_to)


def queue_message(wish: MeetingWish, message: ProposalMessage, *, reply_to: str, now: datetime) -> None:
    """Put what was written to those who would help into the outbox, for one of them."""
    _queue(wish, MESSAGE, about=f"{wish.pk}:{message.pk}", now=now, reply_to=reply_to)


def _queue(wish: MeetingWish, template: str, *, about: str, now: datetime, reply_to: str = "") -> None:
    queue_mail_about(
        key=f"{keys_of(wish)}{template}:{about}",
        to=wish.email,
        template=template,
        about=about,
        locale=wish.locale,
        now=now,
        reply_to=reply_to,
        unsubscribe_url=absolute(wish.path),
    )


def keys_of(wish: MeetingWish) -> str:
    """What the keys of all mails about it begin with."""
    return f"meeting_wish:{wish.pk}:"


def context(about: str) -> Context:
    """What the mail with the button is rendered with. Raises: MeetingWish.DoesNotExist once it is withdrawn."""
    wish = MeetingWish.objects.get(pk=about.partition(":")[0])
    return {"wish": wish, "url": absolute(wish.path)}


def found_context(about: str) -> Context:
    """The same, with the meeting and its next date, or its last where the mail goes out late."""
    event = Event.objects.in_force().get(pk=about.partition(":")[2])
    dates = Occurrence.objects.public().filter(event=event).scheduled().with_events()
    return {**context(about), "event": event, "date": dates.coming(timezone.now()).first() or dates.last()}


def message_context(about: str) -> Context:
    """The same, with what was written and by whom."""
    message = ProposalMessage.objects.select_related("proposal__hub").get(pk=about.partition(":")[2])
    return {**context(about), "message": message, "hub": message.proposal.hub}
