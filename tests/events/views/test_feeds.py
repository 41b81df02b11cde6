"""Feeds over HTTP: what is in which, and that they are kept until something changes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import icalendar
import pytest
import recurring_ical_events
import time_machine
from django.test import Client

from events.models import Event
from events.services import occurrences
from events.services.events import put_event_text_in_force
from events.services.occurrences import Scope
from tests.factories.events import NOW, TUESDAY, WEEKLY, again, put_in_force
from tests.factories.hubs import make_hub

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def feed(client: Client, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(response.content)


def uids(calendar: Any) -> list[str]:
    return [str(event["UID"]) for event in calendar.walk("VEVENT")]


def as_rows(event: Event) -> list[tuple[datetime, bool]]:
    return [(row.starts_at, row.is_cancelled) for row in event.occurrences.order_by("starts_at")]


def as_read(calendar: Any, last: date) -> list[tuple[datetime, bool]]:
    found = recurring_ical_events.of(calendar).between(date(2026, 1, 1), last)
    return sorted((each["DTSTART"].dt.astimezone(UTC), each["STATUS"] == "CANCELLED") for each in found)


def test_a_subscriber_has_our_rows_through_all_that_may_happen_to_a_series(client: Client) -> None:
    event = put_in_force(rule=f"{WEEKLY};COUNT=20\nEXDATE:20260324")
    of = {"key": event.key, "now": NOW}
    occurrences.cancel_dates(original_date=TUESDAY, scope=Scope.THIS, **of)
    to = {"to_day": date(2026, 3, 12), "to_time": time(18), "minutes": 60}
    occurrences.move_dates(original_date=date(2026, 3, 10), scope=Scope.THIS, **to, **of)
    again(event, at=time(19, 30))
    occurrences.cancel_dates(original_date=date(2026, 6, 2), scope=Scope.FOLLOWING, **of)

    read = as_read(feed(client, "/calendar/events/assembly.ics"), date(2027, 1, 1))

    assert read == as_rows(event)
    assert len(read) == 19
    assert [when.day for when, is_cancelled in read if is_cancelled][:2] == [3, 2]


def test_a_series_that_was_given_up_comes_back_on_no_phone_beyond_the_dates_that_are_made(client: Client) -> None:
    event = put_in_force(rule=WEEKLY)
    occurrences.cancel_dates(key=event.key, original_date=date(2026, 6, 2), scope=Scope.FOLLOWING, now=NOW)

    read = as_read(feed(client, "/calendar/events/assembly.ics"), date(2030, 1, 1))

    assert read == as_rows(event)
    assert [is_cancelled for _, is_cancelled in read] == [False] * 13 + [True] * 66


def test_each_feed_has_what_its_name_says(client: Client) -> None:
    hub = make_hub()
    ours, theirs = put_in_force("ours", hub=hub), put_in_force("theirs", rule=WEEKLY)
    put_in_force("long-ago", day=date(2025, 3, 4))

    assert uids(feed(client, "/calendar.ics")) == [str(ours.key), str(theirs.key)]
    assert uids(feed(client, "/calendar/hubs/brighton.ics")) == [str(ours.key)]
    assert uids(feed(client, "/calendar/events/theirs.ics")) == [str(theirs.key)]
    assert len(uids(feed(client, "/calendar/events/long-ago.ics"))) == 1
    one = feed(client, "/calendar/events/theirs/2026-03-10.ics")
    assert uids(one) == [f"{theirs.key}-20260310"]
    assert "RRULE" not in one.walk("VEVENT")[0]
    assert client.get("/calendar/events/theirs/2026-03-11.ics").status_code == 404


def test_a_feed_is_told_once_and_again_when_something_changed(client: Client) -> None:
    event = put_in_force(rule=f"{WEEKLY};COUNT=2")
    first = client.get("/calendar.ics")

    same = client.get("/calendar.ics", headers={"If-None-Match": first["ETag"]})
    occurrences.cancel_dates(key=event.key, original_date=TUESDAY, scope=Scope.THIS, now=NOW)
    changed = client.get("/calendar.ics", headers={"If-None-Match": first["ETag"]})

    assert (same.status_code, changed.status_code) == (304, 200)
    assert b"STATUS:CANCELLED" in changed.content


def test_a_welsh_reader_s_feed_is_in_welsh(client: Client) -> None:
    event = put_in_force()
    put_event_text_in_force(
        key=event.key, locale="cy", title="Cynulliad", summary="", access_note="", path="/cy/cynulliad/", now=NOW
    )

    assert feed(client, "/cy/calendar.ics").walk("VEVENT")[0]["SUMMARY"] == "Cynulliad"
