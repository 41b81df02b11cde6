"""Who is told by mail of new comments under a page."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from community.querysets import ThreadFollowerQuerySet


class ThreadFollower(models.Model):
    """An address that mail goes to about new comments under a page, once its owner has confirmed it.

    `email` is in lower case. `public_id` opens their own page: nobody can guess it. They were told of what was shown
    before `told_until`.
    """

    page_key = models.UUIDField()
    email = models.EmailField()
    locale = models.CharField(max_length=12)
    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_until = models.DateTimeField(null=True, blank=True)

    objects = ThreadFollowerQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower of comments")
        verbose_name_plural = _("followers of comments")
        constraints = [models.UniqueConstraint(fields=["page_key", "email"], name="one_follower_per_address_and_page")]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def path(self) -> str:
        """Their own page, in the language in which they asked."""
        with translation.override(self.locale):
            return reverse("following_comments", args=[self.public_id])
