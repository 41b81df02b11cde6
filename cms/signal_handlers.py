"""Wagtail's signals that change what readers see. Each handler is one line that purges the cache."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms import caching
from cms.models import OrganisationSettings


def purge_content(sender: Any, **kwargs: Any) -> None:
    caching.purge(caching.CONTENT)


def purge_content_of_deleted_page(sender: type, **kwargs: Any) -> None:
    if issubclass(sender, Page):
        caching.purge(caching.CONTENT)


def connect() -> None:
    for signal in (page_published, page_unpublished, post_page_move, page_slug_changed):
        signal.connect(purge_content, dispatch_uid="cms.purge_content")
    post_save.connect(purge_content, sender=OrganisationSettings, dispatch_uid="cms.purge_content")
    post_delete.connect(purge_content_of_deleted_page, dispatch_uid="cms.purge_content_of_deleted_page")
