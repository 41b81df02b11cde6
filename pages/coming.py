"""Dates to come as lists show them: each with the page on which one reads of it, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.models import Occurrence
from pages.reports import language_of, title_and_url


@dataclass(frozen=True, slots=True)
class ComingDate:
    """A date with what its event is called, and where one reads of it, in which language."""

    row: Occurrence
    title: str
    url: str
    language: str


def coming_dates(rows: Iterable[Occurrence]) -> list[ComingDate]:
    """Each row comes with its event."""
    return [ComingDate(row, *title_and_url(row.event), language_of(row.event)) for row in rows]
