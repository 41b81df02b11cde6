"""Lays out a tree of HTML as pieces: lines of text, and what stands between them."""

import re
from collections.abc import Iterator
from html import escape

from pages.wordpress.figures import figure, named_gallery, picture
from pages.wordpress.lines import Line, Parts
from pages.wordpress.pieces import Embed, Picture, Piece, Quote, Table, Text, Video
from pages.wordpress.tree import Node
from pages.wordpress.videos import video_address
from pages.wordpress.words import INLINE, Words

HEADINGS = {"h1": "h2", "h2": "h2", **dict.fromkeys(("h3", "h4", "h5", "h6"), "h3")}
"""The title of a page is its only h1, and blocks of text go no deeper than h3."""

LISTS = ("ul", "ol")
DEEPEST_LIST = 3
MEDIA = ("audio", "iframe", "object", "video", "wp-file")

BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}")
SAID_BY = re.compile(r"[—–-]\s*(?=\w)")


class Layout:
    """`is_classic`: an empty line begins a paragraph, and each other line break is one. `depth` counts lists."""

    def __init__(self, notes: list[str], *, is_classic: bool, depth: int = 0, in_quote: bool = False) -> None:
        self.parts: Parts = []
        self.speaker = ""
        self._notes = notes
        self._is_classic, self._depth, self._in_quote = is_classic, depth, in_quote
        self._words = Words()
        self._tag = "p"

    def pieces(self) -> list[Piece]:
        """Lines that follow one another are one piece of text."""
        pieces: list[Piece] = []
        lines: list[str] = []
        for part in [*self.parts, None]:
            if isinstance(part, Line):
                lines.append(f"<{part.tag}>{part.html}</{part.tag}>")
                continue
            if lines:
                pieces.append(Text("".join(lines)))
                lines = []
            if part is not None:
                pieces.append(part)
        return pieces

    def lay_out(self, node: Node) -> "Layout":
        self._walk(node)
        self._end_line()
        return self

    def _walk(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, str):
                self._text(child)
            elif child.tag in INLINE:
                self._words.open(child.tag, _href(child))
                self._walk(child)
                self._words.close(child.tag)
            elif child.tag == "br":
                self._words.break_line()
            elif child.tag == "cite" and not self._in_quote:
                self._walk(child)
            else:
                self._end_line()
                self._block(child)
                self._end_line()

    def _text(self, text: str) -> None:
        for number, paragraph in enumerate(BLANK_LINES.split(text) if self._is_classic else [text]):
            if number:
                self._end_line()
            for place, line in enumerate(paragraph.split("\n") if self._is_classic else [paragraph]):
                if place:
                    self._words.break_line()
                self._words.add(line)

    def _end_line(self) -> None:
        html, plain = self._words.take()
        if not plain:
            return
        if ADDRESS.fullmatch(plain) and (video := video_address(plain)):
            self.parts.append(Video(video))
        elif ADDRESS.fullmatch(plain) and "<a " not in html:
            self.parts.append(Line(self._tag, f'<a href="{escape(plain)}">{html}</a>', plain))
        else:
            self.parts.append(Line(self._tag, html, plain))

    def _block(self, node: Node) -> None:
        if node.tag in HEADINGS:
            self._tag = HEADINGS[node.tag]
            self._walk(node)
            self._end_line()
            self._tag = "p"
        elif node.tag in LISTS and "blocks-gallery-grid" not in node.classes:
            self.parts += _list(node, self)
        elif node.tag == "blockquote":
            self.parts += _quote(node, self)
        elif node.tag == "cite":
            self.speaker = " ".join([self.speaker, *self.within(node).words()]).strip()
        elif node.tag == "table":
            self.parts += _table(node, self)
        elif node.tag == "img":
            self.parts += self._with_notes([picture(node)])
        elif node.tag == "wp-gallery":
            self.parts.append(named_gallery(node))
        elif node.tag in MEDIA:
            self._media(node)
        elif (node.tag == "figure" or "wp-caption" in node.classes) and (found := figure(node, self)):
            self.parts += self._with_notes(found)
        else:
            self._walk(node)

    def within(self, node: Node, *, deeper: int = 0, in_quote: bool = False) -> "Layout":
        """What stands in an element, laid out by itself."""
        inner = Layout(self._notes, is_classic=self._is_classic, depth=self._depth + deeper, in_quote=in_quote)
        return inner.lay_out(node)

    @property
    def is_too_deep(self) -> bool:
        return self._depth >= DEEPEST_LIST

    def lines(self) -> list[Line]:
        return [part for part in self.parts if isinstance(part, Line)]

    def others(self) -> list[Piece]:
        return [part for part in self.parts if not isinstance(part, Line)]

    def words(self) -> list[str]:
        return [line.plain for line in self.lines()]

    def _media(self, node: Node) -> None:
        addresses = [each.attributes.get("src", "") for each in (node, *node.all("source", "iframe"))]
        address = next((each for each in addresses if each), "")
        if video := video_address(address):
            self.parts.append(Video(video))
            return
        address = _with_scheme(address.strip().replace(" ", "%20"))
        if not (ADDRESS.fullmatch(address) or address.startswith("/")):
            self._notes.append("A recording or a frame was left out: it has no address")
        elif node.tag == "iframe" and ADDRESS.fullmatch(address):
            self._notes.append(f"A frame of another site became an embed block: {address}")
            self.parts.append(Embed(address))
        else:
            self._notes.append(f"A recording became a link: {address}")
            shown = escape(address)
            self.parts.append(Line("p", f'<a href="{shown}">{shown}</a>', address))

    def _with_notes(self, parts: Parts) -> Parts:
        """Without pictures of which nobody knows the file."""
        kept: Parts = []
        for part in parts:
            if isinstance(part, Picture) and not (part.address or part.old_id):
                self._notes.append("A picture was left out: it has no address, or holds itself within the text")
            else:
                kept.append(part)
        return kept


def _with_scheme(address: str) -> str:
    return f"https:{address}" if address.startswith("//") else address


def _href(node: Node) -> str:
    """A place on the same page is none that the new page has."""
    address = node.attributes.get("href", "").strip()
    return "" if address.startswith("#") else address


def _list(node: Node, layout: Layout) -> Iterator[Line | Piece]:
    """One line with the whole list; what stands in its items and is no text follows it."""
    items: list[str] = []
    words: list[str] = []
    others: list[Piece] = []
    loose = Node("li", {}, [each for each in node.children if isinstance(each, str) or each.tag != "li"])
    for item in (*(each for each in node.children if isinstance(each, Node) and each.tag == "li"), loose):
        inner = layout.within(item, deeper=1)
        items += _items(inner)
        words += inner.words()
        others += inner.others()
    if items and layout.is_too_deep:
        yield Line("p", "<br/>".join(items), "\n".join(words))
    elif items:
        yield Line(node.tag, "".join(f"<li>{item}</li>" for item in items), "\n".join(words))
    yield from others


def _items(inner: Layout) -> Iterator[str]:
    """The words of an item, with a list within it. What follows such a list is an item of its own."""
    words: list[str] = []
    for line in inner.lines():
        if line.tag in LISTS:
            yield "<br/>".join(words) + f"<{line.tag}>{line.html}</{line.tag}>"
            words = []
        else:
            words.append(line.html)
    if words:
        yield "<br/>".join(words)


def _quote(node: Node, layout: Layout) -> Parts:
    """A quote, if it is one: paragraphs and nothing else. Other things were only indented."""
    inner = layout.within(node, in_quote=True)
    paragraphs, speaker = inner.words(), inner.speaker
    if len(paragraphs) > 1 and not speaker and len(paragraphs[-1]) < 100 and (found := SAID_BY.match(paragraphs[-1])):
        speaker = paragraphs.pop()[found.end() :]
    if paragraphs and not inner.others() and all(line.tag == "p" for line in inner.lines()):
        return [Quote("\n\n".join(paragraphs), " ".join(speaker.split()))]
    said_by = [Line("p", escape(inner.speaker, quote=False), inner.speaker)] if inner.speaker else []
    return [*inner.parts, *said_by]


def _table(node: Node, layout: Layout) -> Parts:
    """A table, if it has rows and columns; else it was there for the looks only."""
    caption = [line for each in node.all("caption") for line in layout.within(each).lines()]
    grid = [
        [cell for cell in row.children if isinstance(cell, Node) and cell.tag in ("td", "th")] for row in node.all("tr")
    ]
    grid = [cells for cells in grid if cells]
    width = max((len(cells) for cells in grid), default=0)
    if width < 2 or any(True for _ in node.all("table")):
        return layout.within(Node("div", {}, node.children)).parts
    laid_out = [[layout.within(cell) for cell in cells] for cells in grid]
    rows = tuple(tuple("\n".join(cell.words()) for cell in cells) + ("",) * (width - len(cells)) for cells in laid_out)
    others = [piece for cells in laid_out for cell in cells for piece in cell.others()]
    return [*caption, Table(rows, has_header=all(cell.tag == "th" for cell in grid[0])), *others]
