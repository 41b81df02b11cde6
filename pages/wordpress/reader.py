"""Reads WXR, the export format of WordPress, as a stream.

Whatever its size, only the entry that is being read is held, and of each text at most LONGEST_TEXT.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from pages.wordpress.characters import Characters
from pages.wordpress.source import Author, Comment, Item, Site, Term, whole_number

LONGEST_TEXT = 2_000_000
"""In characters: a long book. What is longer has been put there by mistake or by malice."""

DEEPEST = 50
"""So many elements within one another; an export has five."""

YEARS = range(1980, 2100)
"""Of dates that can be meant."""

ENDS_EARLY = (3, 5, 6, 20)
"""Expat's numbers: no element found, unclosed token, partial character, unclosed CDATA section."""

NAMESPACES = (("/excerpt/", "excerpt:"), ("/export/", "wp:"), ("/content/", "content:"), ("/dc/", "dc:"))


class UnreadableExport(Exception):
    """The file is no export, or not a whole one. The message says what is wrong, and where."""


class NotAnExport(UnreadableExport):
    """It is no WXR file at all, or one that tries to do harm: nothing of it is used."""


class Export:
    """Gives authors and items in the file's order. `site` is filled in before the first of them.

    Raises: UnreadableExport, after all that was whole.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.characters = Characters(file)
        self._entries = _Entries()

    @property
    def site(self) -> Site:
        return self._entries.site

    def __iter__(self) -> Iterator[Author | Item]:
        parser = XMLParser(target=self._entries, forbid_dtd=True)
        try:
            for text in self.characters:
                parser.feed(text)
                yield from self._entries.take()
            parser.close()
        except DefusedXmlException as error:
            raise NotAnExport("It defines entities of its own, as no export does. Nothing of it was used.") from error
        except ParseError as error:
            yield from self._entries.take()
            raise self._reason(error) from error
        if not self.site.version:
            raise NotAnExport("This is not an export from WordPress: it does not say which version of WXR it is.")

    def _reason(self, error: ParseError) -> UnreadableExport:
        line, column = error.position
        if not self._entries.is_rss:
            return NotAnExport("This is not an export from WordPress: it is no XML file of the kind RSS.")
        if error.code in ENDS_EARLY:
            return UnreadableExport(f"The file is cut off: it ends in line {line} in the middle.")
        return UnreadableExport(f"The file cannot be read from line {line}, character {column + 1} on ({error}).")


def _text(name: str) -> Callable[[Any, str], None]:
    return lambda record, text: setattr(record, name, text.strip())


def _whole(name: str) -> Callable[[Any, str], None]:
    """As it stands: spaces at the beginning may be part of it."""
    return lambda record, text: setattr(record, name, text)


def _number(name: str) -> Callable[[Any, str], None]:
    return lambda record, text: setattr(record, name, whole_number(text))


def _date(name: str, *, in_utc: bool) -> Callable[[Any, str], None]:
    """The first that can be read counts; a local one has no zone."""

    def keep(record: Any, text: str) -> None:
        if getattr(record, name) is None or in_utc:
            setattr(record, name, moment(text, in_utc=in_utc) or getattr(record, name))

    return keep


def _local_date(record: Item, text: str) -> None:
    record.raw_date = text.strip()
    _date("published_at", in_utc=False)(record, text)


def _comment_status(record: Item, text: str) -> None:
    record.is_closed_to_comments = text.strip() != "open"


FIELDS: dict[tuple[str, str], Callable[[Any, str], None]] = {
    ("channel", "title"): _text("title"),
    ("channel", "link"): lambda site, text: setattr(site, "address", site.address or text.strip()),
    ("channel", "wp:base_blog_url"): _text("address"),
    ("channel", "wp:wxr_version"): _text("version"),
    ("wp:author", "wp:author_id"): _number("old_id"),
    ("wp:author", "wp:author_login"): _text("login"),
    ("wp:author", "wp:author_display_name"): _text("name"),
    ("wp:author", "wp:author_first_name"): _text("first_name"),
    ("wp:author", "wp:author_last_name"): _text("last_name"),
    ("item", "title"): _text("title"),
    ("item", "link"): _text("address"),
    ("item", "guid"): _text("guid"),
    ("item", "dc:creator"): _text("author"),
    ("item", "content:encoded"): _whole("content"),
    ("item", "excerpt:encoded"): _text("excerpt"),
    ("item", "wp:post_id"): _number("old_id"),
    ("item", "wp:post_date"): _local_date,
    ("item", "wp:post_date_gmt"): _date("published_at", in_utc=True),
    ("item", "wp:comment_status"): _comment_status,
    ("item", "wp:post_name"): _text("slug"),
    ("item", "wp:status"): _text("status"),
    ("item", "wp:post_parent"): _number("parent_id"),
    ("item", "wp:menu_order"): _number("menu_order"),
    ("item", "wp:post_type"): _text("kind"),
    ("item", "wp:post_password"): _text("password"),
    ("item", "wp:attachment_url"): _text("file_address"),
    ("wp:comment", "wp:comment_id"): _number("old_id"),
    ("wp:comment", "wp:comment_author"): _text("name"),
    ("wp:comment", "wp:comment_author_email"): _text("email"),
    ("wp:comment", "wp:comment_content"): _text("text"),
    ("wp:comment", "wp:comment_approved"): _text("status"),
    ("wp:comment", "wp:comment_type"): _text("kind"),
    ("wp:comment", "wp:comment_parent"): _number("parent_id"),
    ("wp:comment", "wp:comment_user_id"): _number("user_id"),
    ("wp:comment", "wp:comment_date"): _date("written_at", in_utc=False),
    ("wp:comment", "wp:comment_date_gmt"): _date("written_at", in_utc=True),
}


def moment(text: str, *, in_utc: bool) -> datetime | None:
    """A date as WordPress writes it; None for 0000-00-00, 30 February, the year 9999 and all else that is none."""
    try:
        found = datetime.strptime(text.strip(), "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007 - its zone is told apart from it
    except ValueError:
        return None
    if found.year not in YEARS:
        return None
    return found.replace(tzinfo=UTC) if in_utc else found


class _Entries:
    """What the parser calls, element by element; collects what is complete."""

    def __init__(self) -> None:
        self.site = Site()
        self.is_rss = False
        self._done: list[Author | Item] = []
        self._path: list[str] = []
        self._records: dict[str, Any] = {"channel": self.site}
        self._attributes: dict[str, str] = {}
        self._text: list[str] = []
        self._room = LONGEST_TEXT

    def take(self) -> list[Author | Item]:
        done, self._done = self._done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _short(tag)
        if not self._path:
            self.is_rss = name == "rss"
        if not self.is_rss or len(self._path) > DEEPEST:
            raise NotAnExport("This is not an export from WordPress: it is built in another way.")
        place = (self._path[-1] if self._path else "", name)
        self._path.append(name)
        if place in NEW_RECORDS:
            self._records[name] = NEW_RECORDS[place]()
        self._attributes, self._text, self._room = attributes, [], LONGEST_TEXT

    def data(self, text: str) -> None:
        if self._room > 0:
            self._text.append(text[: self._room])
        self._room -= len(text)

    def end(self, tag: str) -> None:
        name, parent = self._path.pop(), self._path[-1] if self._path else ""
        text = "".join(self._text)
        record = self._records.get(parent)
        if self._room < 0 and isinstance(record, Item):
            record.cut.append(name.partition(":")[0] or name)
        if record is None:
            pass  # an element that stands where none is expected
        elif keep := FIELDS.get((parent, name)):
            keep(record, text)
        elif (parent, name) == ("item", "category"):
            self._term(text)
        elif parent == "wp:postmeta":
            record[name] = text
        elif (parent, name) in NEW_RECORDS:
            self._complete(name, record)
        self._text, self._room = [], LONGEST_TEXT

    def close(self) -> None:
        """Nothing is left to do when the file ends."""

    def _term(self, text: str) -> None:
        kind = self._attributes.get("domain", "category")
        if kind in ("category", "post_tag"):
            slug = self._attributes.get("nicename", "")
            self._records["item"].terms.append(Term(text.strip(), slug.strip(), kind == "post_tag"))

    def _complete(self, name: str, above: Any) -> None:
        record = self._records.pop(name, None)
        if name == "wp:comment":
            above.comments.append(record)
        elif name == "wp:postmeta":
            key, value = record.get("wp:meta_key", "").strip(), record.get("wp:meta_value", "")
            above.meta[key] = f"{above.meta[key]}\n{value}" if key in above.meta else value
        elif record is not None:
            self._done.append(record)


NEW_RECORDS: dict[tuple[str, str], Callable[[], Any]] = {
    ("channel", "item"): Item,
    ("channel", "wp:author"): Author,
    ("item", "wp:comment"): Comment,
    ("item", "wp:postmeta"): dict,
}


def _short(tag: str) -> str:
    """`wp:post_id` of `{http://wordpress.org/export/1.2/}post_id`."""
    space, _, name = tag.rpartition("}")
    prefix = next((prefix for part, prefix in NAMESPACES if part in space), "")
    return prefix + name
