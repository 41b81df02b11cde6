"""Blocks as JSON. A new block of pages/blocks/story.py gets its line in VALUES and its schema in schemas/blocks.py."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from api.schemas.donations import Crowdfund
from api.schemas.pictures import picture
from cms.public_tree import PublicPage, public_page
from cms.rich_text import safe_html
from pages.asks import ask_context

Value = Any
"""What validates as the `value` of a block's schema; None leaves the block out, as the page does."""


def body(stream: Iterable[StreamValue.StreamChild], request: HttpRequest) -> list[dict[str, Any]]:
    """The blocks of a page that a reader sees."""
    told = [(child, VALUES[child.block_type](child.value, request)) for child in stream]
    return [{"id": child.id, "type": child.block_type, "value": value} for child, value in told if value is not None]


def tracker(page: PublicPage | None, request: HttpRequest) -> Crowdfund | None:
    """The crowdfund that a page tells of, while it is in force. The answer is kept as long as its numbers hold."""
    row = ask_context(page.translation_key, request)["crowdfund"] if page else None
    return Crowdfund.of(row, page) if row and page else None


def _text(value: RichText, request: HttpRequest) -> Value:
    return safe_html(value.source)


def _quote(value: Any, request: HttpRequest) -> Value:
    return dict(value)


def _image(value: Any, request: HttpRequest) -> Value:
    return {"image": picture(value["image"]), "caption": value["caption"]} if value["image"] else None


def _call_to_action(value: Any, request: HttpRequest) -> Value:
    button = {"label": value["button"], "url": value.href} if value.href else None
    return {"heading": value["heading"], "text": value["text"], "button": button}


def _crowdfund(value: Any, request: HttpRequest) -> Value:
    crowdfund = tracker(public_page(value["page"]), request)
    return {"heading": value["heading"] or crowdfund.title, "crowdfund": crowdfund} if crowdfund else None


def _meetings(value: Any, request: HttpRequest) -> Value:
    lists = {name: [_meeting(meeting) for meeting in getattr(value, name)] for name in ("to_come", "took_place")}
    return {"heading": value["heading"], "introduction": value["introduction"], **lists}


def _meeting(meeting: Any) -> Value:
    return {"place": meeting["place"], "date": meeting.day, "details": meeting["details"], "url": meeting.href}


def _sign_up(value: Any, request: HttpRequest) -> Value:
    consents = [{"id": each.key, "purpose": each.purpose, "wording": each.wording} for each in value.consents]
    told = {name: value[name] for name in ("heading", "text", "asks_name", "button")}
    return {**told, "consents": consents} if consents else None


def _related_reads(value: Any, request: HttpRequest) -> Value:
    reads = [{"title": read.shown_title, "url": read.href, "source": read["source"]} for read in value.shown]
    return {"heading": value["heading"], "reads": reads} if reads else None


VALUES: dict[str, Callable[[Any, HttpRequest], Value]] = {
    "text": _text,
    "quote": _quote,
    "image": _image,
    "call_to_action": _call_to_action,
    "crowdfund": _crowdfund,
    "meetings": _meetings,
    "sign_up": _sign_up,
    "related_reads": _related_reads,
}
