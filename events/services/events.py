"""Putting an event in force and taking it out again, as the page that edits it is published and unpublished."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from wagtail.models import Site

from cms.free_names import free_row_slug
from cms.models import Topic
from events import recurrence_text
from events.event_towns import town_id_of
from events.models import Event, EventText, Hub, Mode
from events.recurrence import check_start
from events.schedule import Start
from events.services import announcements, day_counts
from events.services.dates import make_dates, show_dates


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Where an event takes place and who can take part: what no language changes."""

    mode: str = Mode.IN_PERSON
    venue: str = ""
    address: str = ""
    town: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    online_url: str = ""
    is_step_free: bool = False
    has_bsl: bool = False
    has_childcare: bool = False
    has_quiet_room: bool = False
    capacity: int | None = None
    takes_sign_ups: bool = True


TOLD_TO_CALENDARS = ("start_date", "start_time", "minutes", "zone", "rule", "mode", "venue", "address", "town")
"""What changes an entry in somebody's calendar: each change gives the event the next number in `sequence`."""


@transaction.atomic
def put_event_in_force(
    *,
    key: UUID,
    site: Site,
    slug: str,
    hub_key: UUID | None,
    start: Start,
    rule: str,
    details: Details,
    topics: Collection[Topic] = (),
    now: datetime,
) -> Event:
    """Make this the event that counts, with a row for each of its dates. The slug is kept from the first time.

    `rule` is '' for a single meeting, else text as events/recurrence_text.py reads it. Of an event that is new the
    followers of its hub are told in a while.

    Raises: RecurrenceError, when the rule is not taken or does not name the day of the start.
    """
    recurrence = recurrence_text.read(rule, start.zone)
    check_start(recurrence, start.day)
    event = _lock(key) or _new(key, site, slug, now)
    is_new = event.pk is None
    before = [getattr(event, name) for name in TOLD_TO_CALENDARS]
    event.start_date, event.start_time, event.minutes = start.day, start.at, start.minutes
    event.zone, event.rule = start.zone.key, recurrence_text.write(recurrence)
    for field in fields(details):
        setattr(event, field.name, getattr(details, field.name))
    event.hub = Hub.objects.filter(key=hub_key).first() if hub_key else None
    event.town_id = town_id_of(event)
    if event.pk and before != [getattr(event, name) for name in TOLD_TO_CALENDARS]:
        event.sequence += 1
    event.is_published, event.changed_at = True, now
    event.save()
    with day_counts.counted_anew(event):
        event.topics.set(topics)
        make_dates(event, now)
    if is_new:
        announcements.wait(event=event)
    return event


@transaction.atomic
def put_event_text_in_force(
    *,
    key: UUID,
    locale: str,
    title: str,
    summary: str,
    access_note: str,
    path: str,
    questions: Iterable[str] = (),
    now: datetime,
) -> None:
    """Say what an event is called in one language. Of no effect before it is in force."""
    event = _lock(key)
    if event:
        told = {"title": title, "summary": summary, "access_note": access_note, "path": path}
        asked = {"questions": list(questions)}
        EventText.objects.update_or_create(event=event, locale=locale, defaults={**told, **asked})
        _touch(event, now)


@transaction.atomic
def withdraw_event(*, key: UUID, now: datetime) -> None:
    """Show the event nowhere. Its dates stay as they are, for when it is published again."""
    event = _lock(key)
    if event and event.is_published:
        event.is_published = False
        event.save(update_fields=["is_published"])
        _touch(event, now)


@transaction.atomic
def withdraw_event_text(*, key: UUID, locale: str, now: datetime) -> None:
    """Forget what an event is called in one language; it is then called as in another."""
    event = _lock(key)
    if event:
        event.texts.filter(locale=locale).delete()
        _touch(event, now)


@transaction.atomic
def show_events_of_hub(*, hub: Hub) -> None:
    """After a hub is opened or closed: its events are shown while it is open. Its area tells where their towns lie."""
    for event in Event.objects.locked().filter(hub=hub).order_by("pk"):
        Event.objects.filter(pk=event.pk).update(town_id=town_id_of(event))
        _show(event)


def _touch(event: Event, now: datetime) -> None:
    event.changed_at = now
    event.save(update_fields=["changed_at"])
    _show(event)


def _show(event: Event) -> None:
    with day_counts.counted_anew(event):
        show_dates(event)


def _lock(key: UUID) -> Event | None:
    """The event, locked before its dates and its cache tag: so no two who publish wait for each other."""
    return Event.objects.locked().filter(key=key).first()


def _new(key: UUID, site: Site, slug: str, now: datetime) -> Event:
    """An unsaved event, which nobody else makes meanwhile; if somebody was faster with a second press, theirs."""
    Site.objects.select_for_update(no_key=True).get(pk=site.pk)
    return _lock(key) or Event(key=key, site=site, slug=free_row_slug(Event, slug), published_at=now)
