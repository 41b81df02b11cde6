"""Reads of hubs and meetings, chainable, in the words of the domain."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from events.models import Hub  # noqa: F401


class HubQuerySet(models.QuerySet["Hub"]):
    def in_force(self) -> "HubQuerySet":
        """What the public may see, with its words in one more query."""
        return self.filter(opened_at__isnull=False, closed_at__isnull=True).prefetch_related("texts")
