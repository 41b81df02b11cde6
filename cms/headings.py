"""Headings that can be linked to: each gets an id of its own, and a long page a list of its contents."""

import html as entities
import re
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.text import slugify

HEADING = re.compile(r"<(h[23])([^>]*)>(.*?)</\1>", re.DOTALL)
ID = re.compile(r'\bid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the second level: `title` is plain, `id` what an address ends in that leads there."""

    id: str
    title: str


class Headings:
    """Those of one page, gathered from one piece of its HTML after the other."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self._taken: set[str] = set()

    def mark(self, html: str) -> str:
        """The same HTML, each heading in it with an id that no other element of the page has."""
        self._taken |= set(ID.findall(html))
        return HEADING.sub(self._marked, html)

    def _marked(self, found: re.Match[str]) -> str:
        tag, attributes, words = found.groups()
        title = " ".join(entities.unescape(strip_tags(words)).split())
        known = ID.search(attributes)
        name = known.group(1) if known else self._free(title)
        if tag == "h2" and title:
            self.sections.append(Section(name, title))
        return found.group(0) if known else f'<{tag}{attributes} id="{name}">{words}</{tag}>'

    def _free(self, title: str) -> str:
        wanted = slugify(title)[:60] or "section"
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name)
        return name
