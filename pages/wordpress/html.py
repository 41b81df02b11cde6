"""The HTML of a post as pieces that blocks can hold. Pure: links and pictures are looked up elsewhere.

nh3 makes whatever it is given well-formed and harmless; `Layout` then walks over its tree. Every visible word is kept,
and nothing but the tags of Wagtail's rich text.
"""

import re

import nh3

from pages.wordpress.layout import Layout
from pages.wordpress.pieces import Converted
from pages.wordpress.shortcodes import without_shortcodes
from pages.wordpress.tree import Node, parse

FORMATTING = re.compile(r"<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\s[^<>]*>", re.IGNORECASE)
"""A parser opens these anew in each paragraph that they reach into. With the same attributes it does so three times at
most; thousands of different ones would make a small file fill the memory."""

BREAKING = {
    *("address", "article", "aside", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "footer"),
    *(
        "form",
        "header",
        "hgroup",
        "hr",
        "legend",
        "main",
        "nav",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "textarea",
    ),
}
"""Tags that words do not run across."""

READ = BREAKING | {
    *("a", "audio", "b", "blockquote", "br", "caption", "cite", "em", "figure", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("i", "iframe", "img", "li", "object", "ol", "source", "strong", "table", "tbody", "td", "tfoot", "th", "thead"),
    *("tr", "ul", "video", "wp-file", "wp-gallery"),
}
UNSEEN = {"script", "style", "template", "noscript", "head", "title", "canvas", "noembed", "noframes"}
"""Tags whose text no reader of the blog saw."""

ATTRIBUTES = {
    "a": {"href"},
    "iframe": {"src"},
    "img": {"src", "alt", "class", "data-id"},
    **{tag: {"src"} for tag in ("audio", "video", "source", "wp-file")},
    **{tag: {"class"} for tag in ("figure", "ul", "div")},
    "wp-gallery": {"ids"},
}
SCHEMES = {"http", "https", "mailto", "tel"}


def convert(content: str) -> Converted:
    """Never raises, whatever `content` is."""
    marked = without_shortcodes(content)
    tree = _tree(marked.html, tags=READ, attributes=ATTRIBUTES)
    layout = Layout(marked.notes, is_classic=marked.is_classic).lay_out(tree)
    return Converted(layout.pieces(), marked.notes)


def plain_text(content: str) -> str:
    """The words of a title or an excerpt, on one line."""
    return " ".join(" ".join(_words(_tree(content, tags={"p", "br"}, attributes={}))).split())


def talk_text(content: str) -> str:
    """The words of a comment, with its line breaks; an address that a link hides stands behind its words."""
    tree = _tree(content, tags={"a", "p", "br", "blockquote", "li", "div", "pre"}, attributes={"a": {"href"}})
    return re.sub(r"\s*\n\s*\n\s*", "\n\n", _lines(tree)).strip()


def _tree(content: str, *, tags: set[str], attributes: dict[str, set[str]]) -> Node:
    clean = nh3.clean(
        # Half of a letter is none that could be written.
        FORMATTING.sub(r"<\1>", content).encode("utf-8", "replace").decode(),
        tags=tags,
        clean_content_tags=UNSEEN,
        attributes=attributes,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return parse(clean)


def _lines(node: Node) -> str:
    text = "".join(child if isinstance(child, str) else _lines(child) for child in node.children)
    if node.tag == "a":
        address = node.attributes.get("href", "")
        return text if not address or text.strip() in address else f"{text} ({address})"
    if node.tag == "br":
        return "\n"
    return f"\n\n{text}\n\n" if node.tag else text


def _words(node: Node) -> list[str]:
    return [word for child in node.children for word in ([child] if isinstance(child, str) else _words(child))]
