"""Other interesting reads: what editors chose, filled up with posts on the topics of the page that leads to them."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.apps import apps
from django.http import HttpRequest

from cms.public_tree import PublicPage, public_page, public_tree
from pages.posts import place_in_series, topics_of

BLOCK = "related_reads"

MOST = 24
"""So many posts are asked for that may be filled in: as many as a page can want, and some that are chosen already."""

NEWEST = 300
"""So many posts are looked at for what they share, one with three topics thrice: all on a topic may be half of all."""


@dataclass(frozen=True, slots=True)
class Read:
    """`url` is None for what is only named. `source` and `date` are known of what was published elsewhere."""

    title: str
    url: str | None
    source: str = ""
    date: datetime.date | None = None


class Reads:
    """What can be filled in on a page: public posts in its language, none twice, nothing that it leads to already."""

    def __init__(self, page: Any) -> None:
        self.page = page
        place = place_in_series(page)
        parts = {part.translation_key for part in place.parts} if place else set()
        self.taken = {page.translation_key, *parts, *_chosen_keys(page.body)}

    def fill(self, number: int) -> list[Read]:
        """At most so many that nothing on the page leads to yet."""
        if number <= 0:
            return []
        new = [each for each in self._posts if each[0].translation_key not in self.taken][:number]
        self.taken |= {page.translation_key for page, _ in new}
        return [Read(page.title, page.url, date=day) for page, day in new]

    @cached_property
    def _posts(self) -> list[tuple[PublicPage, datetime.date]]:
        """Those that share most topics first; for a page that has none, the newest."""
        posts = apps.get_model("pages", "BlogPostPage").objects.filter(locale=self.page.locale_id).for_everybody()
        topics = [each["slug"] for each in topics_of(self.page)] if hasattr(self.page, "topics") else []
        newest = posts.sharing(topics) if topics else posts.newest_first()
        rows = list(newest.values_list("pk", "date")[: NEWEST if topics else MOST])
        shared, tree = Counter(pk for pk, _ in rows), public_tree()
        # Sorting keeps those that share as many in their order.
        found = sorted(dict(rows).items(), key=lambda post: -shared[post[0]])
        return [(page, day) for page, day in ((tree.get(pk), day) for pk, day in found[:MOST]) if page]


def read_for(page: Any, request: HttpRequest) -> Reads:
    """Let the blocks of a page that is being shown fill up their reads, together."""
    reads = Reads(page)
    request.reads = reads  # type: ignore[attr-defined]
    return reads


def reads_of(value: Any, request: HttpRequest | None) -> list[Read]:
    """Those of a block: first what was chosen and everybody may see."""
    chosen = [Read(each.shown_title, each.href, each.get("source") or "", each.get("date")) for each in value.shown]
    reads: Reads | None = getattr(request, "reads", None)
    missing = (value.get("fill_up_to") or 0) - len(chosen)
    return chosen + (reads.fill(missing) if reads else [])


def _chosen_keys(body: Iterable[Any]) -> Iterator[UUID]:
    for block in body:
        for read in block.value["reads"] if block.block_type == BLOCK else ():
            if page := public_page(read["page"]):
                yield page.translation_key
