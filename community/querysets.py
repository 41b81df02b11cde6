"""Reads of comments and of those who write them, chainable."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q

from community.states import State

if TYPE_CHECKING:
    from community.models import Comment, Report, ThreadFollower  # noqa: F401


class CommentQuerySet(models.QuerySet["Comment"]):
    def under(self, page_key: UUID) -> "CommentQuerySet":
        """All of a page and its translations, in the order in which they are read."""
        return self.filter(page_key=page_key).order_by("position")

    def shown(self) -> "CommentQuerySet":
        return self.filter(state=State.SHOWN)

    def in_talk(self) -> "CommentQuerySet":
        """The shown ones, and those whose words are gone while answers to them are shown."""
        answers = self.model.objects.filter(
            Q(parent=OuterRef("pk")) | Q(parent__parent=OuterRef("pk")), state=State.SHOWN
        )
        return self.filter(Q(state=State.SHOWN) | Exists(answers))

    def waiting(self) -> "CommentQuerySet":
        """Held for a moderator, the oldest first."""
        return self.filter(state=State.HELD).order_by("submitted_at", "pk")


class ReportQuerySet(models.QuerySet["Report"]):
    def waiting(self) -> "ReportQuerySet":
        """Those that no moderator has settled, the oldest first."""
        return self.filter(settled_at=None).order_by("sent_at", "pk")


class ThreadFollowerQuerySet(models.QuerySet["ThreadFollower"]):
    def confirmed(self) -> "ThreadFollowerQuerySet":
        """Those whose address is theirs, and to whom mail goes."""
        return self.filter(confirmed_at__isnull=False)
