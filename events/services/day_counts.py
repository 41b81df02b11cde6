"""How many dates a day has: counted anew for the days that a change touches, so that no count can drift for long."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet

from cms import caching
from events.models import CALENDAR, DayCount, Event, Occurrence, TopicDate

SHOWN = ("local_date", "hub", "town", "is_public")

KINDS = ("", "hub", "town", "topic")
"""What counts are kept of: of all dates, and of those of each hub, town and topic."""


def scope_of(kind: str = "", which: int | str = "") -> str:
    """What the counts of everything stand under, or those of a hub, town or topic: `scope_of("hub", 7)`."""
    return f"{kind}:{which}" if kind else ""


@contextmanager
def counted_anew(event: Event) -> Iterator[None]:
    """Around a change of an event's dates, within a transaction. Also makes stale what shows them."""
    topics_before = _topics(event)
    before = _shown(event, topics_before)
    yield
    topics = _topics(event)
    changed = (after := _shown(event, topics)) - before
    changed += before - after
    # First: it locks the tag, and so lets whoever changes another event wait to count until this one is committed.
    caching.purge(CALENDAR)
    if topics | topics_before:
        _index_by_topic(event, topics)
    days: defaultdict[tuple[str, int | str], set[date]] = defaultdict(set)
    for (day, hub, town, is_public), about in changed:
        if is_public:
            for kind, which in (("", ""), ("hub", hub), ("town", town), *(("topic", topic) for topic in about)):
                if which or not kind:
                    days[kind, which].add(day)
    for (kind, which), of_scope in days.items():
        _recount(of_scope, kind, which)


def _topics(event: Event) -> frozenset[int]:
    return frozenset(event.topics.order_by().values_list("pk", flat=True))


def _shown(event: Event, topics: frozenset[int]) -> Counter[Any]:
    return Counter((row, topics) for row in event.occurrences.order_by().values_list(*SHOWN))


def _index_by_topic(event: Event, topics: frozenset[int]) -> None:
    TopicDate.objects.filter(occurrence__event=event).delete()
    dates = Occurrence.objects.public().filter(event=event).order_by()
    rows = list(dates.values_list("pk", "local_date", "starts_at"))
    TopicDate.objects.bulk_create(_topic_date(*row, topic) for topic in topics for row in rows)


def _topic_date(occurrence: int, day: date, starts_at: datetime, topic: int) -> TopicDate:
    return TopicDate(topic_id=topic, occurrence_id=occurrence, local_date=day, starts_at=starts_at)


def _public(kind: str) -> QuerySet[Any]:
    """Public dates, as they are counted."""
    return TopicDate.objects.all() if kind == "topic" else Occurrence.objects.public()


def _recount(days: Iterable[date], kind: str, which: int | str) -> None:
    scope = scope_of(kind, which)
    public = _public(kind).filter(local_date__in=days, **({kind: which} if kind else {}))
    DayCount.objects.filter(scope=scope, local_date__in=days).delete()
    counted = public.order_by().values("local_date").annotate(number=Count("pk")).values_list("local_date", "number")
    DayCount.objects.bulk_create(DayCount(scope=scope, local_date=day, number=number) for day, number in counted)


@transaction.atomic
def recount_all() -> None:
    """Count every day of every hub, town and topic from the rows, in case a count was missed."""
    caching.purge(CALENDAR)
    DayCount.objects.all().delete()
    TopicDate.objects.all().delete()
    on_topics = Occurrence.objects.public().filter(event__topics__isnull=False)
    rows = on_topics.values_list("pk", "local_date", "starts_at", "event__topics").iterator()
    TopicDate.objects.bulk_create((_topic_date(*row) for row in rows), batch_size=1000)
    for kind in KINDS:
        by = [kind] if kind else []
        rows = _public(kind).order_by().values_list("local_date", *by).annotate(number=Count("pk")).iterator()
        DayCount.objects.bulk_create((_day_count(kind, *row) for row in rows if not by or row[1]), batch_size=1000)


def _day_count(kind: str, day: date, *told: Any) -> DayCount:
    """`told` ends in the number, after what it is a number of."""
    return DayCount(scope=scope_of(kind, *told[:-1]), local_date=day, number=told[-1])
