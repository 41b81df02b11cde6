"""Blocks as they lie in the database: what is no block is left out, and what a body has chosen is known unfetched.

An import, a script or somebody with the database's password may have put anything there; a page must stand it.
"""

import uuid
from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.utils.dateparse import parse_date
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock

MOST = 2**63
"""An id is smaller; with one that is larger the database could not be asked."""


class Unfit(ValueError):
    """It is no value of this block."""


def fitting(block: blocks.Block, raw: Any) -> Any:
    """What the block can read of a raw value, with only what it knows.

    Raises: Unfit where that is nothing.
    """
    if isinstance(block, ImageBlock) and (raw is None or isinstance(raw, int)):
        # A picture alone, which Wagtail reads only where all are alone.
        raw = {"image": raw, "decorative": False, "alt_text": ""}
    for kind, read in READERS:
        if isinstance(block, kind):
            return read(block, raw)
    return _text(block, raw)


def chosen(block: blocks.Block, raw: Any) -> Iterator[tuple[type[Model], int]]:
    """The models and ids that a fitting raw value has chosen, except pages."""
    if isinstance(block, blocks.ChooserBlock) and not isinstance(block, blocks.PageChooserBlock):
        if raw is not None:
            yield block.model_class, raw
    elif isinstance(block, blocks.StructBlock):
        for name, value in raw.items():
            yield from chosen(block.child_blocks[name], value)
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            yield from chosen(block.child_block, item["value"])
    elif isinstance(block, blocks.StreamBlock):
        for child in raw:
            yield from chosen(block.child_blocks[child["type"]], child["value"])


def _stream(block: blocks.StreamBlock, raw: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for position, child in enumerate(_a(list, raw)):
        kind = child.get("type") if isinstance(child, dict) else None
        if isinstance(kind, str) and kind in block.child_blocks:
            try:
                value = fitting(block.child_blocks[kind], child.get("value"))
            except Unfit:
                continue
            found.append({**child, "value": value, "id": _id(child.get("id"), position)})
    return _told_apart(found)


def _list(block: blocks.ListBlock, raw: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for position, item in enumerate(_a(list, raw)):
        # Wagtail once kept the values alone.
        inside = item if isinstance(item, dict) and {"id", "value", "type"} <= item.keys() else {"value": item}
        try:
            value = fitting(block.child_block, inside["value"])
        except Unfit:
            continue
        found.append({"type": "item", "value": value, "id": _id(inside.get("id"), position)})
    return _told_apart(found)


def _struct(block: blocks.StructBlock, raw: Any) -> dict[str, Any]:
    found = {}
    for name, value in _a(dict, raw).items():
        if name in block.child_blocks:
            try:
                found[name] = fitting(block.child_blocks[name], value)
            except Unfit:
                continue
    # Without a default of their own, words would be None.
    return {
        **{name: _nothing(child) for name, child in block.child_blocks.items() if _is_empty_by_itself(child)},
        **found,
    }


def _is_empty_by_itself(block: blocks.Block) -> bool:
    lists = (blocks.ListBlock, blocks.MultipleChoiceBlock, ImageBlock)
    return isinstance(block, lists) or not isinstance(block, tuple(kind for kind, _read in READERS))


def _nothing(block: blocks.Block) -> Any:
    if isinstance(block, ImageBlock):
        return fitting(block, None)
    return [] if isinstance(block, blocks.ListBlock | blocks.MultipleChoiceBlock) else ""


def _table(block: TypedTableBlock, raw: Any) -> dict[str, Any] | None:
    if not raw:
        return None
    columns = [_column(block, each) for each in _a(list, _a(dict, raw).get("columns"))]
    rows = []
    for row in _a(list, raw.get("rows")):
        values = _a(list, _a(dict, row).get("values"))
        if len(values) != len(columns):
            raise Unfit
        cells = zip(columns, values, strict=True)
        rows.append({"values": [fitting(block.child_blocks[each["type"]], value) for each, value in cells]})
    return {"columns": columns, "rows": rows, "caption": _words(raw.get("caption") or "")}


def _column(block: TypedTableBlock, raw: Any) -> dict[str, str]:
    kind = _words(_a(dict, raw).get("type"))
    if kind not in block.child_blocks:
        raise Unfit
    return {"type": kind, "heading": _words(raw.get("heading"))}


def _choice(block: blocks.ChooserBlock, raw: Any) -> int | None:
    if raw is None or (type(raw) is int and 0 < raw < MOST):
        return raw
    raise Unfit


def _number(block: blocks.IntegerBlock, raw: Any) -> int | None:
    if raw is None or (type(raw) is int and abs(raw) < MOST):
        return raw
    raise Unfit


def _choices(block: blocks.MultipleChoiceBlock, raw: Any) -> list[str]:
    return [_words(each) for each in _a(list, raw)]


def _day(block: blocks.DateBlock, raw: Any) -> str | None:
    try:
        return raw if raw is None or parse_date(raw) else None
    except (TypeError, ValueError) as error:
        raise Unfit from error


def _text(block: blocks.Block, raw: Any) -> str:
    return _words(raw)


def _words(raw: Any) -> str:
    # A lone surrogate is a letter to JSON, and none to a browser.
    return _a(str, raw).encode("utf-8", "replace").decode()


def _a(kind: type, raw: Any) -> Any:
    if not isinstance(raw, kind):
        raise Unfit
    return raw


def _id(raw: Any, position: int) -> str:
    """The block's own, else one that stays the same as long as its place does."""
    return raw if isinstance(raw, str) and raw.isascii() and raw else str(uuid.uuid5(uuid.NAMESPACE_OID, str(position)))


def _told_apart(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of several with one id the first keeps it."""
    seen: set[str] = set()
    for position, each in enumerate(found):
        each["id"] = _id(None, position) if each["id"] in seen else each["id"]
        seen.add(each["id"])
    return found


READERS: list[tuple[type, Any]] = [
    (blocks.StreamBlock, _stream),
    (blocks.ListBlock, _list),
    (blocks.StructBlock, _struct),
    (TypedTableBlock, _table),
    (blocks.ChooserBlock, _choice),
    (blocks.BooleanBlock, lambda block, raw: bool(raw)),
    (blocks.IntegerBlock, _number),
    (blocks.DateBlock, _day),
    (blocks.MultipleChoiceBlock, _choices),
]
