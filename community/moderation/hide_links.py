"""The link in a moderator's mail that opens one comment with the button that hides it, without signing in.

It is signed for this comment and this moderator, hides and does nothing else, and ends by itself: whoever finds an old
mail, or is sent one, can do no more than what can be undone.
"""

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from accounts.models import User
from accounts.roles import MODERATE
from cms.addresses import absolute
from community.models import Comment

SALT = "community.hide"
WORKS_FOR = timedelta(days=7)


class NoSuchLink(Exception):
    """It is none of ours or too old, the comment is gone, or its moderator is none any more."""


def link_to_hide(comment: Comment, moderator: User) -> str:
    return absolute(reverse("hide_comment", args=[signing.dumps([comment.pk, moderator.pk], salt=SALT)]))


def read_link(token: str) -> tuple[Comment, User]:
    """Raises: NoSuchLink."""
    try:
        comment_id, moderator_id = signing.loads(token, salt=SALT, max_age=WORKS_FOR)
        moderator = User.objects.get(pk=moderator_id, is_active=True)
        comment = Comment.objects.select_related("parent").get(pk=comment_id, is_official=False)
    except (signing.BadSignature, User.DoesNotExist, Comment.DoesNotExist):
        raise NoSuchLink from None
    if not moderator.has_perm(MODERATE):
        raise NoSuchLink
    return comment, moderator
