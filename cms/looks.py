"""Wagtail's log of who looked at other people's names."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

ONE_LOOK = timedelta(minutes=10)
"""Who checks people in opens the list again after each: that is one look."""


def log_look(instance: models.Model, action: str, user: Any, now: datetime) -> None:
    """Note that somebody looked at the names that go with a row."""
    looks = ModelLogEntry.objects.for_instance(instance).filter(action=action, user=user, timestamp__gt=now - ONE_LOOK)
    if not looks.exists():
        log(instance=instance, action=action, user=user)
