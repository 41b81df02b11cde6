"""The kinds of things that wait for a moderator. A package joins in its AppConfig.ready() with one object."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cms.public_tree import PublicPage, public_tree
from community.models import Action

GROUPED_BY = ("words", "sender", "page")
"""What cases may have in common: by_words, by_sender and by_page are columns of `waiting`, as text."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that waits, as the inbox shows it.

    `said_by` and `words` were sent in; `facts` are pairs of label and text about the sender and what came before;
    `reasons` sentences with their points (0: none); `url` leads to where it stands, if anywhere.
    """

    key: int
    said_by: str
    words: str
    since: datetime
    page_key: UUID | None
    state: str
    score: int = 0
    reasons: list[tuple[str, int]] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    url: str = ""
    actions: tuple[Action, ...] = ()

    @property
    def page(self) -> PublicPage | None:
        """The page that it stands under, while everybody may see that."""
        return public_tree().of_key(self.page_key)


class Kind(ABC):
    """One kind of case. `name` is in addresses, `label` is what moderators read."""

    name: str
    label: Any
    actions: tuple[Action, ...]
    reasons: Mapping[str, Any]
    """What may be asked for as a reason, by its code."""
    waits = True
    """Whether it waits for somebody, who is told of it."""

    @abstractmethod
    def waiting(self) -> QuerySet[Any]:
        """What waits, with the columns `since`, `page` (a UUID), `reason_code`, and `by_…` of GROUPED_BY."""

    @abstractmethod
    def cases(self, keys: Collection[int]) -> dict[int, Case]:
        """Those with these keys that are still there, in a number of queries that does not grow with them."""

    @abstractmethod
    def decide(self, *, keys: Collection[int], action: Action, now: datetime) -> dict[int, dict[str, Any]]:
        """Do it, and tell of each case that it was done to what undoes it, as plain values."""

    @abstractmethod
    def put_back(self, *, before: dict[int, dict[str, Any]]) -> None:
        """Undo it, given what `decide` told of those that nobody has decided again since."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def kinds() -> list[Kind]:
    return list(_kinds.values())


def kind_named(name: str) -> Kind:
    """Raises: KeyError."""
    return _kinds[name]
