"""Closing the talk under a page, in every language of it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from cms import caching
from cms.public_tree import PublicPage
from community.talks import Mode


@transaction.atomic
def close_talk(page: PublicPage, by: Any, now: datetime) -> None:
    """At once, on what is published and in what is being written: the next publishing does not open it again.

    Nothing else of a draft is published with it.
    """
    for each in Page.objects.filter(translation_key=page.translation_key).select_related("latest_revision"):
        each.specific_class._default_manager.filter(pk=each.pk).update(comments=Mode.CLOSED)
        if each.latest_revision:
            each.latest_revision.content["comments"] = Mode.CLOSED
            each.latest_revision.save(update_fields=["content"])
        log(instance=each, action="wagtail.edit", user=by)
    caching.purge(caching.CONTENT)
