"""What waits, of all kinds together: counted, filtered, and what belongs together as one row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import CharField, Count, F, Max, Min, QuerySet, Value
from django.db.models.functions import Cast

from community.moderation.registry import Case, Kind, kinds

PER_PAGE = 20
EACH = "each"
"""Grouped by nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a moderator looks at. `group` is what cases have in common that are grouped `by` something."""

    kinds: tuple[Kind, ...]
    by: str = "words"
    group: str = ""
    reason: str = ""
    page: UUID | None = None
    waited_hours: int = 0

    @property
    def is_grouped(self) -> bool:
        return self.by != EACH and not self.group

    def rows(self, kind: Kind, now: datetime) -> QuerySet[Any]:
        rows = kind.waiting().order_by()
        if self.reason:
            rows = rows.filter(reason_code=self.reason)
        if self.page:
            rows = rows.filter(page=self.page)
        if self.waited_hours:
            rows = rows.filter(since__lte=now - timedelta(hours=self.waited_hours))
        return rows.filter(**{f"by_{self.by}": self.group}) if self.group and self.by != EACH else rows


@dataclass(frozen=True, slots=True)
class Row:
    """So many cases of one kind that belong together, with the one that waits longest; `last` is the newest's key."""

    kind: Kind
    group: str
    number: int
    last: int
    case: Case


def waiting_numbers() -> list[tuple[Kind, int]]:
    """How many wait of each kind, in one query."""
    first, *others = [_counted(kind) for kind in kinds() if kind.waits]
    numbers = {each["kind"]: each["number"] for each in first.union(*others, all=True)}
    return [(kind, numbers.get(kind.name, 0)) for kind in kinds() if kind.waits]


def _counted(kind: Kind) -> QuerySet[Any]:
    rows = kind.waiting().order_by().annotate(kind=Value(kind.name, output_field=CharField()))
    return rows.values("kind").annotate(number=Count("pk"))


def read(asked: Asked, number: str | None, now: datetime) -> tuple[Any, list[Row]]:
    """One page of the inbox (Django's Page) with its rows; what waits longest comes first."""
    page = Paginator(_groups(asked, now), PER_PAGE).get_page(number)
    found = list(page.object_list)
    by_name = {kind.name: kind for kind in asked.kinds}
    cases = {
        name: kind.cases([each["first"] for each in found if each["kind"] == name])
        for name, kind in by_name.items()
        if any(each["kind"] == name for each in found)
    }
    return page, list(_rows(found, by_name, cases))


def keys_of_group(asked: Asked, kind: Kind, *, group: str, last: int, now: datetime) -> list[int]:
    """The cases of one row, without those that came after it was read."""
    rows = asked.rows(kind, now)
    found = rows.filter(**{f"by_{asked.by}": group}, pk__lte=last) if asked.is_grouped else rows.filter(pk=last)
    return list(found.order_by("pk").values_list("pk", flat=True))


def _rows(
    found: Iterable[dict[str, Any]], by_name: dict[str, Kind], cases: dict[str, dict[int, Case]]
) -> Iterable[Row]:
    for each in found:
        if case := cases[each["kind"]].get(each["first"]):
            yield Row(by_name[each["kind"]], each["group"], each["number"], each["last"], case)


def _groups(asked: Asked, now: datetime) -> QuerySet[Any]:
    first, *others = [_grouped(asked, kind, now) for kind in asked.kinds]
    return first.union(*others, all=True).order_by("oldest", "first")


def _grouped(asked: Asked, kind: Kind, now: datetime) -> QuerySet[Any]:
    group = F(f"by_{asked.by}") if asked.is_grouped else Cast("pk", CharField())
    rows = asked.rows(kind, now).annotate(kind=Value(kind.name, output_field=CharField()), group=group)
    return rows.values("kind", "group").annotate(
        number=Count("pk"), oldest=Min("since"), first=Min("pk"), last=Max("pk")
    )
