"""All published pages that everybody may see, as plain values in memory: addresses, menus, languages, safe links.

They are read once for a process; after each publishing only what changed. A link that is looked up here can lead to no
draft and to no private page, because they are not in it.
"""

from typing import Any, cast

from django.db.models import QuerySet
from wagtail.models import Page, PageViewRestriction

from cms import caching
from cms.public_pages import HOME_DEPTH, STEP, PublicPage, PublicTree
from cms.public_rows import follow, home_path, read_all

__all__ = [
    "HOME_DEPTH",
    "PublicPage",
    "PublicTree",
    "fetch",
    "home_path",
    "public_page",
    "public_tree",
    "restrictions_of",
]


def public_tree() -> PublicTree:
    """The tree as it is now, never older than what this request knows of changes."""
    return caching.kept("public tree", caching.CONTENT, read_all, follow).tree


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

    model: Any = model_of(page.content_type_id)
    return cast(Page, model.to_show().get(pk=page.pk))
