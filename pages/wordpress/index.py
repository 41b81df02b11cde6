"""What must be known of the whole export before its first post is written: in a file, so that memory stays flat."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self
from urllib.parse import unquote, urlsplit

from pages.wordpress.source import Author, Item

RESIZED = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled|e\d{10,13})(?=\.\w{2,5}$)")
"""How WordPress names the smaller copies that it makes of a picture."""

TABLES = """
CREATE TABLE author (login TEXT PRIMARY KEY, name TEXT, old_id INTEGER);
CREATE TABLE place (kind TEXT, old_id INTEGER, position INTEGER, PRIMARY KEY (kind, old_id));
CREATE TABLE term (is_tag INTEGER, slug TEXT, name TEXT, posts INTEGER, PRIMARY KEY (is_tag, slug));
CREATE TABLE parent (old_id INTEGER PRIMARY KEY, parent_id INTEGER);
CREATE TABLE attachment (
    old_id INTEGER PRIMARY KEY, path TEXT, address TEXT, file TEXT, title TEXT, alt TEXT, caption TEXT,
    parent_id INTEGER
);
CREATE INDEX attachment_by_path ON attachment (path);
CREATE INDEX attachment_by_parent ON attachment (parent_id);
"""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the blog. `file` is its path within wp-content/uploads, where the export tells it."""

    old_id: int
    path: str
    address: str
    file: str
    title: str
    alt: str
    caption: str
    parent_id: int

    @classmethod
    def at(cls, address: str) -> Self:
        """A file of which the export tells nothing but where it lay."""
        return cls(0, path_of(address), address, "", "", "", "", 0)


class Index:
    def __init__(self) -> None:
        # A nameless database lies in a file that nobody else sees, and goes with the connection.
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.executescript(TABLES)
        self._rows.execute("BEGIN")
        self.items = 0

    def add(self, entries: Iterable[Author | Item]) -> None:
        for entry in entries:
            if isinstance(entry, Author):
                name = entry.name or f"{entry.first_name} {entry.last_name}".strip() or entry.login
                self._write("INSERT OR IGNORE INTO author VALUES (?, ?, ?)", entry.login, name, entry.old_id)
            else:
                self._add_item(entry)

    def _add_item(self, item: Item) -> None:
        kind = "attachment" if item.kind == "attachment" else "page"
        self._write("INSERT OR IGNORE INTO place VALUES (?, ?, ?)", kind, item.old_id, self.items)
        self.items += 1
        if item.kind == "attachment":
            self._add_attachment(item)
        elif item.kind == "page":
            self._write("INSERT OR IGNORE INTO parent VALUES (?, ?)", item.old_id, item.parent_id)
        for term in dict.fromkeys(item.terms) if item.kind == "post" else ():
            self._write(
                "INSERT INTO term VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET posts = posts + 1",
                *(term.is_tag, term.slug or term.name, term.name),
            )

    def _add_attachment(self, item: Item) -> None:
        address = item.file_address or item.guid
        told = (item.title, item.meta.get("_wp_attachment_image_alt", ""), item.excerpt, item.parent_id)
        file = item.meta.get("_wp_attached_file", "").strip()
        row = (item.old_id, path_of(address), address, file, *told)
        self._write("INSERT OR IGNORE INTO attachment VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *row)

    def _write(self, sql: str, *values: object) -> None:
        self._rows.execute(sql, values)

    def is_first(self, item: Item, position: int) -> bool:
        """Whether no item before it has its number."""
        kind = "attachment" if item.kind == "attachment" else "page"
        found = self._rows.execute("SELECT position FROM place WHERE kind = ? AND old_id = ?", (kind, item.old_id))
        return bool(found.fetchone() == (position,))

    def author(self, login: str) -> str:
        """The name that the blog showed; empty if the export tells of nobody with that login."""
        found = self._rows.execute("SELECT name FROM author WHERE login = ?", (login,)).fetchone()
        return found[0] if found else ""

    def author_ids(self) -> set[int]:
        """The numbers of those who wrote the blog, as comments name them."""
        return {row[0] for row in self._rows.execute("SELECT old_id FROM author WHERE old_id > 0")}

    def posts_about(self, *, is_tag: bool, slug: str) -> int:
        """How many posts have a category or a tag."""
        found = self._rows.execute("SELECT posts FROM term WHERE is_tag = ? AND slug = ?", (is_tag, slug)).fetchone()
        return found[0] if found else 0

    def parents(self) -> list[tuple[int, int]]:
        """Pages that stand below another, with its number."""
        return self._rows.execute("SELECT old_id, parent_id FROM parent WHERE parent_id > 0 ORDER BY old_id").fetchall()

    def attachment(self, old_id: int, address: str = "") -> Attachment | None:
        """The one with that number, else the one that lies at that address in whichever size."""
        path = path_of(address)
        return self._first("old_id = ?", old_id) or (
            (self._first("path = ?", path) or self._first("path = ?", RESIZED.sub("", path))) if path else None
        )

    def attachments(self) -> Iterator[Attachment]:
        return (Attachment(*row) for row in self._rows.execute("SELECT * FROM attachment ORDER BY old_id"))

    def uploaded_with(self, post_id: int) -> list[Attachment]:
        rows = self._rows.execute("SELECT * FROM attachment WHERE parent_id = ? ORDER BY old_id", (post_id,))
        return [Attachment(*row) for row in rows]

    def _first(self, condition: str, value: object) -> Attachment | None:
        row = self._rows.execute(f"SELECT * FROM attachment WHERE {condition}", (value,)).fetchone()  # noqa: S608
        return Attachment(*row) if row else None


def path_of(address: str) -> str:
    """The path of an address without its last slash, readable; empty if it cannot be read."""
    try:
        return unquote(urlsplit(address).path).rstrip("/")
    except ValueError:
        return ""
