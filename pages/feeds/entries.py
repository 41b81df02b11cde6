"""What stands in a feed: the newest posts of a page, or what a hub has told and announced."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any
from uuid import UUID, uuid5

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from wagtail.models import Page

from cms.public_tree import PublicPage, public_tree
from cms.rich_text import safe_elsewhere
from events.models import Event, Occurrence
from pages.models import BlogPostPage, EventPage, HubPage, MeetingReportPage
from pages.posts import Author, authors_of, topics_of

MOST = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """An atom:entry (RFC 4287, 4.1.2). `key` never changes, `content` is HTML that is safe elsewhere."""

    page: PublicPage
    published: datetime
    updated: datetime
    summary: str
    content: str
    byline: str = ""
    authors: list[Author] = field(default_factory=list)
    topics: list[dict[str, str]] = field(default_factory=list)

    @property
    def key(self) -> UUID:
        return uuid5(self.page.translation_key, self.page.language)


def entries_of(page: Page, topic: str = "") -> list[Entry]:
    """The newest first, at most MOST of those that everybody may see. Twenty cost as many queries as one."""
    if isinstance(page, HubPage):
        return _of_hub(page)
    posts = BlogPostPage.objects.for_everybody().below(page)
    found = list((posts.about(topic) if topic else posts).newest_first().with_all_told()[:MOST])
    return [
        _entry(post, shown, content, _day_of(post), authors_of(post), topics_of(post))
        for post, shown, content in _told(found, {})
    ]


def _day_of(post: BlogPostPage) -> datetime:
    """The day that the post gives; at the hour at which it was published, if that was on the same day."""
    published = post.first_published_at
    if published and timezone.localdate(published) == post.date:
        return published
    return timezone.make_aware(datetime.combine(post.date, time()))


def _of_hub(hub: HubPage) -> list[Entry]:
    """How its meetings went, and those that were announced and are still ahead."""
    ahead = Occurrence.objects.public().coming(timezone.now()).values("event__key")
    announced = _newest(EventPage, hub).filter(translation_key__in=ahead)
    both: list[Any] = [*_newest(MeetingReportPage, hub)[:MOST], *announced[:MOST]]
    newest = sorted(both, key=lambda page: page.first_published_at, reverse=True)[:MOST]
    events = Event.objects.filter(key__in=[page.translation_key for page in newest])
    when = {event.key: _when(event) for event in events}
    return [_entry(page, shown, content, page.first_published_at) for page, shown, content in _told(newest, when)]


def _newest(model: Any, hub: HubPage) -> "QuerySet[Any]":
    found: QuerySet[Any] = model.objects.live().descendant_of(hub).filter(first_published_at__isnull=False)
    return found.order_by("-first_published_at", "-pk")


def _when(event: Event) -> str:
    """When and where, as a paragraph."""
    begins = date_format(datetime.combine(event.start_date, event.start_time), "l j F Y, H:i")
    return format_html("<p>{}</p>", " · ".join(filter(None, (event.rule_words or begins, ", ".join(event.place)))))


def _told(pages: list[Any], openings: dict[UUID, str]) -> Iterator[tuple[Any, PublicPage, str]]:
    """Those that everybody may see, each with the words of its body, which an opening may precede."""
    tree = public_tree()
    public = [(page, shown) for page in pages if (shown := tree.get(page.pk))]
    stored = [openings.get(page.translation_key, "") + "".join(_words(page.body.raw_data)) for page, _ in public]
    for (page, shown), content in zip(public, safe_elsewhere(stored), strict=False):
        yield page, shown, content


def _words(blocks: Any) -> Iterator[str]:
    """Texts, headings and quotes: what can be read without the site."""
    for block in blocks:
        match block:
            case {"type": "text", "value": str(html)}:
                yield html
            case {"type": "heading", "value": {"heading": str(heading)}}:
                yield format_html("<h2>{}</h2>", heading)
            case {"type": "quote", "value": {"quote": str(quote), **more}}:
                who = [(each,) for each in (more.get("speaker"), more.get("affiliation")) if each]
                yield format_html("<blockquote><p>{}</p>{}</blockquote>", quote, format_html_join("", "<p>{}</p>", who))


def _entry(page: Any, shown: PublicPage, content: str, published: datetime, *more: Any) -> Entry:
    # Never earlier than it was published, which a date that lies ahead would make it.
    updated = max(page.last_published_at or published, published)
    return Entry(shown, published, updated, page.summary, content, getattr(page, "byline", ""), *more)
