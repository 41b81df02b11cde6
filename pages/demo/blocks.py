"""Short ways to write blocks as StreamField keeps them. The blocks themselves lie in cms/ and pages/blocks/."""

import re
import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from wagtail.models import Page

from cms.models import CampaignImage
from pages.demo.documents import find_or_write

Block = dict[str, Any]

LISTS = {"related_reads": "reads", "accordion": "sections", "gallery": "pictures", "people": "people"}
"""Blocks that hold a list, and the name of that list."""


def text(html: str) -> Block:
    """Rich text, written over several lines: a break is a space within a paragraph and nothing between two."""
    one_line = " ".join(html.split())
    return {"type": "text", "value": re.sub(r"(</?(?:p|h2|h3|ul|ol|li)>) ", r"\1", one_line)}


def quote(words: str, speaker: str, affiliation: str = "") -> Block:
    return {"type": "quote", "value": {"quote": words, "speaker": speaker, "affiliation": affiliation}}


def image(picture: CampaignImage, caption: str = "") -> Block:
    return {"type": "image", "value": captioned(picture, caption)}


def captioned(picture: CampaignImage, caption: str = "") -> dict[str, Any]:
    """A picture with the description that it was drawn with, for those who cannot see it."""
    return {"image": {"image": picture.pk, "alt_text": picture.description, "decorative": False}, "caption": caption}


def gallery(caption: str, pictures: Iterable[tuple[CampaignImage, str]]) -> Block:
    """Pictures, each with its caption."""
    return {"type": "gallery", "value": {"caption": caption, "pictures": [captioned(*each) for each in pictures]}}


def video(title: str, url: str, poster: CampaignImage) -> Block:
    shown = {"image": poster.pk, "alt_text": "", "decorative": True}
    value = {"title": title, "url": url, "file": None, "poster": shown, "captions": None, "transcript": ""}
    return {"type": "video", "value": value}


def embed(title: str, url: str, caption: str) -> Block:
    return {"type": "embed", "value": {"title": title, "url": url, "caption": caption}}


def document(title: str, description: str) -> Block:
    """One of the demo's documents, by its title."""
    return {
        "type": "document",
        "value": {"document": find_or_write(title).pk, "title": "", "description": description},
    }


def table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Block:
    """The first column names the row; the last is of numbers."""
    columns = [{"type": "words", "heading": heading} for heading in headings]
    columns[-1]["type"] = "number"
    cells = {"columns": columns, "rows": [{"values": list(row)} for row in rows], "caption": caption}
    return {"type": "table", "value": {"table": cells, "first_column_names_row": True}}


def person(name: str = "", affiliation: str = "", about: str = "", *, page: Page | None = None) -> dict[str, Any]:
    """Somebody who has a page here, or anybody else."""
    return {"page": page and page.pk, "name": name, "affiliation": affiliation, "about": about, "photo": None}


def people(heading: str, people: Iterable[dict[str, Any]]) -> Block:
    return {"type": "people", "value": {"heading": heading, "people": list(people)}}


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


def read(
    title: str = "", *, page: Page | None = None, url: str = "", source: str = "", day: date | None = None
) -> dict[str, Any]:
    """A page of this site, or an article elsewhere."""
    told = day.isoformat() if day else None
    return {"title": title, "page": page and page.pk, "url": url, "source": source, "date": told}


def related_reads(heading: str, reads: Iterable[dict[str, Any]], *, fill_up_to: int) -> Block:
    value = {"heading": heading, "reads": list(reads), "fill_up_to": fill_up_to}
    return {"type": "related_reads", "value": value}


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
