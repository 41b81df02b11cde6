"""What makes cached answers stale that show content, and what hangs on settings. Each handler is one line.

Django's signals rather than Wagtail's: publishing, unpublishing, renaming and deleting all save or delete a page, and
so do scripts that know nothing of publishing. Only a move leaves no trace there.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move

from cms import caching, closed_pictures
from cms.caching import Place
from cms.models import CampaignDocument, CampaignImage, OrganisationSettings, Topic, TopicName

SHOWN_TO_ALL = (
    *(Page, PageViewRestriction, Site, Locale, OrganisationSettings),
    *(CampaignImage, CampaignDocument, Collection, CollectionViewRestriction),
    *(Topic, TopicName),
)

DRAFT_FIELDS = {"draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"}
"""What saving a draft writes on the page itself. An autosave each few seconds must not empty the cache."""


def purge_after_save(sender: type, instance: Model, update_fields: Iterable[str] | None, **kwargs: Any) -> None:
    if issubclass(sender, SHOWN_TO_ALL) and not (update_fields and set(update_fields) <= DRAFT_FIELDS):
        caching.purge_content(*_places(instance))


def purge_after_delete(sender: type, instance: Model, **kwargs: Any) -> None:
    if issubclass(sender, SHOWN_TO_ALL):
        caching.purge_content(*_places(instance, with_below=True))


def purge_after_move(sender: type, parent_page_before: Page, parent_page_after: Page, **kwargs: Any) -> None:
    caching.purge_content(*(Place(each.path, with_below=True) for each in (parent_page_before, parent_page_after)))


def purge_after_rename(sender: type, instance: Page, **kwargs: Any) -> None:
    caching.purge_content(Place(instance.path, with_below=True))


def _places(changed: Model, *, with_below: bool = False) -> list[Place]:
    """Where in the tree of pages it changed something."""
    if isinstance(changed, Page):
        return [Place(changed.path, with_below)]
    if isinstance(changed, PageViewRestriction):
        # None, where the page goes with it.
        paths = Page.objects.filter(pk=changed.page_id).values_list("path", flat=True)
        return [Place(path, with_below=True) for path in paths]
    return [caching.EVERYWHERE] if isinstance(changed, Locale) else []


def name_the_site(instance: OrganisationSettings, **kwargs: Any) -> None:
    instance.name_its_site()


def sort_closed_pictures(sender: type, **kwargs: Any) -> None:
    closed_pictures.sort_on_commit()


def sort_picture(instance: CampaignImage, **kwargs: Any) -> None:
    closed_pictures.take_away_misplaced(instance.renditions.all())


def connect() -> None:
    post_save.connect(purge_after_save, dispatch_uid="cms.purge_after_save")
    post_delete.connect(purge_after_delete, dispatch_uid="cms.purge_after_delete")
    post_save.connect(name_the_site, sender=OrganisationSettings, dispatch_uid="cms.name_the_site")
    post_save.connect(sort_picture, sender=CampaignImage, dispatch_uid="cms.sort_picture")
    for signal in (post_save, post_delete):
        signal.connect(
            sort_closed_pictures, sender=CollectionViewRestriction, dispatch_uid="cms.sort_after_restriction"
        )
    post_save.connect(sort_closed_pictures, sender=Collection, dispatch_uid="cms.sort_after_collection")
    post_page_move.connect(purge_after_move, dispatch_uid="cms.purge_after_move")
    page_slug_changed.connect(purge_after_rename, dispatch_uid="cms.purge_after_rename")
