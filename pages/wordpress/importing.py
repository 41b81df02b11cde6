"""One run of an import: reads the export twice, first to know what is in it, then to bring it post by post.

Each post is written in one transaction with its comments, its redirects and the note that it has come. A run that was
stopped is simply started again.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from cms.saving_many import saving_many, tell_search
from community.models.comment import LONGEST_NAME
from community.services.learning import all_words
from pages.models import BlogIndexPage, BlogPostPage
from pages.wordpress import comments, finishing, redirects, writing
from pages.wordpress.drafting import Draft, Drafting
from pages.wordpress.index import Index
from pages.wordpress.links import Links
from pages.wordpress.media import Media
from pages.wordpress.people import People
from pages.wordpress.reader import Export, NotAnExport, UnreadableExport
from pages.wordpress.registry import Kind, Registry
from pages.wordpress.report import Report
from pages.wordpress.source import Item, Site
from pages.wordpress.topics import Topics

logger = logging.getLogger(__name__)

BATCH = 100
"""So many items between two times that search and cached answers learn of what has come."""

INNER_KINDS = {
    *("attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request"),
    *("wp_global_styles", "wp_navigation", "wp_template", "wp_template_part", "wp_font_face", "wp_font_family"),
}
"""What WordPress keeps beside posts for itself; files come with the posts that show them."""

GONE = {"trash", "auto-draft", "inherit"}


@dataclass
class Outcome:
    """`counts` of pages, comments and so on; `broken` says where the file could not be read any further."""

    counts: Counter[str] = field(default_factory=Counter)
    broken: str = ""
    failed: int = 0


def look_through(path: Path) -> tuple[Index, Site, str]:
    """What is in the file, its site, and where it breaks off, if it does.

    Raises: NotAnExport; OSError.
    """
    index, broken = Index(), ""
    with path.open("rb") as file:
        export = Export(file)
        try:
            index.add(export)
        except NotAnExport:
            raise
        except UnreadableExport as error:
            broken = str(error)
    return index, export.site, broken


class Import:
    def __init__(
        self,
        *,
        index: Index,
        site: Site,
        blog: BlogIndexPage | None,
        registry: Registry,
        media: Media,
        people: People,
        report: Report,
        dry_run: bool,
        now: datetime,
    ) -> None:
        self.outcome = Outcome()
        self._index, self._site, self._blog, self._registry = index, site, blog, registry
        self._media, self._people, self._report = media, people, report
        self._dry_run, self._now = dry_run, now
        self._links = Links(registry, site.address, blog)
        self._topics = Topics(index, report, dry_run=dry_run)
        self._drafting = Drafting(index, media, self._links, report, registry.source)
        self._words = all_words()
        self._official = comments.Official(index.author_ids(), site.title[:LONGEST_NAME])

    def run(self, path: Path, progress: Callable[[int, int], None]) -> Outcome:
        with path.open("rb") as file:
            items = (entry for entry in Export(file) if isinstance(entry, Item))
            try:
                self._bring_all(enumerate(items), progress)
            except UnreadableExport as error:
                self.outcome.broken = str(error)
        if not self._dry_run:
            finishing.settle_parents(self._index, self._registry, self._report)
            finishing.settle_links(self._registry, self._drafting, self._report)
            self._tell_search()
        self._media.tell_of_unused()
        self.outcome.counts["pictures and documents"] = self._media.brought
        return self.outcome

    def _bring_all(self, items: Iterator[tuple[int, Item]], progress: Callable[[int, int], None]) -> None:
        done = 0
        while done < self._index.items:
            with saving_many(*writing.MODELS.values()):
                for position, item in islice(items, BATCH):
                    self._bring_safely(position, item)
            self._tell_search()
            done += BATCH
            progress(min(done, self._index.items), self._index.items)
        # Whatever is left of the file is read to where it breaks off.
        for _ in items:
            pass

    def _bring_safely(self, position: int, item: Item) -> None:
        if not self._is_wanted(position, item):
            return
        try:
            self._bring(item)
        except (DatabaseError, ValidationError, ValueError, TypeError, LookupError) as error:
            logger.exception("Item %s of %s was not brought", item.old_id, self._registry.source)
            self.outcome.failed += 1
            self._report.tell("A post could not be written, and nothing of it was", str(error), of=item)

    def _is_wanted(self, position: int, item: Item) -> bool:
        if item.kind in INNER_KINDS:
            return False
        if item.kind not in writing.MODELS:
            self._report.tell("Something that a plugin made was left out", item.kind, of=item)
        elif item.status in GONE:
            self._report.tell("A post in the bin was left out", item.status, of=item)
        elif item.old_id == 0:
            self._report.tell("A post without a number was left out", of=item)
        elif not self._index.is_first(item, position):
            self._report.tell("A post has the number of one before it, and was left out", of=item)
        else:
            return True
        return False

    def _bring(self, item: Item) -> None:
        draft = self._draft(item)
        if self._dry_run or self._blog is None:
            self.outcome.counts["pages"] += 1
            self.outcome.counts["comments"] += comments.number_of(item, self._tell(item)) if item.kind == "post" else 0
            return
        parent = self._blog if item.kind == "post" else self._blog.get_parent()
        made: Counter[str] = Counter()
        with transaction.atomic():
            linked = self._drafting.linked(draft.body, item)
            page, is_new = writing.keep(
                item=item, draft=draft, linked=linked, parent=parent, registry=self._registry, report=self._report
            )
            made["pages"] = int(is_new)
            if isinstance(page, BlogPostPage):
                made["comments"] = self._bring_comments(item, page)
            if page is not None and page.live:
                made["redirects"] = redirects.keep(item=item, page=page, blog=self._site.address, report=self._report)
        self.outcome.counts.update(made)

    def _tell(self, item: Item) -> comments.Tell:
        return lambda what, detail: self._report.tell(what, detail, of=item)

    def _bring_comments(self, item: Item, page: BlogPostPage) -> int:
        return comments.bring(
            item=item,
            page_key=page.translation_key,
            locale=page.locale.language_code,
            official=self._official,
            words=self._words,
            registry=self._registry,
            tell=self._tell(item),
            now=self._now,
        )

    def _draft(self, item: Item) -> Draft:
        is_public, title = self._drafting.is_public(item), self._drafting.title(item)
        person, byline = None, ""
        if item.kind == "post" and item.author:
            person, byline = self._people.of(item.author, self._blog, is_public=is_public)
        if item.kind == "page" and item.comments:
            self._report.tell("Comments under a page were left out: only posts have them", of=item)
        return Draft(
            title=title,
            introduction=self._drafting.introduction(item),
            body=self._drafting.body(item, title),
            picture_id=self._drafting.featured(item),
            published_at=self._drafting.published_at(item, self._now),
            is_public=is_public,
            mode=self._drafting.mode(item),
            topics=self._topics.of(item) if item.kind == "post" else [],
            person=person,
            byline=byline,
        )

    def _tell_search(self) -> None:
        for model in writing.MODELS.values():
            with transaction.atomic():
                waiting = self._registry.items.filter(kind=Kind.PAGE, is_finished=False)
                pages = list(model.get_indexed_objects().filter(pk__in=waiting.values("object_id")))
                tell_search(model, pages)
                waiting.filter(object_id__in=[page.pk for page in pages]).update(is_finished=True)
