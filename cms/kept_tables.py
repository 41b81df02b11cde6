"""Small tables that most pages ask for: read in one query, and kept until something is published."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, cast

from django.db.models import Model, QuerySet

from cms import caching
from cms.rows_together import read

Row = TypeVar("Row", bound=Model)

_tables: "dict[str, Callable[[], QuerySet[Any]]]" = {}


class KeptTable(Generic[Row]):
    """Whatever changes its rows must purge CONTENT."""

    def __init__(self, name: str, rows: "Callable[[], QuerySet[Row]]") -> None:
        self.name = name
        _tables[name] = rows

    def rows(self) -> list[Row]:
        """In no order. They are shared: change none."""
        # By their number too: one may have come after the others were read.
        return cast(list[Row], caching.kept(f"{len(_tables)} tables", caching.CONTENT, _read)[self.name])


def _read() -> dict[str, list[Any]]:
    return read({name: rows() for name, rows in _tables.items()})
