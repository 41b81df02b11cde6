"""Plain words in text areas, and the paragraphs that they are in the body of a page. Pure."""

import json
import re
import uuid
from collections.abc import Sequence
from html import escape, unescape
from typing import Any

Block = dict[str, Any]


def paragraphs(text: str) -> str:
    """Plain text as rich text: an empty line ends a paragraph."""
    parts = [escape(part, quote=False) for part in re.split(r"\n\s*\n", _lines(text)) if part.strip()]
    return "".join(f"<p>{part}</p>".replace("\n", "<br/>") for part in parts)


def plain(html: str) -> str | None:
    """The text of paragraphs; None where there is more to it, such as headings or links."""
    if set(re.findall(r"</?([a-zA-Z0-9]+)", html)) - {"p", "br"}:
        return None
    broken = re.sub(r"<br\s*/?>", "\n", re.sub(r"</p>\s*", "\n\n", html))
    return unescape(re.sub(r"<[^>]+>", "", broken)).strip()


def text_in(blocks: Sequence[Block]) -> str | None:
    """The text of a body as far as it is plain: '' without any, None where an editor has made more of it."""
    texts = [block["value"] for block in blocks if block["type"] == "text"]
    return plain(texts[0]) if texts else ""


def with_text(blocks: Sequence[Block], text: str) -> list[Block]:
    """The body with this as its first text; the others stay."""
    first = next((block for block in blocks if block["type"] == "text"), None)
    return _with(blocks, first, _new("text", paragraphs(text)) if text.strip() else None, at=len(blocks))


def photos_in(blocks: Sequence[Block]) -> list[Block]:
    """What the pictures of a body say: `image` (its key) and `alt_text` of each."""
    return [block["value"]["image"] for block in blocks if block["type"] == "image"]


def with_photo(
    blocks: Sequence[Block], image: int | None, alt_text: str, *, which: int = 0, is_last: bool = False
) -> list[Block]:
    """The body with this as its picture number `which`, or without that; the others stay.

    One that is new comes first, or, if it `is_last`, after all.
    """
    pictures = [block for block in blocks if block["type"] == "image"]
    old = pictures[which] if which < len(pictures) else None
    value = {"image": {"image": image, "decorative": False, "alt_text": alt_text}, "caption": ""}
    if old and image:
        value["caption"] = old["value"].get("caption", "")
    return _with(blocks, old, _new("image", value) if image else None, at=len(blocks) if is_last else 0)


def written(blocks: Sequence[Block]) -> str:
    """The body as a page takes it."""
    return json.dumps(list(blocks))


def _with(blocks: Sequence[Block], old: Block | None, new: Block | None, *, at: int) -> list[Block]:
    kept = list(blocks)
    if old:
        at = kept.index(old)
        kept.remove(old)
    return [*kept[:at], *([new] if new else []), *kept[at:]]


def _new(kind: str, value: Any) -> Block:
    return {"id": str(uuid.uuid4()), "type": kind, "value": value}


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
