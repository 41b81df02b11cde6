"""What the HTML of a post becomes: pieces in its order, each of which one block of ours can hold."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """`html` as Wagtail's rich text keeps it: headings, paragraphs, lists, bold, italics, links by address."""

    html: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Plain text; an empty line between paragraphs."""

    text: str
    speaker: str


@dataclass(slots=True)
class Picture:
    """Known by its attachment's id (0: not told) or by the address of its file."""

    old_id: int = 0
    address: str = ""
    alt: str = ""
    caption: str = ""


@dataclass(slots=True)
class Gallery:
    """`of_post`: all pictures that were uploaded with the post, named nowhere else."""

    pictures: list[Picture] = field(default_factory=list)
    of_post: bool = False


@dataclass(frozen=True, slots=True)
class Video:
    """`address` is the page of the video at YouTube or Vimeo."""

    address: str


@dataclass(frozen=True, slots=True)
class Embed:
    """What another site shows in a frame."""

    address: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells each, as plain text."""

    rows: tuple[tuple[str, ...], ...]
    has_header: bool


Piece = Text | Quote | Picture | Gallery | Video | Embed | Table


@dataclass(slots=True)
class Converted:
    """`notes` say in plain words what of the HTML became something else, or nothing."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
