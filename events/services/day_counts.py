"""How many dates a day has: counted anew for the days that a change touches, so that no count can drift for long."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count

from cms import caching
from events.models import CALENDAR, DayCount, Event, Occurrence

SHOWN = ("local_date", "hub", "town", "is_public")

COUNTED_BY = {"": "", "hub": "hub", "town": "town", "topic": "event__topics"}
"""What counts are kept of, and by which field of a date: of all of them, and of each hub, town and topic."""


def scope_of(kind: str = "", which: int | str = "") -> str:
    """What the counts of everything stand under, or those of a hub, town or topic: `scope_of("hub", 7)`."""
    return f"{kind}:{which}" if kind else ""


@contextmanager
def counted_anew(event: Event) -> Iterator[None]:
    """Around a change of an event's dates, within a transaction. Also makes stale what shows them."""
    before = _shown(event)
    yield
    changed = (after := _shown(event)) - before
    changed += before - after
    # First: it locks the tag, and so lets whoever changes another event wait to count until this one is committed.
    caching.purge(CALENDAR, event.cache_tag)
    days: defaultdict[tuple[str, int | str], set[date]] = defaultdict(set)
    for (day, hub, town, is_public), topics in changed:
        if is_public:
            for kind, which in (("", ""), ("hub", hub), ("town", town), *(("topic", topic) for topic in topics)):
                if which or not kind:
                    days[kind, which].add(day)
    for (kind, which), of_scope in days.items():
        _recount(of_scope, kind, which)


def _shown(event: Event) -> Counter[Any]:
    topics = frozenset(event.topics.order_by().values_list("pk", flat=True))
    return Counter((row, topics) for row in event.occurrences.order_by().values_list(*SHOWN))


def _recount(days: Iterable[date], kind: str, which: int | str) -> None:
    scope = scope_of(kind, which)
    told: dict[str, Any] = {COUNTED_BY[kind]: which} if kind else {}
    public = Occurrence.objects.public().filter(local_date__in=days, **told)
    DayCount.objects.filter(scope=scope, local_date__in=days).delete()
    counted = public.order_by().values("local_date").annotate(number=Count("pk")).values_list("local_date", "number")
    DayCount.objects.bulk_create(DayCount(scope=scope, local_date=day, number=number) for day, number in counted)


@transaction.atomic
def recount_all() -> None:
    """Count every day of every hub, town and topic from the rows, in case a count was missed."""
    caching.purge(CALENDAR)
    DayCount.objects.all().delete()
    public = Occurrence.objects.public().order_by()
    for kind, by in COUNTED_BY.items():
        rows = public.values_list("local_date", *([by] if by else [])).annotate(number=Count("pk")).iterator()
        DayCount.objects.bulk_create((_day_count(kind, *row) for row in rows if not by or row[1]), batch_size=1000)


def _day_count(kind: str, day: date, *told: Any) -> DayCount:
    """`told` ends in the number, after what it is a number of."""
    return DayCount(scope=scope_of(kind, *told[:-1]), local_date=day, number=told[-1])
