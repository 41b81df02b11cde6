"""The operation that lists posts of all blogs. Only those that everybody may see exist here."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import translation
from ninja import Query, Router
from ninja.errors import ValidationError
from wagtail.models import Page

from api import posts
from api.openapi import answers
from api.parameters import InLanguage, Offset
from api.schemas.posts import Posts
from cms.caching import CONTENT, tag_response
from cms.models import Topic
from cms.page_types import type_id
from cms.public_tree import PublicPage, public_tree
from pages.models import BlogIndexPage, BlogPostPage, PersonPage, SeriesPage
from pages.post_querysets import PostQuerySet
from pages.posts import PER_PAGE, cards

router = Router(tags=["Pages"])

TopicSlug = Annotated[
    str, Query(max_length=60, pattern="^[-a-zA-Z0-9_]*$", description="Only those on the topic with this `slug`")
]
MOST_ID = 2**31 - 1
BlogId = Annotated[int | None, Query(ge=1, le=MOST_ID, description="Only those of the blog whose page has this `id`")]
SeriesId = Annotated[int | None, Query(ge=1, le=MOST_ID, description="Only parts of the series with this `id`")]
AuthorId = Annotated[int | None, Query(ge=1, le=MOST_ID, description="Only those by the person with this `id`")]
Most = Annotated[int, Query(ge=1, le=100, description="Maximum number of items")]


@router.get(
    "",
    response=Posts,
    url_name="posts",
    operation_id="list_posts",
    summary="Posts",
    openapi_extra=answers(304),
)
def list_posts(
    request: HttpRequest,
    topic: TopicSlug = "",
    blog: BlogId = None,
    series: SeriesId = None,
    author: AuthorId = None,
    locale: InLanguage = "en",
    limit: Most = PER_PAGE,
    offset: Offset = 0,
) -> Posts:
    """Posts in one language, the newest first. They are not counted: `next` says whether more follow."""
    translation.activate(locale)
    tag_response(request, CONTENT)
    found: PostQuerySet = BlogPostPage.objects.for_everybody().filter(locale__language_code=locale)
    if topic:
        found = found.about(_known_topic(topic))
    for name, key, model in (("blog", blog, BlogIndexPage), ("series", series, SeriesPage)):
        if key:
            found = found.below(public_tree().in_language(_page(name, key, model), locale))
    if author:
        found = found.written_by(_page("author", author, PersonPage).translation_key)
    told = cards(found.newest_first()[offset : offset + limit + 1])
    following = offset + limit if len(told) > limit else None
    return Posts(items=[posts.item(card) for card in told[:limit]], next=following)


def _known_topic(slug: str) -> str:
    """Raises: ValidationError."""
    if not Topic.objects.filter(slug=slug).exists():
        raise _unknown("topic")
    return slug


def _page(name: str, key: int, model: type[Page]) -> PublicPage:
    """The page of that type with this id. Raises: ValidationError."""
    page = public_tree().get(key)
    if page is None or page.content_type_id != type_id(model):
        raise _unknown(name)
    return page


def _unknown(name: str) -> ValidationError:
    return ValidationError([{"loc": ("query", name), "msg": f"There is no such {name}", "type": "value_error"}])
