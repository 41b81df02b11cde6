"""Public pages as plain values in memory, in lists that stay in the tree's order, so that no look-up walks all of them.

A tree never changes: a changed one is made of it, in a time that hangs on what changed. Who is in it is decided in
cms/public_rows.py.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from cms.shared_map import SharedMap

STEP = Page.steplen
"""So many characters of a page's tree path stand for one level."""

HOME_DEPTH = 2
"""Wagtail's root is 1, the home page of each language 2."""

HOME_PATH = HOME_DEPTH * STEP
"""How long the tree path of a home page is."""

AFTER = "~"
"""Comes after everything that a tree path has."""

MOST_PATCHED = 2_000
"""With more changed pages than this a new tree is made faster than a copy is changed."""

IN_MENU = "in menu"

Group = tuple[int | str | None, str | None]
"""What some pages share: a type or the menu, and a language; None for any."""

path_of = attrgetter("path")


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
    def __init__(self, pages: Iterable[PublicPage]) -> None:
        self._by_pk = SharedMap[int, PublicPage]()
        self._by_url = SharedMap[str, PublicPage]()
        self._by_key = SharedMap[UUID, tuple[PublicPage, ...]]()
        self._groups: dict[Group, list[PublicPage]] = {}
        for page in sorted(pages, key=path_of):
            self._name(page)
            for group in _groups_of(page):
                self._groups.setdefault(group, []).append(page)

    def __iter__(self) -> Iterator[PublicPage]:
        """All of them, in the tree's order."""
        return iter(self.listed())

    def listed(self, content_type_id: int | None = None, language: str | None = None) -> list[PublicPage]:
        """All pages, or those of a type or in a language, in the tree's order. Not to be changed."""
        return self._groups.get((content_type_id, language), [])

    def get(self, pk: int | None) -> PublicPage | None:
        return self._by_pk.get(pk) if pk is not None else None

    def at(self, url: str) -> PublicPage | None:
        return self._by_url.get(url)

    def at_path(self, path: str) -> PublicPage | None:
        """The page at a place in the tree."""
        pages = self.listed()
        place = bisect_left(pages, path, key=path_of)
        return pages[place] if place < len(pages) and pages[place].path == path else None

    def in_language(self, page: PublicPage, language: str | None = None) -> PublicPage:
        """The page's translation into the given or current language, else the page itself."""
        return self.translations(page).get(language or get_language() or settings.LANGUAGE_CODE, page)

    def translations(self, page: PublicPage) -> dict[str, PublicPage]:
        """The page in every language in which it is published, itself included."""
        return {each.language: each for each in self._by_key.get(page.translation_key) or ()}

    def of_key(self, translation_key: UUID | None, language: str | None = None) -> PublicPage | None:
        """The page in the given or current language, else in any; None while there is none that everybody may see."""
        page = next(iter(self._by_key.get(translation_key) or ()), None) if translation_key else None
        return self.in_language(page, language) if page else None

    def parent(self, page: PublicPage) -> PublicPage | None:
        return self.at_path(page.path[:-STEP])

    def ancestors(self, page: PublicPage) -> Iterator[PublicPage]:
        """From the page below home down to the page's parent."""
        for length in range(HOME_PATH + STEP, len(page.path), STEP):
            if ancestor := self.at_path(page.path[:length]):
                yield ancestor

    def below(
        self, page: PublicPage, content_type_id: int | None = None, language: str | None = None
    ) -> list[PublicPage]:
        """All pages below this one, or those of a type or in a language, in the tree's order."""
        pages = self.listed(content_type_id, language)
        return pages[_after(pages, page.path + "0") : _after(pages, page.path + AFTER)]

    def branch(self, path: str) -> list[PublicPage]:
        """The page at a place in the tree, and all below it."""
        pages = self.listed()
        return pages[_after(pages, path) : _after(pages, path + AFTER)]

    def children(
        self, page: PublicPage, content_type_id: int | None = None, language: str | None = None
    ) -> Iterator[PublicPage]:
        """The pages right below this one, or those of a type or in a language, in the tree's order."""
        pages, length = self.listed(content_type_id, language), len(page.path) + STEP
        place, end = _after(pages, page.path + "0"), _after(pages, page.path + AFTER)
        while place < end:
            child = pages[place].path[:length]
            if pages[place].path == child:
                yield pages[place]
                place += 1
            if place < end and pages[place].path.startswith(child):
                place = _after(pages, child + AFTER)

    def menu(self, language: str) -> list[PublicPage]:
        """The pages right below a language's home that editors put into the menu, in the tree's order."""
        return self._groups.get((IN_MENU, language), [])

    def changed(self, gone: Mapping[int, PublicPage], come: Mapping[int, PublicPage]) -> "PublicTree":
        """This tree without some pages, and then with others; both by primary key."""
        if len(gone) + len(come) > MOST_PATCHED:
            left = (page for page in self if page.pk not in gone)
            return PublicTree([*left, *come.values()])
        tree = PublicTree(())
        tree._by_pk, tree._by_url, tree._by_key = self._by_pk.copy(), self._by_url.copy(), self._by_key.copy()
        touched = {group for page in (*gone.values(), *come.values()) for group in _groups_of(page)}
        tree._groups = self._groups | {group: self._groups.get(group, []).copy() for group in touched}
        for page in gone.values():
            tree._take_out(page)
        for page in come.values():
            tree._name(page)
            for group in _groups_of(page):
                insort(tree._groups[group], page, key=path_of)
        return tree

    def _name(self, page: PublicPage) -> None:
        self._by_pk.set(page.pk, page)
        self._by_url.set(page.url, page)
        self._by_key.set(page.translation_key, (*(self._by_key.get(page.translation_key) or ()), page))

    def _take_out(self, page: PublicPage) -> None:
        self._by_pk.remove(page.pk)
        if self._by_url.get(page.url) is page:
            self._by_url.remove(page.url)
        left = tuple(each for each in self._by_key.get(page.translation_key) or () if each is not page)
        if left:
            self._by_key.set(page.translation_key, left)
        else:
            self._by_key.remove(page.translation_key)
        for group in _groups_of(page):
            pages = self._groups[group]
            del pages[_after(pages, page.path)]


def _after(pages: list[PublicPage], path: str) -> int:
    """The place of the first page that does not come before `path`."""
    return bisect_left(pages, path, key=path_of)


def _groups_of(page: PublicPage) -> Iterator[Group]:
    yield (None, None)
    yield (None, page.language)
    yield (page.content_type_id, None)
    yield (page.content_type_id, page.language)
    if page.show_in_menus and page.depth == HOME_DEPTH + 1:
        yield (IN_MENU, page.language)
