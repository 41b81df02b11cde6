"""Who is told by mail of new comments under a page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import AbstractFollower
from community.querysets import ThreadFollowerQuerySet


class ThreadFollower(AbstractFollower):
    """An address that mail goes to about new comments under a page, once its owner has confirmed it.

    They were told of what was shown before `told_until`.
    """

    PAGE = "following_comments"
    QUESTION = "comments_follow"
    MAILS = "comments_follower"

    page_key = models.UUIDField()
    told_until = models.DateTimeField(null=True, blank=True)

    objects = ThreadFollowerQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower of comments")
        verbose_name_plural = _("followers of comments")
        constraints = [models.UniqueConstraint(fields=["page_key", "email"], name="one_follower_per_address_and_page")]
