"""Who is in the public tree: one query reads all of it, later ones only what has changed since.

How much a change costs does not hang on how many pages there are (docs/adr/0020).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from wagtail.models import Page, PageViewRestriction

from cms.models.cache import ContentChange
from cms.public_pages import HOME_PATH, STEP, PublicPage, PublicTree

MOST_FOLLOWED = 500
"""Whoever is more changes behind reads everything anew."""

MOST_AT_ONCE = 200
"""So many branches are asked for in one query."""

LONGEST_PATH = 255
TOLD = [field.name for field in fields(PublicPage) if field.name != "url"]

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """The public tree with what decides who is in it.

    `closed`: the tree paths of pages that are closed with all below them. `homes`: where Wagtail's own paths begin
    (`url_path`) of the published home pages, by tree path.
    """

    tree: PublicTree
    closed: frozenset[str]
    homes: dict[str, str]


def read_all() -> Reading:
    rows = list(_rows())
    aliases = [(row["path"], row["original"]) for row in rows if row["original"]]
    closed = _closed(
        {row["path"] for row in rows if row["is_restricted"]},
        lambda closed: (alias for alias, original in aliases if _is_within(original, closed)),
    )
    homes = _homes(rows)
    return Reading(PublicTree(_public(rows, closed, homes)), closed, homes)


def follow(held: Reading, generation: UUID | None) -> Reading | None:
    """What was read at a generation, brought up to date; None where all must be read anew."""
    changes = ContentChange.objects.after(generation, most=MOST_FOLLOWED)
    if changes is None:
        return None
    pages = {path for path, with_below in changes if path and not with_below}
    branches = {path for path, with_below in changes if with_below}
    if any(len(path) < HOME_PATH for path in pages | branches):
        return None
    return _reread(held, pages, branches) if pages or branches else held


def _reread(held: Reading, pages: set[str], branches: set[str]) -> Reading:
    """Pages alone, unless they came, went or moved: then with what lies below them, as it may have done the same."""
    unknown = {path for path in pages if held.tree.at_path(path) is None}
    branches |= unknown
    pages -= unknown
    homes_asked = {path[:HOME_PATH] for path in pages | branches}
    rows = list(_rows().filter(path__in=pages | homes_asked))
    homes = {path: url for path, url in held.homes.items() if path not in homes_asked} | _homes(rows)
    single = {page.path: page for page in _public(rows, held.closed, homes) if page.path in pages}
    branches |= {path for path in pages if _place(single.get(path)) != _place(held.tree.at_path(path))}
    closed = held.closed
    if branches or any(row["original"] for row in rows):
        closed = _closed(_restricted(), _aliases_of)
        branches |= closed ^ held.closed
    come = _read_branches(held.tree, branches, closed, homes) | {page.pk: page for page in single.values()}
    gone = {page.pk: page for path in branches for page in held.tree.branch(path)}
    gone |= {pk: known for pk in come if (known := held.tree.get(pk))}
    return Reading(held.tree.changed(gone, come), closed, homes)


def _read_branches(
    tree: PublicTree, branches: set[str], closed: frozenset[str], homes: dict[str, str]
) -> dict[int, PublicPage]:
    """The public pages of whole branches. Where one holds a page that stood elsewhere, that place joins `branches`."""
    found: dict[int, PublicPage] = {}
    unread = set(branches)
    while unread:
        rows = [row for within in at_or_below(unread) for row in _rows().filter(within)]
        found |= {page.pk: page for page in _public(rows, closed, homes)}
        known = (tree.get(row["pk"]) for row in rows)
        unread = {page.path for page in known if page and not _is_within(page.path, branches)}
        branches |= unread
    return found


def _place(page: PublicPage | None) -> tuple[int, str, str] | None:
    return (page.pk, page.url, page.language) if page else None


def _rows() -> QuerySet[Page, Row]:
    """Drafts as well: one that is closed closes what lies below it."""
    rows = Page.objects.order_by("path").annotate(
        language=F("locale__language_code"),
        original=F("alias_of__path"),
        is_restricted=Exists(PageViewRestriction.objects.filter(page=OuterRef("pk"))),
    )
    return rows.values(*TOLD, "url_path", "live", "original", "is_restricted")


def _homes(rows: Iterable[Row]) -> dict[str, str]:
    return {row["path"]: row["url_path"] for row in rows if row["live"] and len(row["path"]) == HOME_PATH}


def _public(rows: Iterable[Row], closed: frozenset[str], homes: dict[str, str]) -> Iterator[PublicPage]:
    for row in rows:
        home = homes.get(row["path"][:HOME_PATH])
        if home is not None and row["live"] and not _is_within(row["path"], closed):
            url = home_path(row["language"]) + row["url_path"].removeprefix(home)
            yield PublicPage(**{name: row[name] for name in TOLD}, url=url)


def _closed(restricted: set[str], aliases_of: Callable[[set[str]], Iterable[str]]) -> frozenset[str]:
    """The places in the tree that are closed with all below them: restricted pages, and aliases of what is closed."""
    closed = found = _outermost(restricted)
    while found:
        found = _outermost({alias for alias in aliases_of(found) if not _is_within(alias, closed)})
        closed = closed | found
    return frozenset(closed)


def _restricted() -> set[str]:
    return set(PageViewRestriction.objects.values_list("page__path", flat=True))


def _aliases_of(paths: set[str]) -> Iterator[str]:
    for within in at_or_below(paths, "alias_of__path"):
        yield from Page.objects.filter(within).values_list("path", flat=True)


def _outermost(paths: Iterable[str]) -> set[str]:
    """Without those that lie below another."""
    found: set[str] = set()
    for path in sorted(paths):
        if not _is_within(path, found):
            found.add(path)
    return found


def at_or_below(paths: Iterable[str], field: str = "path") -> Iterator[Q]:
    """Pages at these places or below them, in parts that a database takes.

    Ranges, as SQLite would use no index for `startswith`.
    """
    ranges = [Q(**{f"{field}__range": (path, path.ljust(LONGEST_PATH, "Z"))}) for path in sorted(_outermost(paths))]
    for first in range(0, len(ranges), MOST_AT_ONCE):
        yield Q(*ranges[first : first + MOST_AT_ONCE], _connector=Q.OR)


def _is_within(path: str, places: Iterable[str]) -> bool:
    return any(path[:length] in places for length in range(STEP, len(path) + STEP, STEP))


def home_path(language: str | None) -> str:
    """Where the home page of a language is: / or /cy/."""
    return "/" if language in (None, settings.LANGUAGE_CODE) else f"/{language}/"
