"""What the calendar shows: a month from its counted days, a day or all that is ahead page by page."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import OuterRef, Q, Subquery

from cms import caching
from events.models import CALENDAR, DayCount, Event, Hub, Mode, Occurrence
from events.month import Cursor, Month
from events.querysets import OccurrenceQuerySet
from events.services.day_counts import scope_of

SHOWN_A_DAY = 3
"""So many dates of a day stand in the month; how many more there are is said."""

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose dates are shown: a hub's, a town's, or all."""

    hub: Hub | None = None
    town: str = ""

    @property
    def counted_as(self) -> str:
        return scope_of(hub=self.hub.pk if self.hub else None, town=self.town)

    def query(self, after: Cursor | None = None) -> str:
        """What an address ends in that shows this; '' for all."""
        told = {"hub": self.hub.slug if self.hub else "", "place": self.town, "after": str(after or "")}
        query = urlencode({name: value for name, value in told.items() if value})
        return f"?{query}" if query else ""

    def public(self) -> OccurrenceQuerySet:
        return Occurrence.objects.public().in_scope(self.hub, self.town)


@dataclass(slots=True)
class Day:
    """A day of a month with the first of its dates; `more` counts those that are not among them."""

    day: date
    dates: list[Occurrence] = field(default_factory=list)
    more: int = 0


def days_of(month: Month, scope: Scope) -> list[Day]:
    """Every day of the month, in as many queries for ten thousand events as for ten."""
    of_day = scope.public().filter(local_date=OuterRef("local_date")).order_by("starts_at", "pk").values("pk")
    firsts: dict[str, Any] = {f"first_{n}": Subquery(of_day[n : n + 1]) for n in range(SHOWN_A_DAY)}
    counted = DayCount.objects.filter(scope=scope.counted_as, local_date__range=(month.first, month.last))
    told = {row["local_date"]: row for row in counted.annotate(**firsts).values("local_date", "number", *firsts)}
    shown = Occurrence.objects.with_events().in_bulk(
        [row[name] for row in told.values() for name in firsts if row[name]]
    )
    days = []
    for day in month.days:
        row = told.get(day, {})
        dates = [shown[row[name]] for name in firsts if row.get(name) in shown]
        days.append(Day(day, dates, max(row.get("number", 0) - len(dates), 0)))
    return days


def ahead(scope: Scope, now: datetime) -> OccurrenceQuerySet:
    """Dates that are not over, of those that began within a day: longer ones are on the pages of their events."""
    return scope.public().filter(starts_at__gt=now - timedelta(days=1), ends_at__gt=now)


def page_of(
    dates: OccurrenceQuerySet, after: Cursor | None, most: int = PER_PAGE
) -> tuple[list[Occurrence], Cursor | None]:
    """The next dates of a list in the order of their starts, and where the page after them begins."""
    if after:
        dates = dates.filter(Q(starts_at__gt=after.starts_at) | Q(starts_at=after.starts_at, pk__gt=after.pk))
    rows = list(dates.order_by("starts_at", "pk").with_events()[: most + 1])
    is_more = len(rows) > most
    rows = rows[:most]
    return rows, Cursor(rows[-1].starts_at, rows[-1].pk) if is_more else None


def hubs() -> list[Hub]:
    """Those that the calendar can be read by."""
    return caching.kept("hubs of the calendar", CALENDAR, lambda: list(Hub.objects.in_force().order_by("slug")))


def towns() -> list[str]:
    """Those in which people meet."""
    return caching.kept("towns of the calendar", CALENDAR, _towns)


def _towns() -> list[str]:
    in_person = Event.objects.filter(is_published=True).exclude(mode=Mode.ONLINE).exclude(town="")
    return sorted(in_person.values_list("town", flat=True).distinct(), key=str.casefold)
