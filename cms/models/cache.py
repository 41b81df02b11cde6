"""The generation of everything that a cached response depends on, and what changed with each of the content's.

How they are used lies in cms/caching.py and cms/public_tree.py.
"""

import uuid

from django.db import models


class CacheTag(models.Model):
    """One name that responses are tagged with. A new generation makes all of them stale, in every process at once."""

    tag = models.CharField(max_length=120, primary_key=True)
    generation = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return self.tag


class ContentChangeQuerySet(models.QuerySet["ContentChange"]):
    def after(self, generation: uuid.UUID | None, *, most: int) -> list[tuple[str, bool]] | None:
        """Path and with_below of each change since a generation; None if there were more, or it is not known."""
        known = self.filter(generation=generation).values("pk")
        rows = self.filter(pk__gte=models.Subquery(known)).order_by("pk").values_list("path", "with_below")
        found = list(rows[: most + 2])
        return found[1:] if 0 < len(found) <= most + 1 else None


class ContentChange(models.Model):
    """What a generation of the content changed in the page tree: one page, or one with all below it.

    An empty path stands for the whole tree with all below it, and without for nothing.
    """

    generation = models.UUIDField(unique=True)
    path = models.CharField(max_length=255, blank=True)
    with_below = models.BooleanField(default=False)

    objects = ContentChangeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.path
