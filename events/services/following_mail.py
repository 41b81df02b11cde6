"""Mail to those who follow a hub, or are said to want to. Each can be stopped by the mail program's own button, too."""

from datetime import datetime

from cms.addresses import absolute
from cms.mail import Context, next_repeat, queue_mail_about
from events.models import Follower, Occurrence

ABOUT_FOLLOWING = "following"
ABOUT_A_MEETING = "new_meeting"


def confirm(follower: Follower, *, is_new: bool, now: datetime) -> None:
    """Ask whether the address is theirs, or say that they follow already; again only a few times."""
    cause = "asked" if is_new else next_repeat(keys_of(follower))
    if cause:
        _queue(follower, ABOUT_FOLLOWING, about=f"{follower.pk}", cause=cause, now=now)


def tell(follower: Follower, date: Occurrence, now: datetime) -> None:
    """Tell somebody of a new meeting, once, with the next of its dates."""
    _queue(follower, ABOUT_A_MEETING, about=f"{follower.pk}:{date.pk}", cause=f"meeting{date.event_id}", now=now)


def keys_of(follower: Follower) -> str:
    """What the keys of all mails to them begin with."""
    return f"follower:{follower.pk}:"


def _queue(follower: Follower, template: str, *, about: str, cause: str, now: datetime) -> None:
    queue_mail_about(
        key=f"{keys_of(follower)}{cause}",
        to=follower.email,
        template=template,
        about=about,
        locale=follower.locale,
        now=now,
        reply_to=follower.hub.contact_email,
        unsubscribe_url=absolute(follower.path),
    )


def context(about: str) -> Context:
    """What a mail about following is rendered with. Raises: Follower.DoesNotExist once they have left."""
    follower = Follower.objects.of_somebody().get(pk=about)
    return {"follower": follower, "hub": follower.hub, "url": absolute(follower.path)}


def meeting_context(about: str) -> Context:
    """The same, with the date. Raises: Follower.DoesNotExist; Occurrence.DoesNotExist once it does not take place."""
    follower, _, date = about.partition(":")
    return {**context(follower), "date": Occurrence.objects.public().scheduled().with_events().get(pk=date)}
