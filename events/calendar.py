"""What the calendar shows: a month from its counted days, a day or all that is ahead page by page."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import OuterRef, Q, QuerySet, Subquery

from cms import caching
from cms.days import midnight
from cms.models import Topic
from events.models import CALENDAR, DayCount, Event, Hub, Mode, Occurrence, TopicDate
from events.month import Cursor, Month
from events.near import Near
from events.querysets import OccurrenceQuerySet
from events.services.day_counts import scope_of

SHOWN_A_DAY = 3
"""So many dates of a day stand in the month; how many more there are is said."""

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose dates are shown: a hub's, a town's, those near a place, or all; perhaps only those on a topic.

    A month knows nothing of what is near.
    """

    hub: Hub | None = None
    town: str = ""
    topic: Topic | None = None
    near: Near | None = None

    @property
    def counted_as(self) -> str | None:
        """What its counted days stand under; None where they are not counted: of a topic in a hub or town."""
        told = {"hub": self.hub and self.hub.pk, "town": self.town, "topic": self.topic and self.topic.pk}
        asked = [(kind, which) for kind, which in told.items() if which]
        if len(asked) > 1:
            return None
        return scope_of(*asked[0]) if asked else scope_of()

    def query(self, after: Cursor | None = None) -> str:
        """What an address ends in that shows this; '' for all."""
        told = {"hub": self.hub.slug if self.hub else "", "place": self.town}
        told["topic"] = self.topic.slug if self.topic else ""
        if self.near:
            told |= {"near": self.near.asked, "within": "" if self.near.area else str(self.near.within)}
        told["after"] = str(after or "")
        query = urlencode({name: value for name, value in told.items() if value})
        return f"?{query}" if query else ""

    def public(self) -> OccurrenceQuerySet:
        dates = Occurrence.objects.public().in_scope(self.hub, self.town, self.topic)
        return dates.filter(event__in=list(self.near.miles)) if self.near else dates


@dataclass(slots=True)
class Day:
    """A day of a month with the first of its dates; `more` counts those that are not among them."""

    day: date
    dates: list[Occurrence] = field(default_factory=list)
    more: int = 0


def days_of(month: Month, scope: Scope) -> list[Day]:
    """Every day of the month, in as many queries for ten thousand events as for ten."""
    told = _told_of(month, scope) if scope.counted_as is None else _counted(month, scope, scope.counted_as)
    shown = Occurrence.objects.with_events().in_bulk([pk for firsts, _ in told.values() for pk in firsts])
    days = []
    for day in month.days:
        firsts, number = told.get(day, ([], 0))
        dates = [shown[pk] for pk in firsts if pk in shown]
        days.append(Day(day, dates, max(number - len(dates), 0)))
    return days


Told = dict[date, tuple[list[int], int]]
"""Of a day the first of its dates, and how many there are."""


def _counted(month: Month, scope: Scope, counted_as: str) -> Told:
    that_day = OuterRef("local_date")
    of_day: QuerySet[Any, Any] = scope.public().filter(local_date=that_day).order_by("starts_at", "pk").values("pk")
    if scope.topic:
        on_topic = TopicDate.objects.filter(topic=scope.topic, local_date=that_day)
        of_day = on_topic.order_by("starts_at", "occurrence").values("occurrence")
    firsts: dict[str, Any] = {f"first_{n}": Subquery(of_day[n : n + 1]) for n in range(SHOWN_A_DAY)}
    counted = DayCount.objects.filter(scope=counted_as, local_date__range=(month.first, month.last))
    rows = counted.annotate(**firsts).values_list("local_date", "number", *firsts)
    return {day: ([pk for pk in pks if pk], number) for day, number, *pks in rows}


def _told_of(month: Month, scope: Scope) -> Told:
    """Counted at once: what a hub or a town has on one topic is not much."""
    of_day: defaultdict[date, list[int]] = defaultdict(list)
    for day, pk in scope.public().on_days(month.first, month.last).values_list("local_date", "pk"):
        of_day[day].append(pk)
    return {day: (pks[:SHOWN_A_DAY], len(pks)) for day, pks in of_day.items()}


def ahead(scope: Scope, now: datetime) -> OccurrenceQuerySet:
    """Dates that are not over."""
    day_ago = now - timedelta(days=1)
    long = Q(last_date__gte=day_ago.date(), starts_at__lte=day_ago, ends_at__gt=now)
    return _dates(scope, Q(starts_at__gt=day_ago, ends_at__gt=now), long)


def since(scope: Scope, day: date) -> OccurrenceQuerySet:
    """Dates from a day on, by British time; of those that began before it only such as last for more than a day."""
    begins = midnight(day)
    long = Q(last_date__gte=day - timedelta(days=1), starts_at__lt=begins, ends_at__gt=begins)
    return _dates(scope, Q(starts_at__gte=begins), long)


def on(scope: Scope, day: date) -> OccurrenceQuerySet:
    """Dates of a day, by the clock there: those that begin on it, and those that began before and last beyond a day."""
    return _dates(scope, Q(local_date=day), Q(local_date__lt=day, last_date__gte=day))


def _dates(scope: Scope, begun_then: Q, long: Q) -> OccurrenceQuerySet:
    """Both. The few that are long are looked up first: so the others are found as fast as without them."""
    public = scope.public()
    # In no order: for one, SQLite would read all that has begun.
    rows = list(public.filter(long).order_by().values_list("pk", "starts_at"))
    if not rows:
        return public.filter(begun_then)
    return public.filter(begun_then | Q(pk__in=[pk for pk, _ in rows]), starts_at__gte=min(at for _, at in rows))


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


def topics() -> list[Topic]:
    """Those that somebody meets about: what only drafts are about is nobody's business yet."""
    return caching.kept("topics of the calendar", CALENDAR, _topics)


def towns() -> list[str]:
    """Those in which people meet."""
    return caching.kept("towns of the calendar", CALENDAR, _towns)


def _topics() -> list[Topic]:
    in_use = Topic.objects.filter(events__in=Event.objects.in_force()).distinct()
    return list(in_use.prefetch_related("names"))


def _towns() -> list[str]:
    in_person = Event.objects.filter(is_published=True).exclude(mode=Mode.ONLINE).exclude(town="")
    return sorted(in_person.values_list("town", flat=True).distinct(), key=str.casefold)
