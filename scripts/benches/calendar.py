"""A month and a page of dates with a hundred series and with ten thousand; rows against rules read in the request."""

import uuid
from collections.abc import Sequence
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from cms.caching import RESPONSES
from cms.models import Topic
from events import schedule
from events.models import Event, Occurrence
from events.month import Month
from events.schedule import Start
from events.services.day_counts import recount_all
from events.services.events import Details, put_event_in_force
from scripts.benches.measuring import compare, measure
from scripts.benches.totals import NUMBERS, UUIDS

FEW, MANY = 100, 10_000
LONDON = ZoneInfo("Europe/London")
MONTH, TOPIC, PAGE = "/calendar/", "/calendar/?topic=housing", "/api/v1/events"


def bench() -> None:
    topic = Topic.objects.create(name="Housing", slug="housing")
    for number in range(FEW):
        # Every fourth: so many that a day has as much to show with few series as with many.
        _publish(number, topics=[] if number % 4 else [topic])
    few = _readings()
    _copy(FEW, MANY - 1)
    many = _readings()
    for what, path in (("A month", MONTH), ("A month on a topic", TOPIC), ("A page of dates", PAGE)):
        compare(what, (f"with {FEW:,} series", few[path]), (f"with {MANY:,}", many[path]))
    compare(
        f"Which dates {MANY:,} series have in a month",
        ("reading counted days", many[MONTH]),
        ("asking each rule in the request", measure(_ask_each_rule, times=1)),
    )
    published = measure(_publish_and_take_back, times=20)
    compare(f"Among {MANY:,} series", ("a reader's month", many[MONTH]), ("publishing a weekly one", published))
    print(f"Publishing a weekly series took {published * 1000:.0f} ms here; 150 ms are allowed.", flush=True)


def _publish(number: int, topics: Sequence[Topic] = ()) -> Event:
    return put_event_in_force(
        key=uuid.uuid4(),
        site=Site.objects.get(is_default_site=True),
        slug=f"series-{number}",
        hub_key=None,
        start=Start(timezone.localdate() + timedelta(days=number % 7 - 28), time(8 + number % 13), LONDON, 90),
        rule="RRULE:FREQ=WEEKLY",
        details=Details(town=f"Town {number % 30}"),
        topics=topics,
        now=timezone.now(),
    )


def _publish_and_take_back() -> None:
    with transaction.atomic():
        _publish(MANY)
        transaction.set_rollback(True)


def _copy(first: int, last: int) -> None:
    """As many series like those that were published, with all their dates: in two statements."""
    key = UUIDS[connection.vendor]
    events = _columns(Event, {"key": key, "slug": "'copy-' || n"})
    rows = _columns(Occurrence, {"event_id": "copy.id"}, "row.")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO events_event ({', '.join(events)}) {NUMBERS[connection.vendor]}"
            f" SELECT {', '.join(events.values())} FROM numbers JOIN events_event ON slug = 'series-' || (n % {FEW})",
            [first, last],
        )
        cursor.execute(
            f"INSERT INTO events_occurrence ({', '.join(rows)}) SELECT {', '.join(rows.values())}"
            " FROM events_event AS copy"
            f" JOIN events_event AS one ON one.slug = 'series-' || (CAST(substr(copy.slug, 6) AS integer) % {FEW})"
            " JOIN events_occurrence AS row ON row.event_id = one.id WHERE copy.slug LIKE 'copy-%%'",
            [],
        )
        cursor.execute(
            "INSERT INTO events_event_topics (event_id, topic_id)"
            " SELECT copy.id, about.topic_id FROM events_event AS copy"
            f" JOIN events_event AS one ON one.slug = 'series-' || (CAST(substr(copy.slug, 6) AS integer) % {FEW})"
            " JOIN events_event_topics AS about ON about.event_id = one.id WHERE copy.slug LIKE 'copy-%%'",
            [],
        )
        cursor.execute("ANALYZE")
    recount_all()


def _columns(model: Any, changed: dict[str, str], prefix: str = "") -> dict[str, str]:
    names = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    return {f'"{name}"': changed.get(name, f'{prefix}"{name}"') for name in names}


def _readings() -> dict[str, float]:
    client = Client()
    return {path: measure(lambda path=path: _read(client, path), times=30) for path in (MONTH, TOPIC, PAGE)}


def _read(client: Client, path: str) -> None:
    caches[RESPONSES].clear()
    assert client.get(path).status_code == 200


def _ask_each_rule() -> None:
    month = Month.of(timezone.localdate())
    for event in Event.objects.all().iterator():
        schedule.slots(event.recurrence, start=event.start, since=month.first, last=month.last)
