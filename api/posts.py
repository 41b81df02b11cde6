"""Posts as JSON, and what the pages that list them tell."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page

from api.links import link
from api.schemas.contributions import Call
from api.schemas.pictures import Rendition
from api.schemas.posts import Author, PostItem
from api.schemas.topics import Topic
from cms.addresses import absolute
from cms.public_tree import PublicPage
from pages.feeds.addresses import feed_url_of
from pages.models import BlogIndexPage, BlogPostPage, PersonPage, PressPage, SeriesPage
from pages.models.person import PHOTO
from pages.post_lists import topics_of_posts_below
from pages.post_querysets import PostQuerySet
from pages.posts import PER_PAGE, Card, Place, authors_of, cards, place_in_series, topics_of
from pages.posts import Author as Writer

Tell = Callable[[PublicPage, Any, HttpRequest], dict[str, Any]]
"""What a page tells, as the tree and the database know it."""


def item(card: Card) -> PostItem:
    return PostItem(
        **link(card.page).model_dump(),
        summary=card.summary,
        first_published_at=card.post.first_published_at,
        last_published_at=card.post.last_published_at,
        date=card.date,
        byline=card.byline,
        authors=_authors(card.authors),
        topics=[Topic(**topic) for topic in card.topics],
    )


def newest(posts: PostQuerySet) -> list[PostItem]:
    return [item(card) for card in cards(posts.newest_first()[:PER_PAGE])]


def _blog(page: PublicPage, found: BlogIndexPage, request: HttpRequest) -> dict[str, Any]:
    below = found.posts()
    told = {"topics": topics_of_posts_below(found, below), "posts": newest(below)}
    return {**told, "feed_url": absolute(feed_url_of(found.pk))}


def _series(page: PublicPage, found: SeriesPage, request: HttpRequest) -> dict[str, Any]:
    parts = [item(card) for card in found.parts()]
    return {"parts": parts, "call": _call(found), "feed_url": absolute(feed_url_of(found.pk))}


def _person(page: PublicPage, found: PersonPage, request: HttpRequest) -> dict[str, Any]:
    photo = _photo(found.photo) if found.photo else None
    return {"affiliation": found.affiliation, "photo": photo, "posts": newest(found.posts())}


def _call(found: SeriesPage) -> Call | None:
    if not found.takes_contributions():
        return None
    return Call(
        text=found.call, until=found.call_until, url=absolute(reverse("contribute", args=[found.translation_key]))
    )


def _post(page: PublicPage, found: BlogPostPage, request: HttpRequest) -> dict[str, Any]:
    place = place_in_series(found)
    return {
        **{name: getattr(found, name) for name in ("date", "updated_on", "reading_minutes", "byline")},
        "authors": _authors(authors_of(found)),
        "topics": topics_of(found),
        "series": _place(place) if place else None,
        "reads": [asdict(read) for read in found.further_reads(request)],
    }


def _authors(writers: Iterable[Writer]) -> list[Author]:
    return [Author(name=each.name, affiliation=each.affiliation, page=_maybe_link(each.page)) for each in writers]


def _maybe_link(page: PublicPage | None) -> Any:
    return link(page) if page else None


def _place(place: Place) -> dict[str, Any]:
    return {"page": link(place.series), "number": place.number, "parts": [link(part) for part in place.parts]}


def _photo(image: Any) -> Rendition:
    rendition = get_rendition_or_not_found(image, PHOTO)
    return Rendition(src=absolute(rendition.url), width=rendition.width, height=rendition.height, type="image/webp")


def _press(page: PublicPage, found: PressPage, request: HttpRequest) -> dict[str, Any]:
    contact = {name: getattr(found, f"contact_{name}") for name in ("name", "phone", "email", "note")}
    files = ((each, each.document) for each in found.public_downloads())
    downloads = [
        {"title": str(each), "url": file.url, "kind": file.file_extension.lower(), "size": file.file_size}
        for each, file in files
    ]
    told = {"contact": contact, "downloads": downloads, "about": found.about, "releases": newest(found.releases())}
    return {**told, "feed_url": absolute(feed_url_of(found.pk))}


TELLS: dict[type[Page], Tell] = {
    BlogIndexPage: _blog,
    BlogPostPage: _post,
    PersonPage: _person,
    PressPage: _press,
    SeriesPage: _series,
}
