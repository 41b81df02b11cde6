"""The generation of everything that a cached response depends on. How it is used lies in cms/caching.py."""

import uuid

from django.db import models


class CacheTag(models.Model):
    """One name that responses are tagged with. A new generation makes all of them stale, in every process at once."""

    tag = models.CharField(max_length=120, primary_key=True)
    generation = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return self.tag
