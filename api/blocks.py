"""Blocks as JSON. A new block of pages/blocks/story.py gets its line in VALUES and its schema in schemas/blocks.py."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from api import events
from api.schemas.donations import Crowdfund
from api.schemas.pictures import picture
from cms.addresses import absolute
from cms.blocks.documents import PublicFile
from cms.caching import tag_response
from cms.headings import Headings
from cms.public_tree import PublicPage, public_page
from cms.rich_text import safe_html
from events.models import CALENDAR
from pages.asks import ask_context
from pages.reads import reads_of

Value = Any
"""What validates as the `value` of a block's schema; None leaves the block out, as the page does."""


def body(stream: Iterable[StreamValue.StreamChild], request: HttpRequest) -> list[dict[str, Any]]:
    """The blocks of a page that a reader sees."""
    told = [(child, VALUES[child.block_type](child.value, request)) for child in stream]
    return [{"id": child.id, "type": child.block_type, "value": value} for child, value in told if value is not None]


def with_contents(told: list[dict[str, Any]]) -> dict[str, Any]:
    """The same `body`, the headings of its texts with ids, and `contents`: its sections."""
    headings = Headings()
    marked = [{**each, "value": headings.mark(each["value"])} if each["type"] == "text" else each for each in told]
    return {"body": marked, "contents": [asdict(section) for section in headings.sections]}


def tracker(page: PublicPage | None, request: HttpRequest) -> Crowdfund | None:
    """The crowdfund that a page tells of, while it is in force. The answer is kept as long as its numbers hold."""
    row = ask_context(page.translation_key, request)["crowdfund"] if page else None
    return Crowdfund.of(row, page) if row and page else None


def _text(value: RichText, request: HttpRequest) -> Value:
    return safe_html(value.source)


def _quote(value: Any, request: HttpRequest) -> Value:
    return dict(value)


def _image(value: Any, request: HttpRequest) -> Value:
    shown = picture(value["image"])
    return {"image": shown, "caption": value["caption"]} if shown else None


def _call_to_action(value: Any, request: HttpRequest) -> Value:
    button = {"label": value["button"], "url": value.href} if value.href else None
    return {"heading": value["heading"], "text": value["text"], "button": button}


def _crowdfund(value: Any, request: HttpRequest) -> Value:
    crowdfund = tracker(public_page(value["page"]), request)
    return {"heading": value["heading"] or crowdfund.title, "crowdfund": crowdfund} if crowdfund else None


def _events(value: Any, request: HttpRequest) -> Value:
    tag_response(request, CALENDAR)
    rows = value.rows(timezone.now()).with_words().with_topics()[: value.most]
    told = {"heading": value["heading"], "introduction": value["introduction"]}
    return {**told, "dates": [events.item(row) for row in rows], "url": value.all_url}


def _video(value: Any, request: HttpRequest) -> Value:
    if not value.is_shown:
        return None
    file = {**_file(value.file), "type": value.file_type} if value.file else None
    return {
        "title": value["title"],
        "url": None if file else value.href,
        "player": None if file else _player(value),
        "file": file,
        "captions": absolute(value.subtitles.url) if value.subtitles else None,
        "poster": picture(value["poster"]),
        "transcript": safe_html(value["transcript"].source),
    }


def _player(value: Any) -> dict[str, str] | None:
    return asdict(value.player) if value.player else None


def _file(file: PublicFile) -> dict[str, Any]:
    return {"src": absolute(file.url), "size": file.size}


def _heading(value: Any, request: HttpRequest) -> Value:
    return {"heading": value["heading"], "anchor": value.anchor} if value["heading"] else None


def _accordion(value: Any, request: HttpRequest) -> Value:
    sections = value["sections"]
    return {"sections": [{"title": each["title"], "text": safe_html(each["text"].source)} for each in sections]}


def _table(value: Any, request: HttpRequest) -> Value:
    table = value["table"]
    columns = [{"heading": each["heading"], "is_number": each["block"].name == "number"} for each in table.columns]
    told = {"columns": columns, "rows": [row["values"] for row in table.row_data]}
    named = {"caption": table.caption or "", "first_column_names_row": value["first_column_names_row"]}
    return {**named, **told} if columns else None


def _gallery(value: Any, request: HttpRequest) -> Value:
    pictures = [shown for each in value.shown if (shown := _image(each, request))]
    return {"caption": value["caption"], "pictures": pictures} if pictures else None


def _embed(value: Any, request: HttpRequest) -> Value:
    told = {"title": value["title"], "url": value.href, "caption": value["caption"]}
    return {**told, "player": _player(value)} if value.href else None


def _document(value: Any, request: HttpRequest) -> Value:
    if (file := value.file) is None:
        return None
    told = {"title": value.shown_title, "description": value["description"]}
    return {**told, **_file(file), "kind": file.kind}


def _people(value: Any, request: HttpRequest) -> Value:
    people = [
        {
            "name": each.name,
            "affiliation": each.affiliation,
            "about": each.about,
            "url": each.href,
            "photo": picture(each.photo),
        }
        for each in value.shown
    ]
    return {"heading": value["heading"], "people": people} if people else None


def _sign_up(value: Any, request: HttpRequest) -> Value:
    consents = [{"id": each.key, "purpose": each.purpose, "wording": each.wording} for each in value.consents]
    told = {name: value[name] for name in ("heading", "text", "asks_name", "button")}
    return {**told, "consents": consents} if consents else None


def _related_reads(value: Any, request: HttpRequest) -> Value:
    reads = [asdict(read) for read in reads_of(value, request)]
    return {"heading": value["heading"], "reads": reads} if reads else None


VALUES: dict[str, Callable[[Any, HttpRequest], Value]] = {
    "text": _text,
    "quote": _quote,
    "image": _image,
    "video": _video,
    "call_to_action": _call_to_action,
    "crowdfund": _crowdfund,
    "events": _events,
    "sign_up": _sign_up,
    "heading": _heading,
    "accordion": _accordion,
    "table": _table,
    "related_reads": _related_reads,
    "gallery": _gallery,
    "embed": _embed,
    "document": _document,
    "people": _people,
}
