"""The stream that bodies are made of: it reads whatever lies in the database, and fetches together what it shows."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from copy import copy
from typing import Any

from django.db.models import Model
from wagtail import blocks
from wagtail.blocks import StreamValue

from cms import rows_together
from cms.blocks.raw import chosen, fitting

_fetched: ContextVar[Mapping[type[Model], Mapping[int, Any]] | None] = ContextVar("fetched", default=None)
"""What the stream that is being read has chosen."""


class BodyStream(blocks.StreamBlock):
    def to_python(self, value: Any) -> StreamValue:
        # Code of our own may give pairs of a name and a value.
        if isinstance(value, StreamValue) or not value or all(isinstance(each, tuple) for each in _each(value)):
            return super().to_python(value)
        try:
            return super().to_python(fitting(self, json.loads(value) if isinstance(value, str) else value))
        except (ValueError, RecursionError):
            return self.empty_value()


def _each(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else [value]


class FetchedTogether:
    """For a chooser: of what `read_together` has fetched it asks nobody. Each value is an object of its own."""

    def bulk_to_python(self, values: Sequence[int | None]) -> list[Any]:
        fetched = (_fetched.get() or {}).get(self.model_class, {})  # type: ignore[attr-defined]
        if not fetched.keys() >= {pk for pk in values if pk is not None}:
            return super().bulk_to_python(values)  # type: ignore[misc]
        return [copy(fetched[pk]) if pk is not None and fetched[pk] is not None else None for pk in values]


def read_together(stream: StreamValue) -> None:
    """Read all blocks of a stream, with one query for all that they have chosen, pages aside."""
    ids: defaultdict[type[Model], set[int]] = defaultdict(set)
    for model, pk in chosen(stream.stream_block, list(stream.raw_data)):
        ids[model].add(pk)
    parts = {model._meta.label: model._default_manager.filter(pk__in=pks) for model, pks in ids.items()}
    rows = {label: {row.pk: row for row in found} for label, found in rows_together.read(parts).items()}
    token = _fetched.set({model: {pk: rows[model._meta.label].get(pk) for pk in pks} for model, pks in ids.items()})
    try:
        for child in stream:
            child.value  # noqa: B018 - is read when it is first asked for
    finally:
        _fetched.reset(token)
