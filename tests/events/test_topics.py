"""Meetings by topic: in the month, its counts, the list and the feed; and whose topics nobody may know."""

from collections.abc import Iterator
from datetime import date, time

import pytest
import time_machine
from django.test import Client

from events.calendar import Scope as Shown
from events.calendar import days_of
from events.models import DayCount, Event, TopicDate
from events.month import Month
from events.services import events, occurrences
from events.services.day_counts import recount_all
from events.services.occurrences import Scope
from tests.factories.events import NOW, TUESDAY, WEEKLY, again, put_in_force
from tests.factories.hubs import make_hub
from tests.factories.reading import read
from tests.factories.topics import make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.database]

MARCH = Month(2026, 3)


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def counts() -> dict[str, int]:
    """How many dates all days of a scope have together."""
    told: dict[str, int] = {}
    for row in DayCount.objects.all():
        told[row.scope] = told.get(row.scope, 0) + row.number
    return told


def topic_dates() -> list[tuple[object, ...]]:
    return sorted(TopicDate.objects.values_list("topic", "occurrence", "local_date", "starts_at"))


@pytest.mark.parametrize(
    "path", ["/calendar/", "/calendar/list/", "/calendar/2026-03-03/", "/calendar/topics/housing.ics"]
)
def test_only_what_is_about_it_is_shown(client: Client, path: str) -> None:
    put_in_force("homes", title="Homes for all", topics=[make_topic("Housing"), make_topic("Health")])
    put_in_force("trains", title="Trains", topics=[make_topic("Transport")])

    html = read(client, path if path.endswith("ics") else f"{path}?topic=housing")

    assert ("Homes for all" in html, "SUMMARY:Trains" in html or ">Trains" in html) == (True, False)


def test_a_topic_is_called_as_readers_call_it(client: Client) -> None:
    put_in_force(topics=[make_topic("Housing", welsh="Tai")])

    html = read(client, "/cy/calendar/list/?topic=housing")

    assert "Tai</h1>" in html
    assert '<option value="housing" selected>Tai</option>' in html
    assert "/cy/calendar/topics/housing.ics" in html


def test_topic_and_hub_together_in_the_list_and_in_the_month(client: Client) -> None:
    hub, housing = make_hub(), make_topic("Housing")
    for number in range(4):
        put_in_force(f"ours-{number}", title=f"Ours {number}", hub=hub, topics=[housing], at=time(15 + number))
    put_in_force("other-topic", title="Trains", hub=hub)
    put_in_force("other-hub", title="Theirs", topics=[housing])

    shown = read(client, "/calendar/list/?topic=housing&hub=brighton")
    third = days_of(MARCH, Shown(hub=hub, topic=housing))[2]

    assert [f"Ours {number}" in shown for number in range(4)] == [True] * 4
    assert ("Trains</a>" in shown, "Theirs</a>" in shown) == (False, False)
    assert ([row.event.slug for row in third.dates], third.more) == (["ours-0", "ours-1", "ours-2"], 1)
    assert sum(len(day.dates) for day in days_of(MARCH, Shown(hub=hub, topic=housing))) == 3


def test_what_is_near_may_be_on_a_topic_too(client: Client) -> None:
    housing = make_topic("Housing")
    put_in_force("homes", title="Homes", topics=[housing])
    put_in_force("trains", title="Trains")
    put_in_force("far", title="Far", town="Brighton", topics=[housing])

    form = read(client, "/calendar/list/?topic=housing")
    html = read(client, "/calendar/list/?topic=housing&near=Frome&within=10")

    assert '<input type="hidden" name="topic" value="housing">' in form
    assert [f">{title}</a>" in html for title in ("Homes", "Trains", "Far")] == [True, False, False]


def test_counts_follow_when_topics_change_and_when_nothing_is_shown() -> None:
    housing, health = make_topic("Housing"), make_topic("Health")
    event = put_in_force(rule=f"{WEEKLY};COUNT=3", topics=[housing])
    assert counts() == {"": 3, "town:Frome": 3, f"topic:{housing.pk}": 3}

    again(event, topics=[health], rule=f"{WEEKLY};COUNT=2")
    assert counts() == {"": 2, "town:Frome": 2, f"topic:{health.pk}": 2}

    events.withdraw_event(key=event.key, now=NOW)
    assert counts() == {}


def test_a_topics_month_follows_when_hours_change_and_when_dates_move() -> None:
    housing = make_topic("Housing")
    early = put_in_force("early", at=time(10), topics=[housing], rule=f"{WEEKLY};COUNT=2")
    put_in_force("noon", at=time(12), topics=[housing])

    again(early, at=time(15), topics=[housing])
    moved = {"to_day": date(2026, 3, 12), "to_time": time(9), "minutes": 60, "scope": Scope.THIS, "now": NOW}
    occurrences.move_dates(key=early.key, original_date=date(2026, 3, 10), **moved)

    days = {day.day.day: [row.event.slug for row in day.dates] for day in days_of(MARCH, Shown(topic=housing))}
    assert {day: slugs for day, slugs in days.items() if slugs} == {3: ["noon", "early"], 12: ["early"]}


def test_counting_all_anew_gives_the_same() -> None:
    housing, health = make_topic("Housing"), make_topic("Health")
    put_in_force("one", rule=f"{WEEKLY};COUNT=3", topics=[housing, health], hub=make_hub())
    put_in_force("two", topics=[housing])
    before, dates = sorted(DayCount.objects.values_list("scope", "local_date", "number")), topic_dates()

    recount_all()

    assert sorted(DayCount.objects.values_list("scope", "local_date", "number")) == before
    assert topic_dates() == dates
    assert len(dates) == 7
    assert (f"topic:{housing.pk}", TUESDAY, 2) in before


def test_a_topic_that_is_deleted_is_taken_off(client: Client) -> None:
    housing = make_topic("Housing")
    put_in_force(topics=[housing])
    read(client, "/calendar/?topic=housing")

    housing.delete()

    assert Event.objects.get().topics.count() == 0
    assert client.get("/calendar/?topic=housing").status_code == 404
    assert "Housing" not in read(client, "/calendar/")


@pytest.mark.parametrize(
    "path", ["/calendar/?topic=secret", "/calendar/list/?topic=none", "/calendar/topics/secret.ics"]
)
def test_a_topic_on_which_nothing_is_public_is_not_there(client: Client, path: str) -> None:
    event = put_in_force(topics=[make_topic("Secret")])
    events.withdraw_event(key=event.key, now=NOW)

    assert client.get(path).status_code == 404
    assert "Secret" not in read(client, "/calendar/")


def test_a_new_name_is_read_at_once(client: Client) -> None:
    housing = make_topic("Housing")
    put_in_force(topics=[housing], day=date(2026, 3, 5))
    assert "Housing</h1>" in read(client, "/calendar/?topic=housing")

    housing.name = "Homes"
    housing.save()

    assert "Homes</h1>" in read(client, "/calendar/?topic=housing")
