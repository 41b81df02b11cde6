"""Signals about pages. Each handler is one line that calls a service."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from pages import services
from pages.contributions import publishing
from pages.models import BlogPostPage, CampaignPage, EventPage, HubPage
from pages.services import campaigns, events, findings, hubs
from pages.tasks import make_pictures


def on_publish(sender: Any, instance: Any, **kwargs: Any) -> None:
    services.put_in_force(page=instance, now=timezone.now())


def on_unpublish(sender: Any, instance: Any, **kwargs: Any) -> None:
    services.unpublish_with_translations(page=instance, now=timezone.now())


def on_published_pictures(sender: Any, instance: Page, **kwargs: Any) -> None:
    transaction.on_commit(partial(make_pictures.enqueue, instance.pk))


def on_published_post(sender: Any, instance: BlogPostPage, **kwargs: Any) -> None:
    publishing.tell_writer(post=instance, now=timezone.now())


def on_published_campaign(sender: Any, instance: CampaignPage, **kwargs: Any) -> None:
    campaigns.take_crowdfund_along(campaign=instance)


def on_called_off(sender: Any, instance: Revision, update_fields: Any, **kwargs: Any) -> None:
    if update_fields == {"approved_go_live_at"} and instance.approved_go_live_at is None:
        campaigns.call_off(revision=instance)


def on_mended(sender: Any, instance: Any, **kwargs: Any) -> None:
    findings.forget(page=instance)


def on_deleting(sender: Any, instance: Any, **kwargs: Any) -> None:
    findings.note_gone(thing=instance)


def on_new_address(sender: Any, instance: Any, **kwargs: Any) -> None:
    services.put_in_force_again(page=instance, now=timezone.now())


def on_new_restriction(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    services.put_in_force_again(page=instance.page, now=timezone.now())


def on_new_hub(sender: Any, instance: HubPage, created: bool, raw: bool, **kwargs: Any) -> None:
    if created and not raw:
        hubs.make(page=instance)


def on_gone_hub(sender: Any, instance: HubPage, **kwargs: Any) -> None:
    hubs.forget(page=instance, now=timezone.now())


def on_gone_meeting(sender: Any, instance: EventPage, **kwargs: Any) -> None:
    events.forget(page=instance, now=timezone.now())


def connect() -> None:
    page_published.connect(on_publish, dispatch_uid="pages.on_publish")
    page_published.connect(on_published_pictures, dispatch_uid="pages.on_published_pictures")
    for published_or_not in (page_published, page_unpublished):
        published_or_not.connect(on_mended, dispatch_uid="pages.on_mended")
    page_published.connect(on_published_post, sender=BlogPostPage, dispatch_uid="pages.on_published_post")
    page_published.connect(on_published_campaign, sender=CampaignPage, dispatch_uid="pages.on_published_campaign")
    post_save.connect(on_called_off, sender=Revision, dispatch_uid="pages.on_called_off")
    page_unpublished.connect(on_unpublish, dispatch_uid="pages.on_unpublish")
    page_slug_changed.connect(on_new_address, dispatch_uid="pages.on_new_slug")
    post_page_move.connect(on_new_address, dispatch_uid="pages.on_move")
    for signal in (post_save, post_delete):
        signal.connect(on_new_restriction, sender=PageViewRestriction, dispatch_uid="pages.on_new_restriction")
    for kind in (Page, get_image_model(), get_document_model()):
        pre_delete.connect(on_deleting, sender=kind, dispatch_uid="pages.on_deleting")
    post_save.connect(on_new_hub, sender=HubPage, dispatch_uid="pages.on_new_hub")
    post_delete.connect(on_gone_hub, sender=HubPage, dispatch_uid="pages.on_gone_hub")
    post_delete.connect(on_gone_meeting, sender=EventPage, dispatch_uid="pages.on_gone_meeting")
