"""What was begun in the name of an address before its owner has said a word: perhaps by a stranger who typed it."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

MOST = 5
WITHIN = timedelta(days=1)
"""So much of one kind a stranger brings to somebody's mail, and no longer keeps them from what they want themselves."""


def is_enough(begun: QuerySet[Any], now: datetime, *, by: str = "created_at") -> bool:
    """Whether no more is taken: `begun` is all of that kind and address that waits for a word; `by` says since when."""
    return begun.filter(**{f"{by}__gt": now - WITHIN}).count() >= MOST
