"""What makes cached answers stale that show what people can agree to. Each handler is one line."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from cms import caching
from community.models import Purpose, PurposeWording


def purge_purposes(**kwargs: Any) -> None:
    caching.purge_content()


def connect() -> None:
    for model in (Purpose, PurposeWording):
        for signal in (post_save, post_delete):
            signal.connect(purge_purposes, sender=model, dispatch_uid=f"community.purge_{model.__name__}")
