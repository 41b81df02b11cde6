"""What an export file holds, as plain values: everything as WordPress wrote it, only trimmed and counted."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Site:
    """`version` is WXR's; `address` where the blog stood, such as https://blog.example/news."""

    title: str = ""
    address: str = ""
    version: str = ""


@dataclass(slots=True)
class Author:
    old_id: int = 0
    login: str = ""
    name: str = ""
    first_name: str = ""
    last_name: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A category or a tag of a post. `is_tag` is false for a category."""

    name: str
    slug: str
    is_tag: bool


@dataclass(slots=True)
class Comment:
    """`status` is "1" approved, "0" waiting, "spam" or "trash"; `kind` "", "comment", "pingback" or "trackback"."""

    old_id: int = 0
    parent_id: int = 0
    user_id: int = 0
    name: str = ""
    email: str = ""
    text: str = ""
    status: str = ""
    kind: str = ""
    written_at: datetime | None = None


@dataclass(slots=True)
class Item:
    """One <item>: `kind` is "post", "page", "attachment" or what a plugin made; `status` as in WordPress."""

    old_id: int = 0
    kind: str = ""
    status: str = ""
    title: str = ""
    address: str = ""
    guid: str = ""
    slug: str = ""
    author: str = ""
    content: str = ""
    excerpt: str = ""
    password: str = ""
    parent_id: int = 0
    menu_order: int = 0
    is_closed_to_comments: bool = False
    file_address: str = ""
    published_at: datetime | None = None
    raw_date: str = ""
    terms: list[Term] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    """Of a name that stands there more than once all values, a line each."""
    comments: list[Comment] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    """What was so long that only its beginning is kept."""

    def meta_number(self, name: str) -> int:
        return whole_number(self.meta.get(name, ""))


Entry = Site | Author | Item


def whole_number(text: str) -> int:
    """An id as WordPress writes it; 0 for anything else."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
