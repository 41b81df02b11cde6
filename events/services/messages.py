"""Keeping what is written to several people at once: not too often, and not to nobody."""

from collections.abc import Sized
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Manager

from events.models.message import Message

M = TypeVar("M", bound=Message)


class NotNow(Exception):
    """Nobody can be written to. `reason` is enough (written twice), nobody (is there) or over."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def keep(messages: Manager[M], *, people: Sized, text: str, user: Any, now: datetime) -> M:
    """Note plain words to so many people among the `messages` about one thing, whose lock is held.

    The same words are noted once: who presses a button twice has said it once. Raises: NotNow.
    """
    if known := messages.filter(text=text).first():
        return known
    if messages.count() >= Message.MOST:
        raise NotNow("enough")
    if not people:
        raise NotNow("nobody")
    return messages.create(text=text, written_at=now, written_by=user, sent_to=len(people))
