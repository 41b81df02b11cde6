"""The authors of posts: people with a page of their own, or a byline."""

from wagtail.models import Locale, Page

from pages.models import BlogIndexPage, PersonPage
from pages.wordpress.index import Index
from pages.wordpress.slugs import free_slug

LONGEST_BYLINE = 160
LONGEST_TITLE = 255


class People:
    """Finds pages of people by name, and makes one for each author of a published post unless `bylines` are wanted."""

    def __init__(self, index: Index, locale: Locale, *, bylines: bool, dry_run: bool) -> None:
        self._index, self._locale = index, locale
        self._makes_pages = not bylines and not dry_run
        people = PersonPage.objects.filter(locale=locale).order_by("-pk")
        self._known = {person.title.casefold(): person for person in people}

    def of(self, login: str, blog: BlogIndexPage | None, *, is_public: bool) -> tuple[PersonPage | None, str]:
        """The page of a post's author, or a byline. Of drafts nobody gets a page, nor of a login without a name."""
        name = " ".join(self._index.author(login).split())[:LONGEST_TITLE]
        if not name:
            return None, login[:LONGEST_BYLINE]
        if blog and self._makes_pages and is_public and name.casefold() not in self._known:
            self._known[name.casefold()] = self._make(name, blog)
        person = self._known.get(name.casefold())
        return person, "" if person else name[:LONGEST_BYLINE]

    def _make(self, name: str, blog: BlogIndexPage) -> PersonPage:
        parent = Page.objects.get(pk=blog.pk)
        person = PersonPage(title=name, slug=free_slug(parent, name, "person"), locale=self._locale, live=False)
        parent.add_child(instance=person)
        person.save_revision().publish()
        return PersonPage.objects.get(pk=person.pk)
