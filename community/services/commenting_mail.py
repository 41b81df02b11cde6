"""Mail to whoever wrote a comment: the link of its page, and that it is shown."""

from collections.abc import Iterable
from datetime import datetime

from cms.addresses import absolute
from cms.mail import Context, MailAbout, queue_mail_about, queue_mails_about
from community.models import Comment, State
from community.talks import find_talk

CONFIRM = "comment"
SHOWN = "comment_shown"
STEP = 500
"""So many mails are put into the outbox at once."""


def confirm(comment: Comment, now: datetime) -> None:
    """Once for each comment, whether there is something to confirm or not: its link withdraws the comment, too."""
    _queue(comment, CONFIRM, now)


def tell_shown(comments: Iterable[Comment], now: datetime) -> None:
    """A moderator has let them through: each is told of once, however often that is decided."""
    mails = [
        MailAbout(f"{keys_of(each)}{SHOWN}", each.commenter.email, f"{each.pk}", each.locale)
        for each in comments
        if each.commenter
    ]
    for at in range(0, len(mails), STEP):
        queue_mails_about(mails[at : at + STEP], template=SHOWN, now=now)


def keys_of(comment: Comment) -> str:
    """What the keys of all mails about it begin with."""
    return f"comment:{comment.pk}:"


def _queue(comment: Comment, template: str, now: datetime) -> None:
    if comment.commenter:
        queue_mail_about(
            key=f"{keys_of(comment)}{template}",
            to=comment.commenter.email,
            template=template,
            about=f"{comment.pk}",
            locale=comment.locale,
            now=now,
        )


def context(about: str) -> Context:
    """Raises: Comment.DoesNotExist once it is gone, and while its page is not public."""
    comment = Comment.objects.exclude(state=State.WITHDRAWN).get(pk=about)
    talk = find_talk(comment.page_key, comment.submitted_at, language=comment.locale)
    if talk is None:
        raise Comment.DoesNotExist
    return {"comment": comment, "page": talk.page, "url": absolute(comment.own_path)}
