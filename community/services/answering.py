"""What the campaign itself says under a comment, marked as official."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cms import caching
from community.models import Comment, State
from community.talks import tag_of

if TYPE_CHECKING:
    from accounts.models import User


class NoAnswerPossible(Exception):
    """The comment is not shown, or stands too deep for answers."""


@transaction.atomic
def answer(*, comment_id: int, author: "User", role: str, text: str, now: datetime) -> Comment:
    """Show an official answer at once, under its author's name. Raises: NoAnswerPossible; Comment.DoesNotExist."""
    parent = Comment.objects.select_for_update().get(pk=comment_id)
    if not parent.takes_answers:
        raise NoAnswerPossible
    made = Comment(
        page_key=parent.page_key,
        locale=parent.locale,
        parent=parent,
        author=author,
        name=author.get_full_name() or author.get_username(),
        role=role,
        is_official=True,
        text=text,
        state=State.SHOWN,
        submitted_at=now,
        shown_at=now,
        judged_at=now,
    ).put()
    caching.purge(tag_of(made.page_key))
    return made
