"""What a post of the blog becomes: every field of its page, worked out before anything is written."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from cms.models import Topic
from community.talks import Mode
from pages.models import PersonPage
from pages.wordpress import html
from pages.wordpress.blocks import Body, body_of
from pages.wordpress.comments import moment
from pages.wordpress.index import Attachment, Index
from pages.wordpress.links import Links, addresses_in, rewrite
from pages.wordpress.media import Media
from pages.wordpress.pieces import Gallery, Picture, Piece
from pages.wordpress.report import Report
from pages.wordpress.source import Item

VERSION = 1
"""One more when the same post becomes another page than before: pages that nobody edited are then written anew."""

LONGEST_TITLE = 255
LONGEST_INTRODUCTION = 400

OPEN_STATUS = "publish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`day` and `published_at` are None where the blog tells no day that there is."""

    title: str
    introduction: str
    body: Body
    picture_id: int | None
    published_at: datetime | None
    is_public: bool
    mode: Mode
    topics: list[Topic]
    person: PersonPage | None
    byline: str

    @property
    def day(self) -> date | None:
        return timezone.localdate(self.published_at) if self.published_at else None

    def digest(self) -> str:
        """Tells whether the same post would be another page now."""
        told = [topic.name for topic in self.topics], self.person.pk if self.person else None, self.byline
        fields = (VERSION, self.title, self.introduction, self.body, self.picture_id, self.published_at, self.is_public)
        return hashlib.sha256(repr((*fields, self.mode, *told)).encode("utf-8", "replace")).hexdigest()


class Drafting:
    def __init__(self, index: Index, media: Media, links: Links, report: Report, source: str) -> None:
        self._index, self._media, self._links, self._report = index, media, links, report
        self._namespace = uuid.uuid5(uuid.NAMESPACE_URL, source)

    def title(self, item: Item) -> str:
        title = html.plain_text(item.title)
        if not title:
            self._report.tell("A post without a title is called by its number", of=item)
            title = f"{item.old_id}"
        if len(title) > LONGEST_TITLE:
            self._report.tell("A long title was cut", of=item)
        return title[:LONGEST_TITLE]

    def introduction(self, item: Item) -> str:
        words = html.plain_text(item.excerpt)
        if len(words) <= LONGEST_INTRODUCTION:
            return words
        self._report.tell("A long excerpt was cut", of=item)
        return words[: LONGEST_INTRODUCTION - 1].rpartition(" ")[0] + "…"

    def published_at(self, item: Item, now: datetime) -> datetime | None:
        if item.published_at is None or moment(item.published_at) > now + timedelta(days=1):
            if item.status == OPEN_STATUS:
                self._report.tell("A post has no day that there is: it has that of its import", item.raw_date, of=item)
            return None
        return moment(item.published_at)

    def is_public(self, item: Item) -> bool:
        if item.status == OPEN_STATUS and not item.password:
            return True
        if item.password:
            self._report.tell("A post with a password became a draft", of=item)
        else:
            self._report.tell("A post that was not published became a draft", item.status, of=item)
        return False

    def mode(self, item: Item) -> Mode:
        return Mode.CLOSED if item.is_closed_to_comments else Mode.OPEN

    def body(self, item: Item, title: str) -> Body:
        for name in item.cut:
            self._report.tell("A text was longer than a book, and only its beginning was brought", name, of=item)
        converted = html.convert(item.content)
        for note in converted.notes:
            what, _, detail = note.partition(": ")
            self._report.tell(what, detail, of=item)
        pieces = [self._with_pictures(piece, item) for piece in converted.pieces]
        key = uuid.uuid5(self._namespace, str(item.old_id))
        return body_of(pieces, title=title, key=key, find=lambda picture: self._picture(picture, item))

    def featured(self, item: Item) -> int | None:
        old_id = item.meta_number("_thumbnail_id")
        return self._picture(Picture(old_id, alt="-"), item) if old_id else None

    def linked(self, body: Body, item: Item) -> tuple[Body, bool]:
        """The body with links to our pages, and whether some lead to posts that have not come yet."""
        addresses = [each for block in body if block["type"] == "text" for each in addresses_in(block["value"])]
        for address in addresses:
            self._bring_document(address, item)
        resolve = self._links.resolver(addresses)
        linked = [
            {**block, "value": rewrite(block["value"], resolve)} if block["type"] == "text" else block for block in body
        ]
        return linked, any(self.open_addresses(linked))

    def open_addresses(self, body: Body) -> list[str]:
        """Where links of the blog's own lead that are no links to our pages."""
        found = [each for block in body if block["type"] == "text" for each in addresses_in(block["value"])]
        return [address for address in found if self._links.is_inside(address)]

    def _bring_document(self, address: str, item: Item) -> None:
        whole = self._links.whole(address)
        if whole.lower().endswith(".pdf") and self._links.is_inside(address):
            self._media.document(self._index.attachment(0, whole) or Attachment.at(whole), item)

    def _with_pictures(self, piece: Piece, item: Item) -> Piece:
        """A gallery that names no pictures shows those that were uploaded with the post."""
        if isinstance(piece, Gallery) and piece.of_post:
            return Gallery([Picture(each.old_id) for each in self._index.uploaded_with(item.old_id)])
        return piece

    def _picture(self, picture: Picture, item: Item) -> int | None:
        """Its id here. Adds alt text and caption as its attachment tells them."""
        address = self._links.whole(picture.address) if picture.address else ""
        attachment = self._index.attachment(picture.old_id, address)
        if attachment is None and (not address or not self._links.is_inside(address)):
            self._report.tell("A picture that the blog does not have was left out", address, of=item)
            return None
        if attachment and not picture.alt:
            picture.alt = html.plain_text(attachment.alt)
        if attachment and not picture.caption and not picture.address:
            picture.caption = html.plain_text(attachment.caption)
        key = self._media.picture(attachment or Attachment.at(address), item)
        if key is not None and not picture.alt:
            told = address or (attachment.address if attachment else "")
            self._report.tell(
                "A picture without a text for those who cannot see it is marked as decoration", told, of=item
            )
        return key
