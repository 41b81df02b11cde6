"""Writes a draft as a page, published or not, and never over what editors have changed."""

from dataclasses import replace
from typing import Any

from django.utils import timezone
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published

from pages.models import BlogPostPage, ImportedItem, PostAuthor, StandardPage
from pages.wordpress.blocks import Body
from pages.wordpress.drafting import Draft
from pages.wordpress.index import path_of
from pages.wordpress.registry import Kind, Registry
from pages.wordpress.report import Report
from pages.wordpress.slugs import free_slug
from pages.wordpress.source import Item

Written = BlogPostPage | StandardPage

MODELS: dict[str, type[Written]] = {"post": BlogPostPage, "page": StandardPage}


def keep(
    *, item: Item, draft: Draft, linked: tuple[Body, bool], parent: Page, registry: Registry, report: Report
) -> tuple[Written | None, bool]:
    """The page of a post, written now or before, and whether it is new; None if editors have deleted it.

    `linked`: the body with its links, and whether some are open. What editors have changed since stays.
    """
    digest, record = draft.digest(), registry.find(Kind.PAGE, item.old_id)
    draft, is_new = replace(draft, body=linked[0]), record is None
    if record is None:
        page = _make(item, draft, parent)
        record = registry.new(Kind.PAGE, item.old_id, old_path=path_of(item.address))
    else:
        found: Written | None = MODELS[item.kind].objects.filter(pk=record.object_id).first()
        if (reason := _reason_to_leave(found, draft, record)) and record.digest != digest:
            report.tell(reason, of=item)
        if found is None or reason or record.digest == digest:
            return found, False
        page = _write_anew(found, draft)
    record.object_id, record.digest, record.revision_id = page.pk, digest, page.latest_revision_id
    record.has_open_links, record.is_finished = linked[1], False
    record.save()
    return page, is_new


def _reason_to_leave(page: Written | None, draft: Draft, record: ImportedItem) -> str:
    """Why a page that came before stays as it is; empty if it may be written anew."""
    if page is None:
        return "A post that was deleted here was not brought again"
    if page.latest_revision_id != record.revision_id:
        return "A page that was edited here stays as it is, though its post would be another now"
    if page.live and not draft.is_public:
        return "A page stays public though its post no longer is"
    return ""


def _make(item: Item, draft: Draft, parent: Page) -> Written:
    """A new page below `parent`, live at once: publishing it in a second step would write everything twice."""
    parent = Page.objects.get(pk=parent.pk)
    page = MODELS[item.kind](locale_id=parent.locale_id, live=draft.is_public)
    page.slug = free_slug(parent, item.slug, draft.title, f"{item.kind}-{item.old_id}")
    _fill_in(page, draft)
    page.last_published_at = page.first_published_at
    parent.add_child(instance=page)
    with disable_reference_index_auto_update():
        revision = page.save_revision(changed=False, clean=False)
    if draft.is_public:
        page.live_revision, page.has_unpublished_changes = revision, False
        Page.objects.filter(pk=page.pk).update(live_revision=revision, has_unpublished_changes=False)
        page_published.send(sender=type(page), instance=page, revision=revision)
    return page


def _write_anew(page: Written, draft: Draft) -> Written:
    _fill_in(page, draft)
    return publish(page, is_public=draft.is_public)


def publish(page: Written, *, is_public: bool) -> Written:
    """Keep a revision, and show it to everybody if it may be. Nobody is told of it."""
    revision = page.save_revision(changed=False)
    if is_public:
        revision.publish(changed=False, log_action=False)
        if page.first_published_at:
            # Readers are told when the post was written, not when it was brought.
            Page.objects.filter(pk=page.pk).update(last_published_at=page.first_published_at)
        page.live = True
    return page


def _fill_in(page: Written, draft: Draft) -> None:
    first = draft.published_at or page.first_published_at or timezone.now()
    fields: dict[str, Any] = {
        "title": draft.title,
        "draft_title": draft.title,
        "introduction": draft.introduction,
        "body": draft.body,
        "social_image_id": draft.picture_id,
        "first_published_at": first if draft.is_public else page.first_published_at,
    }
    if isinstance(page, BlogPostPage):
        authors = [PostAuthor(person=draft.person)] if draft.person else []
        fields |= {"date": draft.day or page.date, "byline": draft.byline, "comments": draft.mode}
        fields |= {"topics": draft.topics, "post_authors": authors}
    for name, value in fields.items():
        setattr(page, name, value)
