"""Postcodes: what looks like one, and where it lies, as POSTCODE_LOOKUP finds it."""

import csv
import re
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from events.towns.gazetteer import HERE

Position = tuple[float, float]
SHAPE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})?", re.ASCII)


class NoLookupError(Exception):
    """Postcodes are not looked up on this site."""


class NoAnswerError(Exception):
    """Whoever looks them up does not answer."""


def is_postcode(text: str) -> bool:
    """Whether it looks like a postcode, or like its first half alone: BA11 1AA or BA11."""
    return SHAPE.fullmatch(text.strip().upper()) is not None


def written(text: str) -> str:
    """As it is written: in capital letters, with one space between its halves. Raises: ValueError."""
    match = SHAPE.fullmatch(text.strip().upper())
    if match is None:
        raise ValueError(text)
    return " ".join(half for half in match.groups() if half)


def look_up(postcode: str) -> Position | None:
    """Where it lies, in degrees of latitude and longitude; None where nobody knows such a postcode.

    Raises: NoLookupError, NoAnswerError.
    """
    if not settings.POSTCODE_LOOKUP:
        raise NoLookupError
    finder: Callable[[str], Position | None] = import_string(settings.POSTCODE_LOOKUP)
    return finder(written(postcode))


def by_first_half(postcode: str) -> Position | None:
    """The middle of all that begin like it, from Code-Point Open: some miles off, and no other host is asked.

    Of Northern Ireland, of which that says nothing, none is known.
    """
    return _first_halves().get(postcode.split()[0])


@cache
def _first_halves() -> dict[str, Position]:
    with (HERE / "outward_codes.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(file)}
