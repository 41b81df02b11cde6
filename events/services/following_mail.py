"""Mail to those who follow a hub, or are said to want to."""

from datetime import datetime

from cms.following import mail
from cms.mail import Context
from events.models import Follower, Occurrence

ABOUT_A_MEETING = "new_meeting"


def tell(follower: Follower, date: Occurrence, now: datetime) -> None:
    """Tell somebody of a new meeting, once, with the next of its dates."""
    mail(follower, ABOUT_A_MEETING, about=f"{follower.pk}:{date.pk}", cause=f"meeting{date.event_id}", now=now)


def context(about: str) -> Context:
    """What a mail about following is rendered with. Raises: Follower.DoesNotExist once they have left."""
    follower = Follower.objects.of_somebody().get(pk=about)
    return {"follower": follower, "hub": follower.hub, "url": follower.url}


def meeting_context(about: str) -> Context:
    """The same, with the date. Raises: Follower.DoesNotExist; Occurrence.DoesNotExist once it does not take place."""
    follower, _, date = about.partition(":")
    return {**context(follower), "date": Occurrence.objects.public().scheduled().with_events().get(pk=date)}
