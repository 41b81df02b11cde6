"""Mail to those who follow a hub, or are said to want to. Each can be stopped by the mail program's own button, too."""

from datetime import datetime

from cms.addresses import absolute
from cms.mail import Context, queue_mail_about
from cms.models import OutgoingMail
from events.models import Follower, Occurrence

ABOUT_FOLLOWING = "following"
ABOUT_A_MEETING = "new_meeting"
MOST_REPEATED = 3


def confirm(follower: Follower, *, is_new: bool, now: datetime) -> None:
    """Ask whether the address is theirs, or say that they follow already; again only a few times."""
    cause = "asked"
    if not is_new:
        repeated = OutgoingMail.objects.filter(key__startswith=f"{_key(follower)}again").count()
        if repeated >= MOST_REPEATED:
            return
        cause = f"again{repeated}"
    _queue(follower, ABOUT_FOLLOWING, about=f"{follower.pk}", cause=cause, now=now)


def tell(follower: Follower, date: Occurrence, now: datetime) -> None:
    """Tell somebody of a new meeting, once, with the next of its dates."""
    _queue(follower, ABOUT_A_MEETING, about=f"{follower.pk}:{date.pk}", cause=f"meeting{date.event_id}", now=now)


def withdraw(follower: Follower) -> None:
    """Take back what has not gone out yet."""
    waiting = OutgoingMail.objects.filter(status=OutgoingMail.Status.WAITING)
    waiting.filter(key__startswith=_key(follower)).delete()


def _queue(follower: Follower, template: str, *, about: str, cause: str, now: datetime) -> None:
    queue_mail_about(
        key=f"{_key(follower)}{cause}",
        to=follower.email,
        template=template,
        about=about,
        locale=follower.locale,
        now=now,
        reply_to=follower.hub.contact_email,
        unsubscribe_url=absolute(follower.path),
    )


def _key(follower: Follower) -> str:
    return f"follower:{follower.pk}:"


def context(about: str) -> Context:
    """What a mail about following is rendered with. Raises: Follower.DoesNotExist once they have left."""
    follower = Follower.objects.of_somebody().get(pk=about)
    return {"follower": follower, "hub": follower.hub, "url": absolute(follower.path)}


def meeting_context(about: str) -> Context:
    """The same, with the date. Raises: Follower.DoesNotExist; Occurrence.DoesNotExist once it does not take place."""
    follower, _, date = about.partition(":")
    return {**context(follower), "date": Occurrence.objects.public().scheduled().with_events().get(pk=date)}
