"""A line of text: what becomes rich text together with its neighbours."""

from dataclasses import dataclass

from pages.wordpress.pieces import Piece


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a heading, or a whole list: `html` is what stands within the tag."""

    tag: str
    html: str
    plain: str


Parts = list[Line | Piece]
