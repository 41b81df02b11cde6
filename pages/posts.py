"""Posts as pages, lists, feeds and the API show them: who wrote them, what about, and what stands beside them."""

import datetime
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.apps import apps

from cms.page_types import type_id
from cms.public_tree import PublicPage, public_page, public_tree
from cms.told_topics import in_order

if TYPE_CHECKING:
    from pages.models import BlogPostPage
    from pages.post_querysets import PostQuerySet

PER_PAGE = 20
MOST_PARTS = 500
"""So many parts of a series are counted and listed, the first in the tree's order."""


@dataclass(frozen=True, slots=True)
class Author:
    """`page` is None while not everybody may see it: then only the name stands there, which the post tells."""

    name: str
    affiliation: str
    page: PublicPage | None

    @property
    def url(self) -> str | None:
        return self.page.url if self.page else None


@dataclass(frozen=True, slots=True)
class Card:
    """A post as a list shows it. `topics` have `slug` and `title`."""

    page: PublicPage
    date: datetime.date
    summary: str
    byline: str
    authors: list[Author]
    topics: list[dict[str, str]]
    post: "BlogPostPage"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post stands in its series: part `number` of `parts`."""

    series: PublicPage
    number: int
    parts: list[PublicPage] = field(default_factory=list)

    @property
    def before(self) -> PublicPage | None:
        return self.parts[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> PublicPage | None:
        return self.parts[self.number] if self.number < len(self.parts) else None


def cards(posts: "PostQuerySet") -> list[Card]:
    """Those of these posts that everybody may see, in one query. They may be sliced."""
    tree = public_tree()
    shown = ((post, tree.get(post.pk)) for post in posts.on_cards())
    return [card_of(post, page) for post, page in shown if page]


def card_of(post: "BlogPostPage", page: PublicPage) -> Card:
    return Card(page, post.date, post.summary, post.byline, authors_of(post), topics_of(post), post)


def authors_of(post: "BlogPostPage") -> list[Author]:
    """In the order of the page. A draft's are read from the draft."""
    if hasattr(post, "told_people"):
        told: list[dict[str, Any]] = post.told_people or []
        in_order_of_page = sorted(told, key=lambda each: each["order"] or 0)
        return [_author(each["key"], each["name"], each["affiliation"]) for each in in_order_of_page]
    people = [row.person for row in post.post_authors.all()]
    return [_author(person.pk, person.title, person.affiliation) for person in people]


def _author(key: int, name: str, affiliation: str) -> Author:
    page = public_page(key)
    return Author(page.title if page else name, affiliation if page else "", page)


def topics_of(post: "BlogPostPage") -> list[dict[str, str]]:
    """`slug` and `title` of each, by title. A draft's are read from the draft."""
    if hasattr(post, "told_topics"):
        return in_order(post.told_topics)
    return in_order([{"slug": topic.slug, "title": topic.title} for topic in post.topics.all()])


def place_in_series(post: "BlogPostPage") -> Place | None:
    """None where it is no part of a series that everybody may see, or is a draft."""
    tree = public_tree()
    page = tree.get(post.pk)
    series = tree.parent(page) if page else None
    if page is None or series is None or series.content_type_id != type_id(apps.get_model("pages", "SeriesPage")):
        return None
    parts = list(islice(tree.children(series, page.content_type_id), MOST_PARTS))
    return Place(series, parts.index(page) + 1, parts) if page in parts else None


def blog_of(post: "BlogPostPage") -> PublicPage | None:
    """The blog that it stands in, itself or in a series: the page on which its topics can be read."""
    page = public_tree().get(post.pk)
    blogs = type_id(apps.get_model("pages", "BlogIndexPage"))
    above = public_tree().ancestors(page) if page else ()
    return next((each for each in above if each.content_type_id == blogs), None)
