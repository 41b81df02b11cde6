"""Lists of posts that people leaf through: of a blog, of a person, of the press; perhaps on one topic."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.utils.translation import get_language, gettext
from wagtail.models import Page

from cms import caching
from cms.models import Topic
from cms.told_topics import in_order, title_in_words
from pages.posts import PER_PAGE, Card, cards

if TYPE_CHECKING:
    from pages.post_querysets import PostQuerySet

NUMBER = re.compile("[1-9][0-9]{0,4}")


@dataclass(frozen=True, slots=True)
class PostList:
    """One page of a list. `topic` is the one that was asked for, `topics` are those that can be; each has `slug` and
    `title`. How many pages there are is not counted: nobody leafs to the last of them.
    """

    cards: list[Card]
    number: int = 1
    has_next: bool = False
    topic: dict[str, str] | None = None
    topics: list[dict[str, str]] = field(default_factory=list)

    @property
    def previous(self) -> int | None:
        """As Django's `querystring` takes it: None leaves the number out."""
        return self.number - 1 if self.number > 2 else None

    @property
    def next(self) -> int:
        return self.number + 1


def post_list(posts: "PostQuerySet", request: HttpRequest, *, topics_below: Page | None = None) -> PostList:
    """What `?page=` and, with `topics_below`, `?topic=` ask for. Raises: Http404 if there is no such page or topic."""
    topics = topics_of_posts_below(topics_below, posts) if topics_below else []
    topic = _asked(topics, request.GET.get("topic", "")) if topics_below else None
    found = posts.about(topic["slug"]) if topic else posts
    number = _number(request.GET.get("page", "1"))
    first = (number - 1) * PER_PAGE
    told = cards(found.newest_first()[first : first + PER_PAGE + 1])
    if not told and number > 1:
        raise Http404(gettext("There are no more posts"))
    return PostList(told[:PER_PAGE], number, len(told) > PER_PAGE, topic, topics)


def topics_of_posts_below(page: Page, posts: "PostQuerySet") -> list[dict[str, str]]:
    """What public posts below a page are about, by title in the reader's language."""

    def read() -> list[dict[str, str]]:
        used = Topic.objects.filter(pk__in=posts.order_by().values("topics")).order_by()
        return in_order(used.annotate(title=title_in_words()).values("slug", "title"))

    return caching.kept(f"topics below {page.pk} {get_language()}", caching.CONTENT, read)


def _asked(topics: list[dict[str, str]], slug: str) -> dict[str, str] | None:
    topic = next((each for each in topics if each["slug"] == slug), None)
    if slug and topic is None:
        raise Http404(gettext("There is no post on such a topic"))
    return topic


def _number(asked: str) -> int:
    if not NUMBER.fullmatch(asked):
        raise Http404(gettext("There are no more posts"))
    return int(asked)
