"""Which translations are behind what they were made from. As in content.py, pairs of a page's number and how much."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms import caching
from pages.editors_home.content import Found

MOST = 500


def outdated(now: datetime) -> Found:
    """Published translations whose source was published again since it was taken over, or since they were published."""
    main = Locale.get_default()
    source = Page.objects.live().filter(translation_key=OuterRef("translation_key"), locale=main)
    started = Translation.objects.filter(
        enabled=True, source__object=OuterRef("translation_key"), target_locale=OuterRef("locale")
    )
    pages = Page.objects.live().filter(alias_of=None).exclude(locale=main)
    pages = pages.annotate(
        source_published_at=Subquery(source.values("last_published_at")[:1]),
        taken_over_at=Subquery(started.values("source__last_updated_at")[:1]),
    )
    is_behind = Q(source_published_at__gt=Coalesce("taken_over_at", "last_published_at"))
    is_unpublished = Q(taken_over_at__gt=F("last_published_at"))
    return [(pk, 1) for pk in pages.filter(is_behind | is_unpublished).values_list("pk", flat=True)[:MOST]]


def untranslated_texts(now: datetime) -> Found:
    """Of translations that were begun, while what they are made from is published."""
    for locale in Locale.objects.all():
        numbers = dict(_missing_texts(locale)[:MOST])
        live = Page.objects.live().filter(translation_key__in=numbers).exclude(locale=locale)
        pages = Page.objects.filter(
            translation_key__in=set(live.values_list("translation_key", flat=True)), locale=locale, alias_of=None
        )
        for pk, key in pages.values_list("pk", "translation_key"):
            yield pk, numbers[key]


def _missing_texts(locale: Locale) -> QuerySet[Any, tuple[Any, int]]:
    """Pairs of a translation key and the number of texts that have no words in this language."""
    words = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), locale=locale, has_error=False
    )
    begun = Translation.objects.filter(source=OuterRef("source"), target_locale=locale, enabled=True)
    missing = StringSegment.objects.filter(Exists(begun), ~Exists(words)).order_by()
    return missing.values_list("source__object").annotate(number=Count("pk")).order_by("-number")


def without_translation() -> list[tuple[Locale, int]]:
    """How many public pages there are in no other language than the main one, for each other language; kept."""
    return caching.kept("pages without translation", caching.CONTENT, _count)


def _count() -> list[tuple[Locale, int]]:
    main = Locale.get_default()
    found = []
    for locale in Locale.objects.exclude(pk=main.pk):
        theirs = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=locale, alias_of=None)
        number = Page.objects.live().public().filter(~Exists(theirs), locale=main, depth__gt=1).count()
        found.append((locale, number))
    return found
