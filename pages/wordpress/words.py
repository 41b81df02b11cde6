"""Running text as it is collected: bold, italics and links stay, and the same words are there without them."""

import re
from html import escape

INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "a": "a"}
"""How tags of running text are written in Wagtail's rich text."""

SPACES = re.compile(r"[ \t\r\n\f]+")
EMPTY = re.compile(r"<(b|i)>(\s*)</\1>|<a href=\"[^\"]*\">(\s*)</a>")
EDGES = re.compile(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$")


class Words:
    def __init__(self) -> None:
        self._html: list[str] = []
        self._plain: list[str] = []
        self._open: list[tuple[str, str]] = []

    def add(self, text: str) -> None:
        text = SPACES.sub(" ", text)
        self._html.append(escape(text, quote=False))
        self._plain.append(text)

    def break_line(self) -> None:
        self._html.append("<br/>")
        self._plain.append("\n")

    def open(self, tag: str, href: str = "") -> None:
        """One within another of its kind says nothing new, and is not opened; a link without an address is none."""
        name = INLINE[tag]
        is_new = all(name != each for each, _ in self._open) and (name != "a" or bool(href))
        opening = (f'<a href="{escape(href)}">' if name == "a" else f"<{name}>") if is_new else ""
        self._html.append(opening)
        self._open.append((name, opening))

    def close(self, tag: str) -> None:
        """The last one of its name. What was opened after it goes on behind it."""
        name = INLINE[tag]
        place = next((n for n in range(len(self._open) - 1, -1, -1) if self._open[n][0] == name), None)
        if place is None:
            return
        later = self._open[place + 1 :]
        self._html += [*_closings(self._open[place:]), *(opening for _, opening in later)]
        self._open[place:] = later

    def take(self) -> tuple[str, str]:
        """The run of text that ends here, with its mark-up and without; what is open goes on in the next."""
        html = "".join([*self._html, *_closings(self._open)])
        plain = "\n".join(line.strip() for line in "".join(self._plain).strip().split("\n"))
        self._html, self._plain = [opening for _, opening in self._open], []
        if not plain:
            return "", ""
        while (less := EMPTY.sub(r"\2\3", html)) != html:
            html = less
        return EDGES.sub("", html), plain


def _closings(opened: list[tuple[str, str]]) -> list[str]:
    return [f"</{name}>" for name, opening in reversed(opened) if opening]
