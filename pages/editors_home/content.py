"""What may be amiss with public pages. Each check gives pairs of a page's number and how often it is amiss there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, ReferenceIndex

from cms.public_tree import public_tree
from donations.models import Crowdfund
from events.models import Event, Mode
from pages.completeness import missing
from pages.models import CrowdfundPage

Found = Iterable[tuple[int, int]]
AT_ONCE = 500
"""So many pages are read together: the memory that a look takes does not grow with the site."""


def crowdfunds_without_parts(now: datetime) -> Found:
    keys = {each.key for each in Crowdfund.objects.in_force() if not each.is_over()}
    pages = CrowdfundPage.objects.live().filter(pk__in=_sources(keys)).prefetch_related("budget_lines")
    return [(page.pk, 1) for page in pages if missing(page)]


def links_to_nowhere(now: datetime) -> Found:
    """Of pages that everybody may read, those to pages that not everybody may."""
    public = public_tree()
    references = _references(Page).exclude(model_path="alias_of").values_list("object_id", "to_object_id").distinct()
    return Counter(
        int(page) for page, target in references.iterator() if public.get(int(page)) and not public.get(int(target))
    ).items()


def pictures_without_words(now: datetime) -> Found:
    """Of pages whose blocks show pictures."""
    shown = _references(get_image_model()).values_list("content_type", "object_id").distinct()
    by_type: dict[int, list[int]] = {}
    for content_type, page in shown.iterator():
        if public_tree().get(int(page)):
            by_type.setdefault(content_type, []).append(int(page))
    for key, pages in by_type.items():
        model = ContentType.objects.get_for_id(key).model_class()
        if model and (streams := [field.name for field in model._meta.get_fields() if isinstance(field, StreamField)]):
            yield from _without_words(model, streams, pages)


def that_lose(thing: Model) -> Found:
    """Of public pages whose words or blocks show or lead to what is about to be deleted. Nothing tells of it later."""
    uses = ReferenceIndex.get_references_to(thing).filter(
        base_content_type=ContentType.objects.get_for_model(Page), model_path__startswith="body."
    )
    numbers = Counter(int(page) for page in uses.values_list("object_id", flat=True))
    return [(page, number) for page, number in numbers.items() if public_tree().get(page)]


def meetings_on_no_map(now: datetime) -> Found:
    """Those that are still to come."""
    events = Event.objects.filter(is_published=True, town_id=None, occurrences__ends_at__gt=now)
    keys = set(events.exclude(mode=Mode.ONLINE).values_list("key", flat=True))
    return [(pk, 1) for pk in _sources(keys) if public_tree().get(pk)]


def _references(model: type[Any]) -> QuerySet[ReferenceIndex]:
    """Of pages to this kind of thing."""
    kinds = ContentType.objects.get_for_models(Page, model)
    return ReferenceIndex.objects.filter(base_content_type=kinds[Page], to_content_type=kinds[model])


def _sources(keys: Iterable[UUID]) -> list[int]:
    """The pages on which what has these keys is edited, as pages/languages.py says."""
    main = Locale.get_default().pk
    rows = Page.objects.filter(translation_key__in=keys).values_list("translation_key", "locale", "pk")
    ordered = sorted(rows, key=lambda row: row[1] == main)
    return list({key: pk for key, _, pk in ordered}.values())


def _without_words(model: type[Any], streams: list[str], pages: list[int]) -> Iterator[tuple[int, int]]:
    for start in range(0, len(pages), AT_ONCE):
        part = model._default_manager.filter(pk__in=pages[start : start + AT_ONCE], alias_of=None)
        for pk, *values in part.values_list("pk", *streams).iterator():
            if number := sum(_wordless([dict(block) for block in value.raw_data]) for value in values):
                yield pk, number


def _wordless(raw: Any) -> int:
    """How many pictures in the raw value of a block have neither a description nor the word that they need none."""
    if isinstance(raw, list):
        return sum(_wordless(each) for each in raw)
    if not isinstance(raw, dict):
        return 0
    if {"image", "decorative", "alt_text"} <= raw.keys():
        return int(bool(raw["image"]) and not raw["decorative"] and not str(raw["alt_text"] or "").strip())
    return sum(_wordless(each) for each in raw.values())
