"""What can only be done once all posts are here: links to those that came later, and pages below other pages."""

from collections.abc import Iterator

from django.db import transaction
from wagtail.models import Page

from cms.saving_many import saving_many
from pages.models import ImportedItem, StandardPage
from pages.wordpress.drafting import Drafting
from pages.wordpress.index import Index
from pages.wordpress.registry import Kind, Registry
from pages.wordpress.report import Report
from pages.wordpress.source import Item
from pages.wordpress.writing import MODELS, Written, publish

BATCH = 100


def settle_links(registry: Registry, drafting: Drafting, report: Report) -> None:
    """Let links lead to what has come since; those that still lead nowhere are reported, and tried again next time."""
    waiting = registry.items.filter(kind=Kind.PAGE, has_open_links=True).order_by("pk")
    for records in _in_batches(list(waiting.values_list("pk", flat=True))):
        with saving_many(*MODELS.values()):
            for record in ImportedItem.objects.filter(pk__in=records):
                with transaction.atomic():
                    _settle(record, drafting, report)


def _settle(record: ImportedItem, drafting: Drafting, report: Report) -> None:
    page: Written | None = next(
        (found for model in MODELS.values() if (found := model.objects.filter(pk=record.object_id).first())), None
    )
    if page is None:
        return
    item = Item(old_id=record.old_id, kind=_kind_of(page), title=page.title)
    if page.latest_revision_id != record.revision_id:
        report.tell("A page that was edited here still has links to the old blog", of=item)
        return
    before = list(page.body.raw_data)
    body, record.has_open_links = drafting.linked(before, item)
    for address in drafting.open_addresses(body):
        report.tell("A link leads to something of the old blog that did not come", address, of=item)
    if body != before:
        setattr(page, "body", body)  # noqa: B010 - the field takes plain blocks, which its type does not say
        publish(page, is_public=page.live)
        record.revision_id, record.is_finished = page.latest_revision_id, False
    record.save()


def _kind_of(page: Written) -> str:
    return next(kind for kind, model in MODELS.items() if isinstance(page, model))


def settle_parents(index: Index, registry: Registry, report: Report) -> None:
    """Put pages below those below which they stood. Each stays where editors have put it since."""
    for old_id, parent_id in index.parents():
        keys = registry.keys(Kind.PAGE, (old_id, parent_id))
        found = StandardPage.objects.in_bulk(keys.values())
        page, parent = found.get(keys.get(old_id, 0)), found.get(keys.get(parent_id, 0))
        item = Item(old_id=old_id, kind="page", title=page.title if page else "")
        if page is None:
            continue
        if parent is None:
            report.tell("A page stood below one that did not come", of=item)
        elif parent == page or parent.is_descendant_of(page):
            report.tell("Pages stand below one another in a circle", of=item)
        elif not page.is_child_of(parent) and page.depth == parent.depth:
            page.move(Page.objects.get(pk=parent.pk), pos="last-child")


def _in_batches(keys: list[int]) -> Iterator[list[int]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
