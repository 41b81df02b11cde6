"""The one question over all pages, asked by the search page and the API alike.

An engine only says which pages have the words. Which of them may be seen is always asked of the database, where it is
true at this moment: what an index still remembers shows neither in the list nor in the count.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from modelsearch.backends import get_search_backend
from wagtail.models import Locale, Page

from cms.models import BasePage
from cms.public_tree import public_tree
from search import outage
from search.models import MissedUpdate

EMBEDDED, ELASTICSEARCH = "embedded", "elasticsearch"
MOST_FOUND = 1_000
"""The best so many pages count; nobody leafs through more."""


@dataclass(frozen=True, slots=True)
class Found:
    pages: list[Page]
    total: int
    engine: str
    is_degraded: bool


def find(text: str, *, locale: Locale, offset: int = 0, limit: int = 20) -> Found:
    """Pages in `locale` that everybody may see and that have every word of `text`, best first, in their own types.

    `offset` and `limit` are not negative. `total` is at most MOST_FOUND. Takes any text; never raises because of it.
    `engine` is "elasticsearch" or "embedded"; `is_degraded` says that the former should have answered and did not.
    """
    candidates = Page.objects.live().filter(locale=locale)
    best, engine = _best_pages(text, candidates)
    tree = public_tree()
    visible = candidates.type(BasePage).filter(pk__in=[key for key in best if tree.get(key)])
    seen = set(visible.values_list("pk", flat=True)) if best else set()
    keys = [key for key in best if key in seen]
    wanted = keys[offset : offset + limit]
    pages = {page.pk: page for page in Page.objects.filter(pk__in=wanted).specific()} if wanted else {}
    return Found(
        pages=[pages[key] for key in wanted if key in pages],
        total=len(keys),
        engine=engine,
        is_degraded=engine == EMBEDDED and uses_elasticsearch(),
    )


def uses_elasticsearch() -> bool:
    return ELASTICSEARCH in settings.WAGTAILSEARCH_BACKENDS


def _best_pages(text: str, candidates: QuerySet[Page]) -> tuple[list[int], str]:
    if uses_elasticsearch() and not outage.is_on() and not MissedUpdate.objects.exists():
        try:
            return get_search_backend(ELASTICSEARCH).best_pages(text, candidates, MOST_FOUND), ELASTICSEARCH
        except outage.Unavailable as error:
            outage.begin(error)
    return get_search_backend().best_pages(text, candidates, MOST_FOUND), EMBEDDED
