"""All published pages that everybody may see, as plain values in memory: addresses, menus, languages, safe links.

One query builds it; it is kept in the process until content changes. A link that is looked up here can lead to no
draft and to no private page, because they are not in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction

from cms import caching

STEP = Page.steplen
"""So many characters of a page's tree path stand for one level."""

HOME_DEPTH = 2
"""Wagtail's root is 1, the home page of each language 2."""


@dataclass(frozen=True, slots=True)
class PublicPage:
    """What may be told of a page to everybody. `url` is its path on the site, such as /cy/amdanom/."""

    pk: int
    title: str
    url: str
    language: str
    translation_key: UUID
    path: str
    content_type_id: int
    show_in_menus: bool

    @property
    def depth(self) -> int:
        return len(self.path) // STEP


class PublicTree:
    def __init__(self, pages: list[PublicPage]) -> None:
        self._by_pk = {page.pk: page for page in pages}
        self._by_url = {page.url: page for page in pages}
        self._by_path = {page.path: page for page in pages}
        self._by_key: dict[UUID, dict[str, PublicPage]] = {}
        for page in pages:
            self._by_key.setdefault(page.translation_key, {})[page.language] = page

    def __iter__(self) -> Iterator[PublicPage]:
        """All of them, in the tree's order."""
        return iter(self._by_path.values())

    def get(self, pk: int | None) -> PublicPage | None:
        return self._by_pk.get(pk) if pk is not None else None

    def at(self, url: str) -> PublicPage | None:
        return self._by_url.get(url)

    def in_language(self, page: PublicPage, language: str | None = None) -> PublicPage:
        """The page's translation into the given or current language, else the page itself."""
        return self.translations(page).get(language or get_language() or settings.LANGUAGE_CODE, page)

    def translations(self, page: PublicPage) -> dict[str, PublicPage]:
        """The page in every language in which it is published, itself included."""
        return self._by_key[page.translation_key]

    def with_key(self, translation_key: UUID) -> dict[str, PublicPage]:
        """The pages that are translations of one another, by language."""
        return self._by_key.get(translation_key, {})

    def parent(self, page: PublicPage) -> PublicPage | None:
        return self._by_path.get(page.path[:-STEP])

    def ancestors(self, page: PublicPage) -> Iterator[PublicPage]:
        """From the page below home down to the page's parent."""
        for length in range((HOME_DEPTH + 1) * STEP, len(page.path), STEP):
            if ancestor := self._by_path.get(page.path[:length]):
                yield ancestor

    def below(self, page: PublicPage) -> list[PublicPage]:
        """All pages below this one, in the tree's order."""
        return [each for each in self._by_path.values() if each.path.startswith(page.path) and each is not page]

    def menu(self, language: str) -> list[PublicPage]:
        """The pages right below a language's home that editors put into the menu, in the tree's order."""
        return [
            page
            for page in self._by_path.values()
            if page.show_in_menus and page.depth == HOME_DEPTH + 1 and page.language == language
        ]


def public_tree() -> PublicTree:
    """The tree as it is now."""
    return caching.kept("public tree", caching.CONTENT, lambda: PublicTree(list(_read())))


def public_page(page: Page | int | None) -> PublicPage | None:
    """A page, or the page with an id, in the reader's language; None unless everybody may see it."""
    tree = public_tree()
    found = tree.get(getattr(page, "pk", page))
    return tree.in_language(found) if found else None


def _read() -> Iterator[PublicPage]:
    told = [field.name for field in fields(PublicPage) if field.name != "url"]
    # Drafts as well: one that is closed closes what lies below it.
    rows = Page.objects.order_by("path").annotate(
        language=F("locale__language_code"),
        original=F("alias_of__path"),
        is_restricted=Exists(PageViewRestriction.objects.filter(page=OuterRef("pk"))),
    )
    read = list(rows.values(*told, "url_path", "live", "original", "is_restricted"))
    closed = _closed_paths(read)
    homes: dict[str, str] = {}
    for row in read:
        home = row["path"][: HOME_DEPTH * STEP]
        if not row["live"] or len(home) < HOME_DEPTH * STEP or row["path"].startswith(closed):
            continue
        if row["path"] == home:
            homes[home] = row["url_path"]
        if home in homes:
            url = home_path(row["language"]) + row["url_path"].removeprefix(homes[home])
            yield PublicPage(**{name: row[name] for name in told}, url=url)


def _closed_paths(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """The places in the tree that are closed with all below them: restricted pages, and aliases of what is closed."""
    closed = tuple(row["path"] for row in rows if row["is_restricted"])
    aliases = {row["path"]: row["original"] for row in rows if closed and row["original"]}
    while found := tuple(
        alias for alias, original in aliases.items() if original.startswith(closed) and not alias.startswith(closed)
    ):
        closed += found
    return closed


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


def home_path(language: str | None) -> str:
    """Where the home page of a language is: / or /cy/."""
    return "/" if language in (None, settings.LANGUAGE_CODE) else f"/{language}/"


def fetch(page: PublicPage) -> Page:
    """The page itself, of its own type and with its picture for sharing, in one query."""
    from django.contrib.contenttypes.models import ContentType

    model: Any = ContentType.objects.get_for_id(page.content_type_id).model_class()
    return cast(Page, model.objects.select_related("social_image").get(pk=page.pk))
