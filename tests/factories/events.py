"""Events as tests need them: in force without a page, or with one."""

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from wagtail.models import Site

from cms.models import Topic
from events.models import Event, Hub, Occurrence
from events.schedule import Start
from events.services import events
from pages.models import EventPage
from tests.factories.pages import place

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""A Monday, four weeks before the clocks change."""

WEEKLY = "RRULE:FREQ=WEEKLY"
TUESDAY = date(2026, 3, 3)


def put_in_force(
    slug: str = "assembly",
    *,
    key: uuid.UUID | None = None,
    day: date = TUESDAY,
    at: time = time(19),
    minutes: int = 90,
    zone: ZoneInfo = LONDON,
    rule: str = "",
    hub: Hub | None = None,
    title: str = "Assembly",
    path: str = "",
    topics: Sequence[Topic] = (),
    now: datetime = NOW,
    **details: Any,
) -> Event:
    """An event on Tuesday 3 March 2026 at seven in the evening, or what is asked for instead."""
    details.setdefault("town", "Frome")
    event = events.put_event_in_force(
        key=key or uuid.uuid4(),
        site=Site.objects.get(is_default_site=True),
        slug=slug,
        hub_key=hub.key if hub else None,
        start=Start(day, at, zone, minutes),
        rule=rule,
        details=events.Details(**details),
        topics=topics,
        now=now,
    )
    events.put_event_text_in_force(
        key=event.key,
        locale="en",
        title=title,
        summary="We meet.",
        access_note="",
        path=path or f"/{slug}/",
        now=now,
    )
    return Event.objects.get(pk=event.pk)


def again(event: Event, **changed: Any) -> Event:
    """The same event published once more, with what is said to have changed."""
    start = event.start
    same: dict[str, Any] = {"day": start.day, "at": start.at, "minutes": start.minutes, "zone": start.zone}
    same |= {"rule": event.rule, "hub": event.hub, "town": event.town, "title": event.title, "mode": event.mode}
    return put_in_force(event.slug, key=event.key, **{**same, **changed})


def dates_of(event: Event) -> list[Occurrence]:
    return list(event.occurrences.order_by("original_date"))


def told(event: Event, most: int = 100) -> list[str]:
    """Each date in a line: when by the clock at the event, and what was decided of it."""
    return [
        f"{row.starts_local:%d %b %H:%M}"
        + (" moved" if row.is_moved else "")
        + (" cancelled" if row.is_cancelled else "")
        for row in dates_of(event)[:most]
    ]


def place_event(title: str = "Assembly", **fields: Any) -> EventPage:
    """The page of an event on Tuesday 3 March 2026 from 19:00 to 20:30 in Frome, unless `fields` say otherwise."""
    slug = fields.pop("slug", title.lower().replace(" ", "-"))
    when = {"start_date": TUESDAY, "start_time": time(19), "end_time": time(20, 30), "town": "Frome"}
    return place(EventPage, title, slug=slug, **{**when, **fields})


def event_of(page: EventPage) -> Event:
    return Event.objects.get(key=page.translation_key)
