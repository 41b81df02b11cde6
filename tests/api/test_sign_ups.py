"""Signing up through the API: as with the form of the site, its limits, and the same answer for every address."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from events.models import Occurrence, SignUp
from events.services import occurrences
from events.services.events import put_event_text_in_force
from events.services.occurrences import Scope
from tests.factories.events import NOW, TUESDAY, put_in_force
from tests.factories.sign_ups import come, date_of, mails, states

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/events/assembly/dates/2026-03-03/sign-ups"
ANN = {"name": "Ann", "email": "Ann@example.org"}
PROBLEM = "urn:problem-type:hustings:"


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def date(db: None) -> Occurrence:
    date = date_of(capacity=3)
    words = {"title": "Cynulliad", "summary": "", "access_note": "", "path": "/cy/assembly/"}
    asked = ("Angen gofal plant?", "Pa dref?")
    put_event_text_in_force(key=date.event.key, locale="cy", questions=asked, now=NOW, **words)
    return date


def post(client: Client, path: str = ADDRESS, **body: Any) -> HttpResponse:
    return client.post(path, body, content_type="application/json", headers={"Origin": "https://front.example"})


def test_a_front_end_builds_the_whole_sign_up(client: Client, date: Occurrence) -> None:
    listed = client.get("/api/v1/events?locale=cy").json()["items"][0]
    asked = client.get(f"{ADDRESS}?locale=cy").json()

    answer = post(client, **ANN, guests=1, answers=["", "Frome"], locale="cy")

    assert (listed["sign_up_open"], listed["id"], listed["original_date"]) == (True, "assembly", "2026-03-03")
    assert listed["sign_up_url"] == "http://testserver/cy/calendar/events/assembly/2026-03-03/sign-up/"
    questions = ["Angen gofal plant?", "Pa dref?"]
    assert asked == {"why_closed": None, "is_full": False, "questions": questions, "most_guests": 9}
    ann = SignUp.objects.get()
    assert (answer.status_code, answer.json()["has_place"]) == (201, True)
    assert (answer["Cache-Control"], answer["Access-Control-Allow-Origin"]) == ("no-store", "*")
    assert (ann.name, ann.email, ann.guests, ann.locale, ann.state) == ("Ann", "ann@example.org", 1, "cy", "coming")
    assert ann.answers == [["Pa dref?", "Frome"]]
    assert [to for to, _ in mails()] == ["ann@example.org"]


def test_where_all_places_are_taken_one_waits(client: Client, date: Occurrence) -> None:
    come(date, "Bob", 2)

    told = client.get(ADDRESS).json()
    answer = post(client, **ANN)

    assert (told["is_full"], answer.status_code, answer.json()["has_place"]) == (True, 201, False)
    assert states(date) == {"Bob": "coming", "Ann": "waiting"}


def test_every_address_is_answered_alike(client: Client, date: Occurrence) -> None:
    come(date, "Ann")

    answers = [post(client, name="Somebody", email=f"{name}@example.org") for name in ("ann", "bob")]

    assert {(answer.status_code, answer.content) for answer in answers} == {(201, answers[0].content)}
    assert states(date) == {"Ann": "coming", "Somebody": "coming"}


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"name": "", "email": "ann@example.org"}, "name"),
        ({"name": "a" * 121, "email": "ann@example.org"}, "name"),
        ({"name": "Ann\x00", "email": "ann@example.org"}, "name"),
        ({"name": "Ann", "email": "nobody"}, "email"),
        ({"name": "Ann", "email": "a@example.org\nBcc: b@example.org"}, "email"),
        ({**ANN, "guests": 10}, "guests"),
        ({**ANN, "guests": "1"}, "guests"),
        ({**ANN, "guests": 3}, "guests"),
        ({**ANN, "answers": ["No"]}, "answers"),
        ({**ANN, "answers": ["a" * 301], "locale": "cy"}, "answers"),
        ({**ANN, "locale": "fr"}, "locale"),
        ({**ANN, "state": "coming"}, "state"),
    ],
)
def test_what_is_wrong_is_named(client: Client, date: Occurrence, body: dict[str, Any], name: str) -> None:
    answer = post(client, **body)

    told = answer.json()
    assert (answer.status_code, told["type"]) == (422, f"{PROBLEM}invalid-request")
    assert {error["name"] for error in told["errors"]} == {name}
    assert not SignUp.objects.exists()


def test_it_says_why_nobody_can_sign_up(client: Client, date: Occurrence) -> None:
    occurrences.cancel_dates(key=date.event.key, original_date=TUESDAY, scope=Scope.THIS, now=NOW)
    cancelled, told = post(client, **ANN), client.get(ADDRESS).json()
    put_in_force("begun", minutes=600)
    with time_machine.travel("2026-03-03T19:00:00Z", tick=False):
        begun = post(client, ADDRESS.replace("assembly", "begun"), **ANN)
        listed = client.get("/api/v1/events/begun").json()["dates"][0]

    assert (cancelled.status_code, cancelled.json()["type"]) == (409, f"{PROBLEM}sign-up-closed")
    assert "it does not take place" in cancelled.json()["detail"]
    assert (told["why_closed"], told["is_full"]) == ("cancelled", False)
    assert (begun.status_code, "it has begun or is over" in begun.json()["detail"]) == (409, True)
    assert not listed["sign_up_open"]


@pytest.mark.parametrize("day", ["2026-03-04", "2026-02-30", "9999-12-31", "today"])
def test_a_date_that_is_not_there(client: Client, date: Occurrence, day: str) -> None:
    path = ADDRESS.replace("2026-03-03", day)

    assert (post(client, path, **ANN).status_code, client.get(path).status_code) == (404, 404)


def test_where_nobody_is_asked_to_sign_up(client: Client) -> None:
    put_in_force("open-door", takes_sign_ups=False)
    path = ADDRESS.replace("assembly", "open-door")

    listed = client.get("/api/v1/events/open-door").json()["dates"][0]

    assert (listed["sign_up_open"], listed["sign_up_url"]) == (False, None)
    assert (post(client, path, **ANN).status_code, client.get(path).status_code) == (404, 404)


def test_mails_to_one_address_have_a_limit(client: Client, date: Occurrence) -> None:
    statuses = [post(client, **ANN).status_code for _ in range(11)]

    answer = post(client, **ANN)

    assert statuses == [201] * 10 + [429]
    assert answer["Retry-After"] == "300"
    assert SignUp.objects.count() == 1
