"""Mail to the mentor of a hub."""

from datetime import datetime

from django.utils import timezone

from cms.addresses import absolute
from cms.mail import Context, queue_mail_about
from events.models import Event, Mentor, Occurrence
from events.models.mentor import FIRST_MEETINGS

ABOUT_A_HUB, ABOUT_A_MEETING = "mentor_named", "mentor_meeting"


def tell_of_hub(mentor: Mentor, now: datetime) -> None:
    """Say of which hub they are the mentor, and how they step back."""
    _queue(mentor, ABOUT_A_HUB, about=f"{mentor.pk}", now=now)


def tell_of_meeting(mentor: Mentor, event: Event, now: datetime) -> None:
    _queue(mentor, ABOUT_A_MEETING, about=f"{mentor.pk}:{event.pk}", now=now)


def _queue(mentor: Mentor, template: str, *, about: str, now: datetime) -> None:
    queue_mail_about(
        key=f"{template}:{about}",
        to=mentor.email,
        template=template,
        about=about,
        locale=mentor.locale,
        now=now,
        reply_to=mentor.hub.contact_email,
    )


def context(about: str) -> Context:
    """What a mail to a mentor is rendered with. Raises: Mentor.DoesNotExist once they are none any more."""
    mentor_id, _, event_id = about.partition(":")
    mentor = Mentor.objects.select_related("hub").get(pk=mentor_id)
    event = Event.objects.in_force().get(pk=event_id) if event_id else None
    coming = Occurrence.objects.filter(event=event).scheduled().coming(timezone.now()).with_events()
    return {
        "mentor": mentor,
        "hub": mentor.hub,
        "event": event,
        "date": coming.first(),
        "event_url": absolute(event.url) if event else "",
        "url": absolute(mentor.path),
        "number": FIRST_MEETINGS,
    }
