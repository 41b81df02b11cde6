"""The page of an event as people read it, in force and as a draft; and what its form refuses to publish."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest
import time_machine
from django.test import Client, RequestFactory
from wagtail.models import Page

from events.models import Event
from events.services import occurrences
from events.services.occurrences import Scope
from pages.models import EventPage, EventSpeaker
from search.queries import find
from tests.factories.events import NOW, TUESDAY, WEEKLY, event_of, place_event, told
from tests.factories.hubs import hub_of, place_hub
from tests.factories.pages import home, publish, translate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def read(client: Client, page: Page) -> str:
    return " ".join(client.get(page.url).content.decode().split())


def posted(page: EventPage, **changes: Any) -> dict[str, str]:
    """The page's form as the browser sends it, ready to be published."""
    form = {
        "title": page.title,
        "slug": page.slug,
        "start_date": "2026-03-03",
        "start_time": "19:00",
        "end_time": "20:30",
        "zone": "Europe/London",
        "rule": page.rule,
        "mode": "in_person",
        "town": "Frome",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
        "speakers-TOTAL_FORMS": "0",
        "speakers-INITIAL_FORMS": "0",
    }
    return {name: value for name, value in (form | changes).items() if value is not None}


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


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"end_time": "18:00"}, "end_time", "It ends before it begins."),
        ({"end_date": "2026-03-02"}, "end_date", "It ends before it begins."),
        ({"end_date": "2026-04-02"}, "end_date", "An event lasts 14 days at most."),
        ({"start_date": "9999-12-31"}, "start_date", "31 December 9999 is too long ago or too far ahead"),
        ({"start_date": "2026-02-30"}, "start_date", "Enter a valid date."),
        ({"start_date": ""}, "start_date", "This field is required."),
        ({"zone": "Europe/Atlantis"}, "zone", "Enter the name of a time zone"),
        ({"zone": "../../etc/passwd"}, "zone", "Enter the name of a time zone"),
        ({"rule": "RRULE:FREQ=SECONDLY"}, "rule", "An event repeats daily, weekly, monthly or yearly"),
        ({"rule": "RRULE:FREQ=WEEKLY;BYDAY=WE"}, "rule", "the first date is Wednesday 4 March 2026"),
        ({"rule": "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "rule", "This rule names no day at all"),
        ({"rule": "EXDATE:20260230"}, "rule", "This rule cannot be read: 20260230"),
        ({"rule": "x" * 30000}, "rule", "That is more than 1000 dates"),
        ({"latitude": "51"}, "longitude", "Give both latitude and longitude, or neither"),
        ({"town": ""}, "town", "Say in which town people meet"),
        ({"capacity": "0"}, "capacity", "greater than or equal to 1"),
    ],
)
def test_what_is_not_published(admin_client: Client, changes: dict[str, str], field: str, words: str) -> None:
    page = place_event(live=False)

    answer = admin_client.post(f"/admin/pages/{page.pk}/edit/", posted(page, **changes))

    assert words in str(answer.context["form"].errors[field])
    assert not Event.objects.exists()


def test_what_is_sent_is_published_by_the_clock_of_its_zone(admin_client: Client) -> None:
    page = place_event(live=False)
    rule = "RRULE:FREQ=WEEKLY;UNTIL=20260414T230000Z\nEXDATE:20260406T230000Z"

    answer = admin_client.post(f"/admin/pages/{page.pk}/edit/", posted(page, rule=rule))

    assert answer.status_code == 302
    assert told(event_of(page))[-3:] == ["24 Mar 19:00", "31 Mar 19:00", "14 Apr 19:00"]
    page.refresh_from_db()
    assert page.rule == "RRULE:FREQ=WEEKLY;UNTIL=20260415\nEXDATE:20260407"


def test_a_draft_may_be_unfinished(admin_client: Client) -> None:
    page = place_event(live=False)
    draft = posted(page, start_date="", end_time="18:00", town="", **{"action-publish": None})

    assert admin_client.post(f"/admin/pages/{page.pk}/edit/", draft).status_code == 302
    assert EventPage.objects.get().get_latest_revision_as_object().start_date is None


def test_below_a_hub_an_event_is_what_can_be_added(admin_client: Client) -> None:
    hub_page = place_hub("Brighton")

    answer = admin_client.get(f"/admin/pages/{hub_page.pk}/add_subpage/")

    assert answer.url == f"/admin/pages/add/pages/eventpage/{hub_page.pk}/"
    assert admin_client.get(answer.url).status_code == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"rule": "RRULE:FREQ=WEEKLY;BYDAY=WE"},
        {"start_date": date(9999, 12, 31), "end_date": date(9999, 12, 31)},
        {"end_date": date(9999, 12, 31)},
        {"end_time": time(18)},
        {"start_time": None},
    ],
)
def test_a_draft_that_makes_no_sense_leaves_in_force_what_was_there(
    admin_client: Client, changes: dict[str, Any]
) -> None:
    """A list of pages in the admin publishes the last draft without asking the form."""
    page = place_event(rule=f"{WEEKLY};COUNT=2")
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(clean=False)

    answer = admin_client.post(
        f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={page.pk}", {"include_descendants": ""}
    )

    assert answer.status_code == 302
    assert told(event_of(page)) == ["03 Mar 19:00", "10 Mar 19:00"]
    assert admin_client.get(page.url).status_code == 200
    assert admin_client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


def test_parts_of_a_minute_are_left_out() -> None:
    page = place_event(start_time=time(19, 0, 30, 5))

    assert event_of(page).occurrences.get().starts_at.second == 0
