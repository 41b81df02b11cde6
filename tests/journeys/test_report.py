"""A meeting with sign-ups takes place; those who had a place are asked, and the desk tells everybody how it went."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from cms import tick
from cms.models import OutgoingMail
from events.models import Occurrence
from pages.models import HubPage
from tests.factories.desk import read
from tests.factories.events import NOW, event_of, place_event
from tests.factories.hubs import person_of, place_hub
from tests.factories.outbox import sent_mail

pytestmark = pytest.mark.django_db
MOST_BYTES = 60_000
NAMES = ("ann", "ben", "cat")


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def hub() -> HubPage:
    return place_hub("Brighton", takes_agenda=True, asks_afterwards=True)


@pytest.fixture
def date(hub: HubPage) -> Occurrence:
    return event_of(place_event("Trains for Frome", parent=hub)).occurrences.get()


def link(mail: OutgoingMail, part: str) -> str:
    """The path in a mail that has `part`."""
    found = re.search(rf"http://[^/\s]+(/\S*{part}\S*)", mail.text)
    assert found, mail.text
    return found[1]


def test_from_signing_up_to_the_report(client: Client, hub: HubPage, date: Occurrence, clock: Any) -> None:
    for name in NAMES:
        client.post(date.sign_up_path, {"name": name.title(), "email": f"{name}@example.org", "guests": "0"})
    places = [link(sent_mail(f"sign_up:{sign_up.pk}:"), "my-place") for sign_up in date.sign_ups.all()]
    client.post(f"{places[0]}agenda/", {"text": "A bus after nine"})
    client.post(f"{places[1]}agenda/", {"text": "a bus after nine"})

    clock.move_to(date.ends_at + timedelta(hours=13))
    tick.run_due(timezone.now())
    for number, sign_up in enumerate(date.sign_ups.all()):
        survey = link(sent_mail(f"sign_up_survey:{sign_up.pk}:"), "survey")
        client.post(survey, {"question_0": f"Answer {number}"})

    client.force_login(person_of(hub))
    desk = client.get("/desk/brighton/")
    begin = next(path for path in re.findall(r'href="([^"]+)"', read(desk)) if path.endswith("/report/"))
    first = client.get(begin)
    told = {"title": "How it went", "text": "We ate.", "next_steps": "Buses on Sundays.", "people": "23"}
    photos = client.post(begin, told)["Location"]
    second = client.get(photos)
    client.post(photos, {"publish": "1"})
    answers = client.get(begin.replace("/report/", "/answers/"))
    client.logout()

    assert "Answer 0" in read(answers)
    assert max(len(page.content) for page in (desk, first, second, answers)) <= MOST_BYTES
    assert shown_everywhere(client, hub, "/hubs/brighton/how-it-went/")


def shown_everywhere(client: Client, hub: HubPage, path: str) -> bool:
    page, of_hub = read(client.get(path)), read(client.get(hub.url))
    found = client.get("/api/v1/search?q=Sundays").json()["items"]
    listed = client.get("/api/v1/pages?type=meeting_report").json()["items"]
    return (
        "23 people came" in page
        and f'href="{path}"' in of_hub
        and [each["url"] for each in found] == [each["url"] for each in listed] == [path]
        and f'href="{path}"' in read(client.get("/search/?q=Sundays"))
    )
