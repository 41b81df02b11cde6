"""What a copy and a translation of an event's page take along of its dates."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from wagtail.models import Page, PageLogEntry

from events.models import Event
from events.services import occurrences
from events.services.dates import extend_horizon
from events.services.occurrences import Scope
from pages.models import EventPage
from tests.factories.events import NOW, TUESDAY, WEEKLY, event_of, place_event, told
from tests.factories.pages import home, publish, translate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def read(client: Client, page: Page) -> str:
    return " ".join(client.get(page.url).content.decode().split())


def test_a_date_left_out_stays_out_through_a_copy_and_a_translation(client: Client) -> None:
    publish(home("cy"))
    page = place_event(rule=f"{WEEKLY};COUNT=3\nEXDATE:20260310")
    copy = page.copy(update_attrs={"title": "Another", "slug": "another"}, keep_live=True)
    publish(copy)
    welsh = translate(page, title="Cynulliad")

    assert told(event_of(copy)) == told(event_of(page)) == ["03 Mar 19:00", "17 Mar 19:00"]
    assert Event.objects.count() == 2
    html = read(client, welsh)
    assert ("Cynulliad" in html, html.count('class="dated"')) == (True, 2)
    assert event_of(page).text("cy").path == "/cy/assembly/"


def cancel(page: EventPage, day: date, scope: Scope = Scope.THIS, note: str = "") -> None:
    occurrences.cancel_dates(key=page.translation_key, original_date=day, scope=scope, note=note, now=NOW)


def copy(page: EventPage, slug: str, **fields: Any) -> EventPage:
    """As somebody copies it in the admin, changes and publishes it."""
    copied = page.copy(update_attrs={"title": slug, "slug": slug}, keep_live=False)
    draft = copied.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    return publish(draft)


def test_a_date_that_is_cancelled_stays_so_in_a_copy_and_in_a_translation(client: Client) -> None:
    publish(home("cy"))
    page = place_event(rule=f"{WEEKLY};COUNT=4")
    publish(page)
    cancel(page, date(2026, 3, 10), note="The hall is flooded")

    other = copy(page, "other", start_date=date(2026, 3, 10), rule=f"{WEEKLY};COUNT=3", start_time=time(18))
    cancel(other, date(2026, 3, 17))
    third = copy(other, "third")
    welsh = translate(page, title="Cynulliad")

    assert told(event_of(other)) == ["10 Mar 18:00 cancelled", "17 Mar 18:00 cancelled", "24 Mar 18:00"]
    assert told(event_of(third)) == told(event_of(other))
    assert told(event_of(page)) == ["03 Mar 19:00", "10 Mar 19:00 cancelled", "17 Mar 19:00", "24 Mar 19:00"]
    assert "The hall is flooded" in read(client, other)
    assert PageLogEntry.objects.get(page_id=third.pk, action="pages.cancel_dates").data["dates"] == [
        "2026-03-10",
        "2026-03-17",
    ]
    assert read(client, welsh).count("<strong>") == 1


def test_a_copy_that_is_published_at_once_is_as_cancelled() -> None:
    page = place_event(rule=f"{WEEKLY};COUNT=2")
    cancel(page, TUESDAY)

    at_once = page.copy(update_attrs={"title": "Two", "slug": "two"}, keep_live=True)

    assert told(event_of(at_once)) == ["03 Mar 19:00 cancelled", "10 Mar 19:00"]


def test_what_is_restored_in_a_copy_stays_restored_when_it_is_published_again() -> None:
    page = place_event(rule=f"{WEEKLY};COUNT=2")
    cancel(page, TUESDAY)
    other = copy(page, "other")
    occurrences.restore_dates(key=other.translation_key, original_date=TUESDAY, scope=Scope.THIS, now=NOW)

    publish(other.get_latest_revision_as_object())

    assert told(event_of(other)) == ["03 Mar 19:00", "10 Mar 19:00"]


def test_of_a_series_that_is_called_off_for_good_a_copy_is_called_off_too() -> None:
    page = place_event(rule=WEEKLY)
    cancel(page, date(2026, 3, 10), Scope.FOLLOWING)

    event = event_of(copy(page, "other"))

    assert told(event, most=2) == ["03 Mar 19:00", "10 Mar 19:00 cancelled"]
    extend_horizon(NOW + timedelta(days=60))
    assert event.occurrences.latest("original_date").is_cancelled


def test_a_single_meeting_leaves_nothing_to_its_copy() -> None:
    page = place_event()
    cancel(page, TUESDAY)

    assert told(event_of(copy(page, "other"))) == ["03 Mar 19:00"]
