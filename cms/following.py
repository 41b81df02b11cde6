"""Following by mail: an address asks, its owner confirms with a button, and leaves with another."""

from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Q

from cms.mail import next_repeat, queue_mail_about, take_back
from cms.models import AbstractFollower

Follower = TypeVar("Follower", bound=AbstractFollower)

UNCONFIRMED_KEPT = timedelta(days=7)


@transaction.atomic
def ask(model: type[AbstractFollower], *, email: str, locale: str, now: datetime, **what: Any) -> None:
    """Send a mail whose link leads to the button that confirms the address.

    Of one that follows already nothing changes, and whoever types it is not told so; its owner is, a few times.
    """
    follower, is_new = find_or_add(model, email=email, locale=locale, now=now, **what)
    cause = "asked" if is_new else next_repeat(follower.mails)
    if cause:
        mail(follower, model.QUESTION, about=f"{follower.pk}", cause=cause, now=now)


def find_or_add(model: type[Follower], *, email: str, locale: str, now: datetime, **what: Any) -> tuple[Follower, bool]:
    """Who follows `what`, or is said to want to, and whether they are new."""
    known = {"locale": locale, "created_at": now}
    return model._default_manager.get_or_create(**what, email=email.lower(), defaults=known)


@transaction.atomic
def leave(follower: AbstractFollower) -> None:
    """Forget them, with what has not gone out to them. Leaving twice is leaving once."""
    type(follower)._default_manager.filter(pk=follower.pk).delete()
    take_back(follower.mails)


def never_confirmed(now: datetime) -> Q:
    """Those who are to be forgotten since they have not confirmed."""
    return Q(confirmed_at=None, created_at__lte=now - UNCONFIRMED_KEPT)


def mail(follower: AbstractFollower, template: str, *, about: str, cause: str, now: datetime) -> None:
    """Queue a mail to them, one for each cause. The mail program's own button stops them, too."""
    queue_mail_about(
        key=f"{follower.mails}{cause}",
        to=follower.email,
        template=template,
        about=about,
        locale=follower.locale,
        now=now,
        reply_to=follower.answers_go_to,
        unsubscribe_url=follower.url,
    )
