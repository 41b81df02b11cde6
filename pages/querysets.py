"""What is asked of rows that pages own. Pages themselves are found by Wagtail's querysets and the public tree."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from wagtail.models import Page

if TYPE_CHECKING:
    from pages.models.contribution import Contribution  # noqa: F401 - names the rows

IS_PUBLIC = models.Exists(Page.objects.filter(translation_key=models.OuterRef("post_key"), live=True))
"""Whether there is a public post of a contribution."""


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def sent(self) -> "ContributionQuerySet":
        """Those that editors may read: a draft is its writer's own."""
        return self.exclude(sent_at=None)

    def waiting(self) -> "ContributionQuerySet":
        """For an editor, the longest first."""
        return self.exclude(IS_PUBLIC).filter(state__in=("sent", "approved")).order_by("sent_at", "pk")

    def ready(self) -> "ContributionQuerySet":
        """Those that their writers have approved and nobody has published yet."""
        return self.exclude(IS_PUBLIC).filter(state="approved")

    def for_post(self, key: UUID) -> "ContributionQuerySet":
        return self.filter(post_key=key)

    def forgotten(self, *, drafts_before: datetime, over_before: datetime) -> "ContributionQuerySet":
        """Drafts that nobody went on with, and what came to nothing."""
        draft = models.Q(state="draft", sent_at=None, changed_at__lt=drafts_before)
        return self.filter(draft | models.Q(state__in=("declined", "withdrawn"), changed_at__lt=over_before))
