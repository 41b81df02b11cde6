"""Well-formed HTML as a tree that is never so deep that walking it could fail."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

DEEPEST = 60
"""Levels. What lies deeper is hung beside one another at this one."""

VOID = {"br", "hr", "img", "source"}


@dataclass(slots=True)
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def all(self, *tags: str) -> "Iterator[Node]":
        """Every element of these tags within this one, in the text's order."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def without(self, *tags: str) -> "Node":
        """The same, but for elements of these tags right or deep within it."""
        kept = [child for child in self.children if isinstance(child, str) or child.tag not in tags]
        return Node(
            self.tag, self.attributes, [each if isinstance(each, str) else each.without(*tags) for each in kept]
        )


def parse(html: str) -> Node:
    """Of HTML that nh3 has written: every element but the void ones is closed, in the right order."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1 if len(self._open) < DEEPEST else DEEPEST - 1].children.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
