"""All published pages that everybody may see, as plain values in memory: addresses, menus, languages, safe links.

They are read once for a process; after each publishing only what changed. A link that is looked up here can lead to no
draft and to no private page, because they are not in it.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction

from cms import caching
from cms.public_pages import HOME_DEPTH, STEP, PublicPage, PublicTree
from cms.public_rows import Reading, at_or_below, follow, home_path, read_all

__all__ = [
    "HOME_DEPTH",
    "PublicPage",
    "PublicTree",
    "closed_places",
    "fetch",
    "home_path",
    "public_page",
    "public_tree",
    "restrictions_of",
]


def public_tree() -> PublicTree:
    """The tree as it is now, never older than what this request knows of changes."""
    return _read().tree


def closed_places() -> Iterator[Q]:
    """Pages that are closed, or lie below one that is: each condition names some of them, all together name all."""
    return at_or_below(_read().closed)


def _read() -> Reading:
    return caching.kept("public tree", caching.CONTENT, read_all, follow)


def public_page(page: Page | int | None) -> PublicPage | None:
    """A page, or the page with an id, in the reader's language; None unless everybody may see it."""
    tree = public_tree()
    found = tree.get(getattr(page, "pk", page))
    return tree.in_language(found) if found else None


def restrictions_of(page: Page) -> QuerySet[PageViewRestriction]:
    """Whatever closes the page: its own restrictions, those above it, and those of each page that one of these repeats.

    Wagtail would not look above the page that an alias repeats.
    """
    paths, looked_at = {page.path}, set[str]()
    while paths:
        branch = {path[:length] for path in paths for length in range(STEP, len(path) + STEP, STEP)} - looked_at
        looked_at |= branch
        repeated = Page.objects.filter(path__in=branch, alias_of__isnull=False)
        paths = set(repeated.values_list("alias_of__path", flat=True))
    return PageViewRestriction.objects.filter(page__path__in=looked_at)


def fetch(page: PublicPage) -> Page:
    """The page itself, of its own type and with what its page shows, in one query."""
    from cms.page_types import model_of

    return cast(Page, _to_show(model_of(page.content_type_id)._meta.label, get_language()).get(pk=page.pk))


@cache
def _to_show(model: str, language: str | None) -> QuerySet[Any]:
    """Put together once for each language, whose words it asks for: that takes longer than to ask it."""
    return cast("QuerySet[Any]", apps.get_model(model).to_show())
