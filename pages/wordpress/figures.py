"""Pictures in a post's HTML: alone, with a caption, several together."""

import re
from typing import TYPE_CHECKING

from pages.wordpress.lines import Parts
from pages.wordpress.pieces import Gallery, Picture
from pages.wordpress.source import whole_number
from pages.wordpress.tree import Node

if TYPE_CHECKING:
    from pages.wordpress.layout import Layout

PICTURE_ID = re.compile(r"\bwp-image-(\d{1,18})\b")

LONGEST_CAPTION = 400
"""In characters. What is longer is a paragraph that somebody put beside a picture."""


def picture(node: Node, caption: str = "") -> Picture:
    found = PICTURE_ID.search(node.attributes.get("class", ""))
    told = found[1] if found else node.attributes.get("data-id", "")
    alt = " ".join(node.attributes.get("alt", "").split())
    return Picture(whole_number(told), node.attributes.get("src", "").strip(), alt, caption)


def named_gallery(node: Node) -> Gallery:
    ids = [whole_number(each) for each in node.attributes.get("ids", "").split(",")]
    return Gallery([Picture(each) for each in ids if each], of_post=not any(ids))


def figure(node: Node, layout: "Layout") -> Parts | None:
    """Pictures with their captions; None for all else that stands in a figure."""
    if any(True for _ in node.all("blockquote", "table", "iframe", "video", "audio", "wp-gallery")):
        return None
    inner = list(node.all("figure"))
    own = node.without("figure")
    pictures = [picture(each) for each in own.all("img")]
    lines = layout.within(own.without("img")).lines()
    caption = "\n".join(line.plain for line in lines)
    for each in inner:
        words = " ".join(layout.within(each.without("img", "figure")).words())
        pictures += [picture(image, words) for image in each.without("figure").all("img")]
    if not pictures:
        return None
    if len(pictures) == 1 and not pictures[0].caption and len(caption) <= LONGEST_CAPTION:
        pictures[0].caption, lines = " ".join(caption.split()), []
    is_gallery = len(pictures) > 1 or bool(inner)
    return [*([Gallery(pictures)] if is_gallery else pictures), *lines]
