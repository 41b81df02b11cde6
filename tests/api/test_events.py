"""Events through the API: dates page by page, one event, filters, and what is refused."""

from collections.abc import Iterator
from datetime import date, time

import pytest
import time_machine
from django.test import Client

from events.services import occurrences
from events.services.occurrences import Scope
from tests.factories.events import NOW, TUESDAY, WEEKLY, event_of, place_event, put_in_force
from tests.factories.hubs import make_hub
from tests.factories.topics import make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_an_event_tells_when_and_where(client: Client) -> None:
    page = place_event(rule=f"{WEEKLY};COUNT=2", venue="Town hall", introduction="We meet.", has_bsl=True)
    occurrences.cancel_dates(key=page.translation_key, original_date=TUESDAY, scope=Scope.THIS, note="Flood", now=NOW)

    told = client.get("/api/v1/events/assembly").json()

    assert told["dates"][0] == {
        "original_date": "2026-03-03",
        "starts_at": "2026-03-03T19:00:00Z",
        "ends_at": "2026-03-03T20:30:00Z",
        "starts_local": "2026-03-03T19:00:00",
        "status": "cancelled",
        "is_moved": False,
        "place": ["Town hall", "Frome"],
        "note": "Flood",
        "sign_up_open": False,
        "sign_up_url": "http://testserver/calendar/events/assembly/2026-03-03/sign-up/",
    }
    assert (told["id"], told["title"], told["summary"], told["hub"]) == ("assembly", "Assembly", "We meet.", None)
    assert (told["rule"], told["rule_words"]) == ("RRULE:FREQ=WEEKLY;COUNT=2", "Every Tuesday")
    assert told["access"]["has_bsl"]
    assert told["ical_url"] == "http://testserver/calendar/events/assembly.ics"
    assert client.get(f"/api/v1/pages/{page.pk}").json()["event"] == told
    assert event_of(page).slug == "assembly"


def test_dates_are_told_page_by_page_and_none_twice(client: Client) -> None:
    for name in ("one", "two"):
        put_in_force(name, rule="RRULE:FREQ=DAILY;COUNT=30")
    query, seen = "?limit=25", []

    while query:
        page = client.get(f"/api/v1/events{query}").json()
        seen += [(each["starts_at"], each["id"]) for each in page["items"]]
        query = f"?limit=25&after={page['next']}" if page["next"] else ""

    assert len(seen) == len(set(seen)) == 60
    assert seen == sorted(seen)


def test_from_until_and_hub(client: Client) -> None:
    put_in_force("ours", hub=make_hub(), rule=WEEKLY)
    put_in_force("theirs", rule=WEEKLY)

    def ids(query: str) -> list[str]:
        return [
            f"{each['id']} {each['original_date']}" for each in client.get(f"/api/v1/events?{query}").json()["items"]
        ]

    assert ids("from=2026-03-10&until=2026-03-10") == ["ours 2026-03-10", "theirs 2026-03-10"]
    assert ids("hub=brighton&until=2026-03-10") == ["ours 2026-03-03", "ours 2026-03-10"]
    assert len(ids("")) == 50
    with time_machine.travel("2026-03-05", tick=False):
        assert ids("until=2026-03-10&hub=brighton") == ["ours 2026-03-10"]
        assert ids("from=2026-03-01&until=2026-03-09&hub=brighton") == ["ours 2026-03-03"]


def test_topics_are_told_in_the_readers_language_and_filter_dates(client: Client) -> None:
    housing, secret = make_topic("Housing", welsh="Tai"), make_topic("Secret")
    put_in_force("homes", topics=[housing])
    put_in_force("trains")
    place_event("Draft", live=False, topics=[secret])

    found = client.get("/api/v1/events?topic=housing&locale=cy").json()["items"]

    assert [(each["id"], each["topics"]) for each in found] == [("homes", [{"slug": "housing", "title": "Tai"}])]
    assert client.get("/api/v1/events/homes").json()["topics"] == [{"slug": "housing", "title": "Housing"}]
    assert client.get("/api/v1/topics?locale=cy").json() == {
        "items": [{"slug": "housing", "title": "Tai"}],
        "total": 1,
    }


def test_what_lasts_for_days_is_told_until_it_is_over(client: Client) -> None:
    put_in_force("camp", day=date(2026, 3, 5), minutes=3 * 24 * 60)
    put_in_force("call", day=date(2026, 3, 6))
    put_in_force("late", day=date(2026, 3, 6), at=time(22), minutes=300)

    def ids(query: str) -> list[str]:
        return [each["id"] for each in client.get(f"/api/v1/events?{query}").json()["items"]]

    assert ids("from=2026-03-06") == ["camp", "call", "late"]
    assert ids("from=2026-03-07") == ["camp"]
    assert ids("from=2026-03-07&until=2026-03-04") == []
    assert ids("from=2026-03-09") == []
    with time_machine.travel("2026-03-08T18:59:00Z", tick=False):
        assert ids("") == ["camp"]
    with time_machine.travel("2026-03-09T00:00:00Z", tick=False):
        assert ids("") == []


@pytest.mark.parametrize(
    ("query", "name"),
    [
        *[("nonsense=1", "nonsense"), ("hub=none", "hub"), ("limit=51", "limit"), ("limit=0", "limit")],
        *[("from=9999-12-31", "from"), ("until=2026-02-30", "until"), ("from=1", "from"), ("after=x", "after")],
        *[("topic=none", "topic"), ("topic=%00", "topic")],
        *[("after=20261303T190000Z-1", "after"), ("locale=fr", "locale"), ("hub=%00", "hub")],
    ],
)
def test_what_is_refused(client: Client, query: str, name: str) -> None:
    answer = client.get(f"/api/v1/events?{query}")

    assert answer.status_code == 422
    assert [error["name"] for error in answer.json()["errors"]] == [name]


def test_what_is_not_in_force_is_not_there(client: Client) -> None:
    page = place_event(start_date=date(2026, 3, 3))
    page.unpublish()

    assert client.get("/api/v1/events/assembly").status_code == 404
    assert client.get("/api/v1/events").json() == {"items": [], "next": None}


def near(client: Client, query: str) -> list[tuple[str, float | None]]:
    response = client.get(f"/api/v1/events?{query}")
    assert response.status_code == 200
    return [(each["id"], each["miles"]) for each in response.json()["items"]]


def test_near_a_place_it_is_told_how_far_each_date_is(client: Client) -> None:
    hub = make_hub()
    for town in ("Frome", "Warminster", "Brighton"):
        put_in_force(town.lower(), town=town, hub=hub if town == "Frome" else None)

    assert near(client, "near=Frome&within=10") == [("frome", 0.0), ("warminster", 6.4)]
    assert near(client, "near=Frome&within=10&hub=brighton") == [("frome", 0.0)]
    assert near(client, "near=51.23,-2.32&within=1") == [("frome", 0.1)]
    assert near(client, "near=BA11&within=1") == [("frome", 0.3)]
    assert near(client, "near=Wiltshire") == [("warminster", None)]
    assert near(client, "near=") == [("frome", None), ("warminster", None), ("brighton", None)]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("near=Newpo", "There is no such place: Newport, Wales; Newport, Isle of Wight; Newport Pagnell"),
        ("near=Ashford", "Several towns are called so: Ashford, Kent; Ashford, Surrey"),
        ("near=BT1+1AA", "There is no such postcode"),
        ("near=Frome&within=0", "Input should be greater than or equal to 1"),
        ("near=Frome&within=51", "Input should be less than or equal to 50"),
    ],
)
def test_a_place_that_nobody_knows_is_refused(client: Client, query: str, message: str) -> None:
    response = client.get(f"/api/v1/events?{query}")

    assert response.status_code == 422
    assert [error["message"] for error in response.json()["errors"]] == [message]


def test_where_somebody_is_lies_in_no_cache(client: Client) -> None:
    kept = {
        query: client.get(f"/api/v1/events?near={query}")["Cache-Control"] for query in ("Frome", "51.2,-2.3", "BA11")
    }

    assert kept == {
        "Frome": "public, max-age=0, s-maxage=1",
        "51.2,-2.3": "private, no-store",
        "BA11": "private, no-store",
    }
