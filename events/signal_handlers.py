"""Signals that concern meetings. Each handler is one line."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from cms import caching
from cms.models import Topic, TopicName
from events.models import CALENDAR, MEETINGS_WANTED, MeetingsWantedSettings


def purge_calendar(**kwargs: Any) -> None:
    caching.purge(CALENDAR)


def purge_meetings_wanted(**kwargs: Any) -> None:
    caching.purge(MEETINGS_WANTED)


def connect() -> None:
    post_save.connect(purge_meetings_wanted, sender=MeetingsWantedSettings, dispatch_uid="events.purge_meetings_wanted")
    for signal in (post_save, post_delete):
        for model in (Topic, TopicName):
            signal.connect(purge_calendar, sender=model, dispatch_uid=f"events.purge_calendar.{model.__name__}")
