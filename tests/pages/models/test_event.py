"""The page of an event as people read it, in force and as a draft; and what its form refuses to publish."""

from collections.abc import Iterator
from datetime import date, time

import pytest
import time_machine
from django.test import Client, RequestFactory, TestCase
from wagtail.models import Page

from events.models import Event
from events.services import occurrences
from events.services.occurrences import Scope
from pages.models import EventSpeaker
from search.queries import find
from tests.factories.events import NOW, TUESDAY, WEEKLY, event_of, place_event, told
from tests.factories.hubs import hub_of, place_hub
from tests.factories.pages import home, publish, translate
from tests.factories.topics import make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def read(client: Client, page: Page) -> str:
    return " ".join(client.get(page.url).content.decode().split())


def test_a_series_tells_when_where_and_with_whom(client: Client) -> None:
    page = place_event(
        rule=WEEKLY,
        venue="Town hall",
        latitude="51.23042",
        longitude="-2.32176",
        is_step_free=True,
        access_note="A loop is fitted.",
        capacity=80,
        speakers=[EventSpeaker(name="Ada Lovelace", affiliation="Analytical Society")],
    )

    html = read(client, page)

    assert "Every Tuesday" in html
    assert html.count('class="dated"') == 10
    assert "And 69 more dates after these" in html
    assert "Tuesday, 19:00–20:30" in html
    assert "In person: Town hall, Frome" in html
    assert "https://www.openstreetmap.org/?mlat=51.23042&amp;mlon=-2.32176#map=17/51.23042/-2.32176" in html
    assert ("Step-free access" in html, "Childcare" in html, "A loop is fitted." in html) == (True, False, True)
    assert "There is room for 80 people" in html
    assert "Ada Lovelace" in html
    assert "Analytical Society" in html
    assert 'href="webcal://testserver/calendar/events/assembly.ics"' in html


def test_cancelled_and_moved_dates_say_so(client: Client) -> None:
    page = place_event(rule=f"{WEEKLY};COUNT=3")
    of = {"key": page.translation_key, "scope": Scope.THIS, "now": NOW}
    occurrences.cancel_dates(original_date=TUESDAY, note="The hall is flooded", **of)
    day = date(2026, 3, 10)
    where = {"venue": "The library", "to_day": date(2026, 3, 12), "to_time": time(18), "minutes": 60}
    occurrences.move_dates(original_date=day, **where, **of)

    html = read(client, page)

    assert "<strong>Cancelled</strong>" in html
    assert "The hall is flooded" in html
    assert "Thursday, 18:00–19:00" in html
    assert "Moved from 10 March 2026" in html
    assert "Elsewhere this time: The library, Frome" in html


def test_when_all_is_over_the_last_date_is_told(client: Client) -> None:
    page = place_event()

    with time_machine.travel("2026-03-04", tick=False):
        html = read(client, page)

    assert "It took place last on Tuesday 3 March 2026." in html


def test_an_event_belongs_to_the_hub_above_it_and_is_closed_with_it(client: Client) -> None:
    hub_page = place_hub("Brighton")
    page = place_event(parent=hub_page)

    assert event_of(page).hub == hub_of(hub_page)
    assert '<a href="/hubs/brighton/">Brighton</a>' in read(client, page)
    hub_page.unpublish()
    assert not Event.objects.in_force().exists()
    assert "No date is known yet." in read(client, page)


def test_unpublishing_takes_it_out_of_force_and_publishing_brings_back_what_was_decided() -> None:
    page = place_event(rule=f"{WEEKLY};COUNT=2")
    occurrences.cancel_dates(key=page.translation_key, original_date=TUESDAY, scope=Scope.THIS, now=NOW)

    page.unpublish()
    assert not Event.objects.in_force().exists()
    publish(page)

    assert told(event_of(page)) == ["03 Mar 19:00 cancelled", "10 Mar 19:00"]


def test_a_preview_shows_the_dates_of_a_draft() -> None:
    page = place_event(live=False, rule=WEEKLY, title="Draft")
    request = RequestFactory().get("/")
    request.is_preview = True

    context = page.get_context(request)

    assert (len(context["dates"]), context["more"], context["event"].pk) == (10, 69, None)
    assert not Event.objects.exists()
    page.end_time = time(18)
    assert page.get_context(request)["event"] is None


@pytest.mark.parametrize("word", ["assembly", "frome", "hall", "lovelace", "analytical"])
def test_the_search_finds_an_event(word: str) -> None:
    speakers = [EventSpeaker(name="Ada Lovelace", affiliation="Analytical Society")]
    page = place_event(venue="Town hall", speakers=speakers)

    assert [each.pk for each in find(word, locale=page.locale, limit=5).pages] == [page.pk]


def test_topics_are_in_force_once_they_are_published_and_lead_to_the_calendar(client: Client) -> None:
    page = place_event(topics=[make_topic("Housing", welsh="Tai")])
    publish(home("cy"))
    welsh = translate(page, title="Cynulliad")
    page.topics = [make_topic("Secret")]
    page.save_revision()

    assert '<a href="/calendar/list/?topic=housing">Housing</a>' in read(client, page)
    assert '<a href="/cy/calendar/list/?topic=housing">Tai</a>' in read(client, welsh)
    assert [each.slug for each in event_of(page).topics.all()] == ["housing"]
    assert "Secret" not in read(client, page)


def test_whoever_deletes_a_topic_reads_how_many_pages_have_it(admin_client: Client) -> None:
    housing = make_topic("Housing")
    with TestCase.captureOnCommitCallbacks(execute=True):
        page = place_event(topics=[housing])

    asked = admin_client.get(f"/admin/snippets/cms/topic/delete/{housing.pk}/").content.decode()
    used = admin_client.get(f"/admin/snippets/cms/topic/usage/{housing.pk}/").content.decode()

    assert "This topic is referenced 1 time." in " ".join(asked.split())
    assert page.title in used


def test_a_draft_outlives_a_topic_that_is_deleted() -> None:
    housing = make_topic("Housing")
    page = place_event(live=False, topics=[housing, make_topic("Health")])
    page.save_revision()
    housing.delete()

    draft = page.get_latest_revision_as_object()
    publish(draft)

    assert [each.slug for each in event_of(page).topics.all()] == ["health"]
