"""Signals that concern meetings. Each handler is one line."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from cms import caching
from cms.models import Topic, TopicName
from events.models import CALENDAR


def purge_calendar(**kwargs: Any) -> None:
    caching.purge(CALENDAR)


def connect() -> None:
    for signal in (post_save, post_delete):
        for model in (Topic, TopicName):
            signal.connect(purge_calendar, sender=model, dispatch_uid=f"events.purge_calendar.{model.__name__}")
