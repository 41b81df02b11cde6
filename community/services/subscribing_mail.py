"""Mail to those who sign up. It can be stopped by the mail program's own button, too."""

from collections.abc import Sequence
from datetime import datetime

from cms.addresses import absolute
from cms.mail import Context, next_repeat, queue_mail_about
from community.models import Consent, Subscriber

ABOUT_SUBSCRIBING = "subscribing"


def confirm(subscriber: Subscriber, *, new: Sequence[Consent], now: datetime) -> None:
    """Ask whether they want what was ticked, or say that they have it already; again only a few times."""
    cause = f"asked{new[-1].pk}" if new else next_repeat(keys_of(subscriber))
    if cause:
        queue_mail_about(
            key=f"{keys_of(subscriber)}{cause}",
            to=subscriber.email,
            template=ABOUT_SUBSCRIBING,
            about=f"{subscriber.pk}",
            locale=subscriber.locale,
            now=now,
            unsubscribe_url=absolute(subscriber.path),
        )


def keys_of(subscriber: Subscriber) -> str:
    """What the keys of all mails to them begin with."""
    return f"subscriber:{subscriber.pk}:"


def context(about: str) -> Context:
    """What such a mail is rendered with. Raises: Subscriber.DoesNotExist once they are forgotten."""
    subscriber = Subscriber.objects.get(pk=about)
    pending = subscriber.consents.pending()
    return {"subscriber": subscriber, "pending": pending, "url": absolute(subscriber.path)}
