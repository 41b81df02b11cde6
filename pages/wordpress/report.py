"""What could not be brought as it was: told line by line in a file, and summed up at the end."""

import csv
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Self

from pages.wordpress.source import Item

HEADINGS = ("kind", "WordPress id", "title", "what", "detail")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A spreadsheet would reckon a cell that begins so."""


class Report:
    """A CSV file that is written as the import goes on: what was told stays told when the import is stopped."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.counts: Counter[str] = Counter()

    def __enter__(self) -> Self:
        # With the mark, without which spreadsheets take UTF-8 for something else.
        self._file = self.path.open("w", encoding="utf-8-sig", newline="")
        self._rows = csv.writer(self._file)
        self._rows.writerow(HEADINGS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def tell(self, what: str, detail: str = "", *, of: Item | None = None) -> None:
        """`what` is one of few sentences, so that it can be counted; `detail` what it is about."""
        self.counts[what] += 1
        item = of or Item()
        told = (item.kind, str(item.old_id or ""), item.title, what, detail)
        self._rows.writerow([_cell(each) for each in told])


def _cell(text: str) -> str:
    text = " ".join(text.split())[:1000]
    return f"'{text}" if text.startswith(FORMULA) else text
