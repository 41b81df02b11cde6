"""A person’s data, wherever it is held: packages join here, so that an export is whole and an erasure complete."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction


class UnknownPerson(Exception):
    """No package holds anything under the address, or of whom the reference names. Its text says which."""


class StillRunning(Exception):
    """Something goes on that needs the data. `obstacles` say what, and how it is ended."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__("; ".join(obstacles))
        self.obstacles = obstacles


@dataclass(frozen=True, slots=True)
class Kept:
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was erased, and what stays and why, in plain words that name nobody."""

    erased: list[str] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)

    def __add__(self, other: "Erasure") -> "Erasure":
        return Erasure(self.erased + other.erased, self.kept + other.kept)


@dataclass(frozen=True, slots=True)
class Holder:
    """Part of a package that holds data of persons, found by their email address in lower case.

    `export` gives something that JSON can hold, and nothing (`[]`, `{}`) where there is none. `erase` runs in one
    transaction with all others. `obstacles` say what must end before; `end` ends it, outside any transaction.
    `find` tells whom a reference of the holder's names: an address, or the reference again where they have none, by
    which it alone is asked then; None for a reference that is not its own.
    """

    export: Callable[[str], Any]
    erase: Callable[[str, datetime], Erasure]
    obstacles: Callable[[str], list[str]] = lambda who: []
    end: Callable[[str, datetime], None] = lambda who, now: None
    find: Callable[[str], str | None] = lambda reference: None


WHO = "an email address; or, for a donor without one, the reference of a gift as it stands on its receipt"

_holders: dict[str, Holder] = {}


def register(name: str, holder: Holder) -> None:
    """Have a holder asked for each person; `name` is what the export calls its part."""
    _holders[name] = holder


def export_person(*, who: str) -> dict[str, Any]:
    """All that is held under an address, or of whom a reference names, by who holds it. Raises: UnknownPerson."""
    known, holders = _find(who)
    parts = {name: holder.export(known) for name, holder in holders.items()}
    held = {name: part for name, part in parts.items() if part}
    if not held:
        raise UnknownPerson("Nothing is held under this address.")
    return held


def erase_person(*, who: str, now: datetime, end_what_runs: bool = False) -> Erasure:
    """Erase all that no law obliges to keep, everywhere or nowhere.

    Raises: UnknownPerson; StillRunning, unless it is ended first.
    """
    export_person(who=who)
    known, found = _find(who)
    holders = found.values()
    if end_what_runs:
        for holder in holders:
            holder.end(known, now)
    with transaction.atomic():
        obstacles = [obstacle for holder in holders for obstacle in holder.obstacles(known)]
        if obstacles:
            raise StillRunning(obstacles)
        erasure = Erasure()
        for holder in holders:
            erasure += holder.erase(known, now)
    return erasure


def row(instance: models.Model, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Every column of a row by its name: what a model learns to hold later is exported, too."""
    fields = [each for each in instance._meta.concrete_fields if each.name not in without]
    return {each.name: getattr(instance, each.attname) for each in fields}


def names(text: str, email: str) -> bool:
    """Whether the address stands in a text by itself, in any case, and not as a part of a longer one."""
    return (
        re.search(rf"(?<![\w.!#$%&'*+/=?^`{{|}}~-]){re.escape(email)}(?![\w-]|\.\w)", text, re.IGNORECASE) is not None
    )


def _find(who: str) -> tuple[str, dict[str, Holder]]:
    """By what somebody is known, and the holders who know people by that. Raises: UnknownPerson."""
    typed = who.strip()
    if "@" in typed:
        return _address(typed), _holders
    for name, holder in _holders.items():
        if known := holder.find(typed):
            return (_address(known), _holders) if "@" in known else (known, {name: holder})
    raise UnknownPerson("This is no email address, and no reference of a gift that names anybody (any more).")


def _address(email: str) -> str:
    """As addresses are kept. Raises: UnknownPerson for what is no whole address: a part of one is many people's."""
    address = email.lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise UnknownPerson("This is no whole email address.") from error
    return address
