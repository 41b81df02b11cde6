"""Reading the rule packs: which rules hold for which status on which day, and what is wrong with the file."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

CURRENCY = "GBP"
"""The law speaks of pounds: gifts in another currency are not compared with its amounts."""

CAUTIOUS_STATUS = "non_party_campaigner"
"""Whose rules are followed while nobody has chosen a status: see docs/adr/0011."""

FILE = Path(__file__).with_name("rule_packs.toml")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule can be read: its title, in English as all that is published there, and its address."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class RulePack:
    """What holds for organisations of one status from one day to another, both included. Described in the file."""

    name: str
    status: str
    effective_from: date
    effective_until: date | None = None
    check_above_minor: int | None = None
    days_to_decide: int = 0
    keep_years: int = 0
    record_above_minor: int | None = None
    report_above_minor: int | None = None
    report_again_above_minor: int | None = None
    summarize_others: bool = False
    sources: Sequence[Source] = ()
    declaration: Mapping[str, str] = field(default_factory=dict)

    def declaration_in(self, language: str) -> str:
        """What the donor declares, in this language or else in English."""
        return self.declaration.get(language) or self.declaration.get("en", "")


@cache
def load_packs(path: Path = FILE) -> tuple[RulePack, ...]:
    """Every pack of the file.

    Raises: tomllib.TOMLDecodeError; TypeError, naming the word that a pack does not know.
    """
    return tuple(_pack(entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["pack"])


def _pack(entry: dict[str, Any]) -> RulePack:
    sources = tuple(Source(**each) for each in entry.pop("sources", ()))
    return RulePack(**entry, sources=sources)


def pack_for(status: str, day: date, packs: Iterable[RulePack] | None = None) -> RulePack:
    """The pack in force for a status on a day; before the first one began, the first.

    Raises: KeyError for a status that the file does not know.
    """
    own = _of_status(status, load_packs() if packs is None else packs)
    if not own:
        raise KeyError(status)
    return next((pack for pack in reversed(own) if pack.effective_from <= day), own[0])


def faults_in(packs: Iterable[RulePack], *, statuses: Iterable[str], languages: Iterable[str]) -> Iterator[str]:
    """What is wrong with these packs, each as a sentence for whoever edits the file."""
    packs, languages = list(packs), list(languages)
    if len({pack.name for pack in packs}) != len(packs):
        yield "Two packs have the same name."
    for status in statuses:
        yield from _faults_of_status(status, _of_status(status, packs))
    for pack in packs:
        yield from _faults_of_pack(pack, languages)


def _of_status(status: str, packs: Iterable[RulePack]) -> list[RulePack]:
    return sorted((pack for pack in packs if pack.status == status), key=lambda pack: pack.effective_from)


def _faults_of_status(status: str, packs: list[RulePack]) -> Iterator[str]:
    if not packs:
        yield f"No pack is for the status {status}."
        return
    for earlier, later in pairwise(packs):
        if earlier.effective_until != later.effective_from - ONE_DAY:
            yield f"{earlier.name} must end the day before {later.name} begins."
    if packs[-1].effective_until is not None:
        yield f"{packs[-1].name} ends, and nothing follows it."


def _faults_of_pack(pack: RulePack, languages: list[str]) -> Iterator[str]:
    if not pack.sources or not all(each.title and each.url.startswith("https://") for each in pack.sources):
        yield f"{pack.name} does not say where its rules are published."
    if pack.check_above_minor is None:
        return
    if pack.check_above_minor <= 0 or pack.days_to_decide < 3:
        yield f"{pack.name} needs an amount above nothing, and three days or more to decide."
    ladder = [pack.check_above_minor, pack.record_above_minor, pack.report_again_above_minor, pack.report_above_minor]
    known = [minor for minor in ladder if minor is not None]
    if known != sorted(known):
        yield f"{pack.name} has a higher threshold where a lower one belongs."
    if missing := [language for language in languages if not pack.declaration.get(language)]:
        yield f"{pack.name} has no declaration in: {', '.join(missing)}."
