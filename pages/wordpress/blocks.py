"""Pieces of a post as the blocks of a page's body, in the form in which a stream is kept."""

import uuid
from collections.abc import Callable
from typing import Any

from pages.wordpress.pieces import Embed, Gallery, Picture, Piece, Quote, Table, Text, Video

Body = list[dict[str, Any]]

LONGEST_ALT = 255

FindPicture = Callable[[Picture], int | None]


def body_of(pieces: list[Piece], *, title: str, key: uuid.UUID, find: FindPicture) -> Body:
    """Blocks with ids that stay the same when the same post is brought again. Pictures that cannot be had are left out;
    `title` names what has no name of its own."""
    blocks: Body = []
    for piece in pieces:
        found = _block(piece, title, find)
        if found is not None:
            kind, value = found
            blocks.append({"type": kind, "value": value, "id": str(uuid.uuid5(key, str(len(blocks))))})
    return blocks


def _block(piece: Piece, title: str, find: FindPicture) -> tuple[str, Any] | None:
    match piece:
        case Text(html):
            return "text", html
        case Quote(text, speaker):
            return "quote", {"quote": text, "speaker": speaker, "affiliation": ""}
        case Picture():
            value = _picture(piece, find)
            return ("image", value) if value else None
        case Gallery(pictures):
            found = [value for picture in pictures if (value := _picture(picture, find))]
            return ("gallery", {"caption": "", "pictures": [_item(value) for value in found]}) if found else None
        case Video(address):
            return "video", {"title": title, "url": address}
        case Embed(address):
            return "embed", {"title": title, "url": address, "caption": ""}
        case Table():
            return "table", {"table": _table(piece), "first_column_names_row": False}


def _item(value: dict[str, Any]) -> dict[str, Any]:
    key = uuid.uuid5(uuid.NAMESPACE_OID, str(value["image"]["image"]))
    return {"type": "item", "value": value, "id": str(key)}


def _picture(picture: Picture, find: FindPicture) -> dict[str, Any] | None:
    key = find(picture)
    if key is None:
        return None
    image = {"image": key, "alt_text": picture.alt[:LONGEST_ALT], "decorative": not picture.alt}
    return {"image": image, "caption": picture.caption}


def _table(table: Table) -> dict[str, Any]:
    headings = table.rows[0] if table.has_header else ("",) * len(table.rows[0])
    rows = table.rows[1:] if table.has_header else table.rows
    return {
        "columns": [{"type": "words", "heading": heading} for heading in headings],
        "rows": [{"values": list(row)} for row in rows],
        "caption": "",
    }
