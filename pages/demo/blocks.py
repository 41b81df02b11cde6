"""Short ways to write blocks as StreamField keeps them. The blocks themselves lie in cms/ and pages/blocks/."""

import re
import uuid
from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from cms.models import CampaignImage

Block = dict[str, Any]

LISTS = {"related_reads": "reads", "accordion": "sections"}
"""Blocks that hold a list, and the name of that list."""


def text(html: str) -> Block:
    """Rich text, written over several lines: a break is a space within a paragraph and nothing between two."""
    one_line = " ".join(html.split())
    return {"type": "text", "value": re.sub(r"(</?(?:p|h2|h3|ul|ol|li)>) ", r"\1", one_line)}


def quote(words: str, speaker: str, affiliation: str = "") -> Block:
    return {"type": "quote", "value": {"quote": words, "speaker": speaker, "affiliation": affiliation}}


def image(picture: CampaignImage, caption: str = "") -> Block:
    """A picture with the description that it was drawn with, for those who cannot see it."""
    shown = {"image": picture.pk, "alt_text": picture.description, "decorative": False}
    return {"type": "image", "value": {"image": shown, "caption": caption}}


def call_to_action(heading: str, words: str, button: str, *, page: Page | None = None, url: str = "") -> Block:
    value = {"heading": heading, "text": words, "button": button, "page": page and page.pk, "url": url}
    return {"type": "call_to_action", "value": value}


def crowdfund(page: Page, heading: str) -> Block:
    return {"type": "crowdfund", "value": {"page": page.pk, "heading": heading}}


def events(heading: str, introduction: str, number: int = 5) -> Block:
    which: Block = {"hub": None, "topic": None, "events": [], "number": number, "empty": ""}
    return {"type": "events", "value": {"heading": heading, "introduction": introduction, **which}}


def accordion(sections: Iterable[tuple[str, str]]) -> Block:
    """Titles with their rich text."""
    told = [{"title": title, "text": " ".join(html.split())} for title, html in sections]
    return {"type": "accordion", "value": {"sections": told}}


def heading(words: str) -> Block:
    return {"type": "heading", "value": {"heading": words, "anchor": ""}}


def sign_up(heading: str, words: str, button: str) -> Block:
    """With the purposes that each site begins with."""
    value = {"heading": heading, "text": words, "button": button, "purposes": ["news", "help"], "asks_name": True}
    return {"type": "sign_up", "value": value}


def related_reads(heading: str, titles: Iterable[str]) -> Block:
    reads = [{"title": title, "page": None, "url": "", "source": ""} for title in titles]
    return {"type": "related_reads", "value": {"heading": heading, "reads": reads}}


def link(page: Page, words: str) -> str:
    return f'<a linktype="page" id="{page.pk}">{words}</a>'


def with_ids(key: uuid.UUID, blocks: Iterable[Block]) -> list[Block]:
    """Give every block and list item an id that stays the same, because translations are kept by it."""
    return [_with_id(key, str(position), block) for position, block in enumerate(blocks)]


def _with_id(key: uuid.UUID, position: str, block: Block) -> Block:
    listed, value = LISTS.get(block["type"]), block["value"]
    if listed:
        items = [
            {"type": "item", "value": item, "id": str(uuid.uuid5(key, f"{position}.{number}"))}
            for number, item in enumerate(value[listed])
        ]
        value = {**value, listed: items}
    return {"type": block["type"], "value": value, "id": str(uuid.uuid5(key, position))}
