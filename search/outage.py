"""Remembers for a moment that Elasticsearch has failed, so that readers and editors do not wait for it in turn."""

import logging

from django.core.cache import cache

logger = logging.getLogger(__name__)

SECONDS_LEFT_ALONE = 15
_KEY = "search:outage"


class Unavailable(Exception):
    """The engine cannot be reached, refuses, or answers what makes no sense."""


def is_on() -> bool:
    return cache.get(_KEY) is not None


def begin(error: Exception) -> None:
    """Leave Elasticsearch alone for a while. Logged only by the first to notice."""
    if cache.add(_KEY, True, SECONDS_LEFT_ALONE):
        logger.warning("Elasticsearch failed, the embedded index answers instead: %s", error)
