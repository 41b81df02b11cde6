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


def scope_of(*, hub: int | None = None, town: str = "") -> str:
    """What the counts of a hub, of a town or of everything stand under."""
    if hub:
        return f"hub:{hub}"
    return f"town:{town}" if town else ""


@contextmanager
def counted_anew(event: Event) -> Iterator[None]:
    """Around a change of an event's dates, within a transaction. Also makes stale what shows them."""
    before = _shown(event)
    yield
    changed = (after := _shown(event)) - before
    changed += before - after
    # First: it locks the tag, and so lets whoever changes another event wait to count until this one is committed.
    caching.purge(CALENDAR, event.cache_tag)
    days: defaultdict[tuple[int | None, str], set[date]] = defaultdict(set)
    for day, hub, town, is_public in changed:
        if is_public:
            for scope in {(None, ""), (hub, ""), (None, town)}:
                days[scope].add(day)
    for (hub, town), of_scope in days.items():
        _recount(of_scope, hub=hub, town=town)


def _shown(event: Event) -> Counter[Any]:
    return Counter(event.occurrences.order_by().values_list(*SHOWN))


def _recount(days: Iterable[date], *, hub: int | None, town: str) -> None:
    scope = scope_of(hub=hub, town=town)
    told: dict[str, Any] = {"hub": hub} if hub else {"town": town} if town else {}
    public = Occurrence.objects.public().filter(local_date__in=days, **told)
    DayCount.objects.filter(scope=scope, local_date__in=days).delete()
    counted = public.order_by().values("local_date").annotate(number=Count("pk")).values_list("local_date", "number")
    DayCount.objects.bulk_create(DayCount(scope=scope, local_date=day, number=number) for day, number in counted)


@transaction.atomic
def recount_all() -> None:
    """Count every day of every hub and town from the rows, in case a count was missed."""
    caching.purge(CALENDAR)
    DayCount.objects.all().delete()
    public = Occurrence.objects.public().order_by()
    for of_whom in ([], ["hub"], ["town"]):
        rows = public.values("local_date", *of_whom).annotate(number=Count("pk")).iterator()
        DayCount.objects.bulk_create(
            (_day_count(**row) for row in rows if not of_whom or row[of_whom[0]]), batch_size=1000
        )


def _day_count(*, local_date: date, number: int, **of_whom: Any) -> DayCount:
    return DayCount(scope=scope_of(**of_whom), local_date=local_date, number=number)
