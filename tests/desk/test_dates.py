"""Cancelling, moving and restoring single dates at the desk, with a look at what that is about."""

import re

import pytest
from django.test import Client
from wagtail.models import PageLogEntry

from accounts.models import User
from events.models import Occurrence
from pages.models import EventPage, HubPage
from tests.factories.desk import read, write
from tests.factories.events import event_of, told
from tests.factories.hubs import hub_of
from tests.factories.sign_ups import come


@pytest.fixture
def day(client: Client, host: User) -> str:
    """The address of the second date of a weekly meeting."""
    look = write(client)
    client.post(look, {"publish": "1"})
    return f"{look}dates/2026-03-10/"


def dates() -> list[str]:
    return told(event_of(EventPage.objects.get()), most=3)


def test_who_comes_is_one_link_away(client: Client, day: str) -> None:
    links = re.findall(r'href="(/admin/guest-lists/\d+/)">Who comes', read(client.get("/desk/brighton/meetings/")))

    assert len(links) == 30
    assert "Trains for Frome" in read(client.get(links[0]))


def test_a_date_is_cancelled_after_a_look(client: Client, day: str, host: User) -> None:
    asked = {"what": "cancel", "scope": "this", "note": "The hall is flooded."}
    preview = client.post(day, asked)
    before = dates()
    done = client.post(day, {**asked, "confirm": "1"})

    assert "This date will be cancelled:" in read(preview)
    assert "<li>Tuesday 10 March 2026, 19:00</li>" in read(preview)
    assert before == ["03 Mar 19:00", "10 Mar 19:00", "17 Mar 19:00"]
    assert (done.status_code, done["Location"]) == (302, "/desk/brighton/meetings/")
    assert dates() == ["03 Mar 19:00", "10 Mar 19:00 cancelled", "17 Mar 19:00"]
    assert "The hall is flooded." in read(client.get("/desk/brighton/meetings/"))
    entry = PageLogEntry.objects.get(action="pages.cancel_dates")
    assert (entry.user, entry.formatter.format_message(entry)) == (host, "Cancelled: 10 March 2026")


def test_this_and_all_that_follow_are_moved(client: Client, day: str) -> None:
    asked = {"what": "move", "scope": "following", "day": "2026-03-11", "time": "18:00", "note": ""}
    preview = read(client.post(day, asked))
    client.post(day, {**asked, "confirm": "1"})

    assert "the first to Wednesday 11 March 2026, 18:00:" in preview
    assert "more dates after these" in preview
    assert dates() == ["03 Mar 19:00", "11 Mar 18:00 moved", "18 Mar 18:00 moved"]


def test_it_says_first_how_many_have_signed_up(client: Client, day: str) -> None:
    second, third = Occurrence.objects.order_by("starts_at")[1:3]
    come(second, "Ann", guests=2)
    come(third, "Bob")

    assert "signed up" not in read(client.post(f"{day}../2026-03-03/", {"what": "cancel", "scope": "this"}))
    for scope, people in (("this", "3 people have"), ("following", "4 people have")):
        preview = read(client.post(day, {"what": "cancel", "scope": scope}))
        assert f"{people} signed up and hear of it by mail." in preview


def test_a_cancelled_date_is_restored(client: Client, day: str) -> None:
    assert "Let it take place" not in read(client.get(day))
    client.post(day, {"what": "cancel", "scope": "this", "confirm": "1"})

    assert "Let it take place" in read(client.get(day))
    client.post(day, {"what": "restore", "scope": "this", "confirm": "1"})

    assert dates() == ["03 Mar 19:00", "10 Mar 19:00", "17 Mar 19:00"]


WRONG = [
    ({}, "Choose what should happen"),
    ({"what": "explode"}, "Select a valid choice"),
    ({"what": "cancel", "scope": "some"}, "Select a valid choice"),
    ({"what": "cancel", "note": "x" * 301}, "at most 300 characters"),
    ({"what": "move", "day": "", "time": ""}, "Say to which day"),
    ({"what": "move", "day": "2026-03-01", "time": "18:00"}, "This day is over"),
    ({"what": "move", "day": "9999-12-31", "time": "18:00", "confirm": "1"}, "too far ahead"),
    ({"what": "restore"}, "Select a valid choice"),
]


def test_what_cannot_be_is_refused(client: Client, day: str) -> None:
    for sent, said in WRONG:
        answer = client.post(day, {"scope": "this", **sent})

        assert (answer.status_code, said in read(answer)) == (422, True), said
    assert dates() == ["03 Mar 19:00", "10 Mar 19:00", "17 Mar 19:00"]


def test_what_is_done_already_is_not_done_again(client: Client, day: str) -> None:
    cancel = {"what": "cancel", "scope": "this", "confirm": "1"}
    client.post(day, cancel)

    answer = client.post(day, cancel)

    assert (answer.status_code, "There is nothing to change" in read(answer)) == (422, True)


def test_a_day_without_a_date_is_not_there(client: Client, day: str) -> None:
    others = ["2026-03-11", "2026-02-24", "9999-01-01", "2026-02-30"]

    assert {client.get(day.replace("2026-03-10", other)).status_code for other in others} == {404}


def test_who_may_not_publish_may_not_cancel(client: Client, day: str, hub_page: HubPage) -> None:
    hub_of(hub_page).hosts_group.page_permissions.filter(permission__codename="publish_page").delete()

    assert client.post(day, {"what": "cancel", "scope": "this", "confirm": "1"}).status_code == 403
    assert dates() == ["03 Mar 19:00", "10 Mar 19:00", "17 Mar 19:00"]
