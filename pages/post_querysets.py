"""Reads of posts, chainable, in the words of the domain."""

from collections.abc import Iterable
from typing import Self
from uuid import UUID

from django.apps import apps
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from wagtail.models import Page, PageQuerySet

from cms.public_tree import PublicPage, closed_places
from cms.row_lists import list_of
from cms.told_topics import topics_of

LAST_STEP = "Z" * Page.steplen
"""No last part of a page's tree path comes after it."""


class PostQuerySet(PageQuerySet):
    def for_everybody(self) -> Self:
        """Published, and in no closed place."""
        shown = self.filter(live=True)
        for closed in closed_places():
            shown = shown.exclude(closed)
        return shown

    def below(self, page: Page | PublicPage) -> Self:
        """At any depth."""
        return self.filter(path__gt=page.path, path__lte=page.path + LAST_STEP * 4)

    def right_below(self, page: Page) -> Self:
        """In the tree's order."""
        return self.below(page).filter(depth=page.depth + 1).order_by("path")

    def about(self, topic: str) -> Self:
        """On the topic with this slug."""
        return self.filter(topics__slug=topic)

    def written_by(self, person: UUID) -> Self:
        """By the person whose page, in any language, has this translation key."""
        authors = apps.get_model("pages", "PostAuthor").objects
        return self.filter(pk__in=authors.filter(person__translation_key=person).values("page"))

    def newest_first(self) -> Self:
        return self.order_by("-date", "-pk")

    def sharing(self, topics: Iterable[str]) -> Self:
        """Those with one of these topics, the newest first: each as often as it has one of them."""
        return self.filter(topics__slug__in=list(topics)).newest_first()

    def on_cards(self) -> Self:
        """With what lists tell of them (pages/posts.py), and without their bodies."""
        return self.defer("body").annotate(**_told())

    def with_all_told(self) -> Self:
        """As on cards, with their bodies."""
        return self.annotate(**_told())


def _told() -> dict[str, Subquery]:
    return {"told_people": _people(), "told_topics": topics_of("blogpostpage")}


def _people() -> Subquery:
    """Those who wrote a post, each affiliation in the reader's language if the person's page is published in it."""
    persons = apps.get_model("pages", "PersonPage").objects.filter(live=True)
    here = persons.filter(
        translation_key=OuterRef("person__translation_key"), locale__language_code=get_language() or "en"
    )
    return list_of(
        apps.get_model("pages", "PostAuthor").objects.filter(page=OuterRef("pk")),
        order=F("sort_order"),
        key=F("person_id"),
        name=F("person__title"),
        affiliation=Coalesce(Subquery(here.values("affiliation")), F("person__affiliation")),
    )
