"""Links between posts: from the blog's own addresses to our pages, wherever these stand. Pure but for `Links`."""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from wagtail.models import Page

from pages.wordpress.fetching import bare_host
from pages.wordpress.index import path_of
from pages.wordpress.registry import Kind, Registry

LINK = re.compile(r'<a href="([^"]*)">')
"""As `words.py` writes it; links that lead to our pages already look different."""

BY_NUMBER = ("p", "page_id", "attachment_id")

Resolve = Callable[[str], str | None]
"""What stands in the place of `<a href>` for an address; None where it stays."""


def addresses_in(html: str) -> list[str]:
    return [unescape(found) for found in LINK.findall(html)]


def rewrite(html: str, resolve: Resolve) -> str:
    return LINK.sub(lambda found: resolve(unescape(found[1])) or found[0], html)


class Links:
    """Of the blog at `site`; `front` is the page that stands for its front page."""

    def __init__(self, registry: Registry, site: str, front: Page | None) -> None:
        self._registry, self._site, self._front = registry, site, front
        self._host = bare_host(site)

    def whole(self, address: str) -> str:
        """With scheme and host, as it was on the blog; the same where it cannot be read."""
        try:
            return urljoin(self._site.rstrip("/") + "/", address)
        except ValueError:
            return address

    def is_inside(self, address: str) -> bool:
        return bool(self._host) and bare_host(self.whole(address)) == self._host

    def resolver(self, addresses: list[str]) -> Resolve:
        """Looks all of them up together."""
        inside = {address: self._asked(address) for address in addresses if self.is_inside(address)}
        paths = self._registry.at({path for _, path in inside.values() if path})
        numbers = {number for number, _ in inside.values() if number}
        pages = self._registry.keys(Kind.PAGE, numbers) if numbers else {}

        def resolve(address: str) -> str | None:
            number, path = inside.get(address, (0, ""))
            is_front = address in inside and not number and path == path_of(self._site)
            if page := self._front.pk if self._front and is_front else pages.get(number):
                return f'<a linktype="page" id="{page}">'
            if (found := paths.get(path)) and found.kind in LINK_TYPES:
                return f'<a linktype="{LINK_TYPES[found.kind]}" id="{found.object_id}">'
            # A path would lead to this site once it is elsewhere.
            return f'<a href="{escape(self.whole(address))}">'

        return resolve

    def _asked(self, address: str) -> tuple[int, str]:
        """A post's number, or a path; the number goes first, as in WordPress."""
        parts = urlsplit(self.whole(address))
        query = parse_qs(parts.query)
        told = next((query[name][0] for name in BY_NUMBER if name in query), "")
        number = int(told) if told.isascii() and told.isdigit() and len(told) < 19 else 0
        return number, "" if number else unquote(parts.path).rstrip("/")[:500]


LINK_TYPES: dict[str, str] = {Kind.PAGE: "page", Kind.DOCUMENT: "document"}
