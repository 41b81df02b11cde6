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
    """No package holds anything under the address."""


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
    """

    export: Callable[[str], Any]
    erase: Callable[[str, datetime], Erasure]
    obstacles: Callable[[str], list[str]] = lambda email: []
    end: Callable[[str, datetime], None] = lambda email, now: None


_holders: dict[str, Holder] = {}


def register(name: str, holder: Holder) -> None:
    """Have a holder asked for each person; `name` is what the export calls its part."""
    _holders[name] = holder


def export_person(*, email: str) -> dict[str, Any]:
    """All that is held under an address, by who holds it. Raises: UnknownPerson."""
    parts = {name: holder.export(_address(email)) for name, holder in _holders.items()}
    held = {name: part for name, part in parts.items() if part}
    if not held:
        raise UnknownPerson
    return held


def erase_person(*, email: str, now: datetime, end_what_runs: bool = False) -> Erasure:
    """Erase all that no law obliges to keep, everywhere or nowhere.

    Raises: UnknownPerson; StillRunning, unless it is ended first.
    """
    address = _address(email)
    if not is_known(email=email):
        raise UnknownPerson
    if end_what_runs:
        for holder in _holders.values():
            holder.end(address, now)
    with transaction.atomic():
        obstacles = [obstacle for holder in _holders.values() for obstacle in holder.obstacles(address)]
        if obstacles:
            raise StillRunning(obstacles)
        erasure = Erasure()
        for holder in _holders.values():
            erasure += holder.erase(address, now)
    return erasure


def is_known(*, email: str) -> bool:
    """Whether anything is held under an address."""
    try:
        return bool(export_person(email=email))
    except UnknownPerson:
        return False


def row(instance: models.Model, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Every column of a row by its name: what a model learns to hold later is exported, too."""
    fields = [each for each in instance._meta.concrete_fields if each.name not in without]
    return {each.name: getattr(instance, each.attname) for each in fields}


def names(text: str, email: str) -> bool:
    """Whether the address stands in a text by itself, in any case, and not as a part of a longer one."""
    return (
        re.search(rf"(?<![\w.!#$%&'*+/=?^`{{|}}~-]){re.escape(email)}(?![\w-]|\.\w)", text, re.IGNORECASE) is not None
    )


def _address(email: str) -> str:
    """As addresses are kept. Raises: UnknownPerson for what is no whole address: a part of one is many people's."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise UnknownPerson from error
    return address
