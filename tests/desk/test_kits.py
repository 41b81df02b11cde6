"""What is printed: poster, agenda and press note, of public meetings that are still to come."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from desk.agenda import points
from pages.models import EventPage, EventSpeaker, HubPage
from tests.factories.desk import read, write
from tests.factories.events import NOW
from tests.factories.pages import publish

SEVEN = datetime(2026, 3, 3, 19)  # noqa: DTZ001 - by the clock at the meeting


@pytest.fixture
def look(client: Client, host: User, hub_page: HubPage) -> str:
    hub_page.contact_email = "brighton@example.org"
    publish(hub_page)
    look = write(client)
    client.post(look, {"publish": "1"})
    page = EventPage.objects.get()
    page.speakers.add(EventSpeaker(name="Ada", affiliation="Greens"), EventSpeaker(name="Bo"))
    publish(page)
    return look


def test_the_poster_says_all_and_its_code_leads_there(client: Client, look: str) -> None:
    answer = client.get(f"{look}poster/")

    html = read(answer)
    url = EventPage.objects.get().full_url
    assert "Every Tuesday, next on Tuesday 3 March 2026, 19:00–20:30" in html
    assert "Town hall, 1 High Street, Brighton" in html
    assert f'aria-label="QR code of {url}"> <svg' in html.replace('"><svg', '"> <svg')
    assert "brighton@example.org" in html
    assert "style=" not in html
    assert "no-store" in answer["Cache-Control"]


def test_the_agenda_has_the_hours_and_the_speakers(client: Client, look: str) -> None:
    html = read(client.get(f"{look}agenda/"))

    assert "<td>19:10</td> <td> Ada (Greens) </td>" in html
    assert "<td>19:20</td> <td> Bo </td>" in html
    assert "We meet again on Tuesday 10 March 2026 at 19:00." in html


def test_the_press_note_tells_the_press(client: Client, look: str) -> None:
    html = read(client.get(f"{look}press-note/"))

    assert "Brighton invites everybody to a public meeting at Town hall, 1 High Street, Brighton." in html
    assert "Speaking: Ada (Greens), Bo." in html
    assert "Contact: brighton@example.org" in html


def test_there_is_nothing_to_print_of_a_draft_or_of_what_is_over(client: Client, host: User) -> None:
    def answers() -> list[int]:
        return [client.get(f"{look}{kind}/").status_code for kind in ("poster", "agenda", "press-note")]

    look = write(client, when={"repeats": "no"})
    draft = answers()
    client.post(look, {"publish": "1"})

    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        assert draft == answers() == [404, 404, 404]
        assert "As soon as a meeting is published" in read(client.get("/desk/brighton/kits/"))
    assert f'href="{look}press-note/"' in read(client.get("/desk/brighton/kits/"))


@pytest.mark.parametrize(
    ("minutes", "speakers", "expected"),
    [
        (90, [], ["19:00 welcome", "19:10 groups", "20:05 tasks", "20:20 close"]),
        (60, ["Ada"], ["19:00 welcome", "19:05 speech", "19:25 groups", "19:40 tasks", "19:55 close"]),
        (
            120,
            ["Ada", "Bo"],
            ["19:00 welcome", "19:10 speech", "19:30 speech", "19:50 groups", "20:25 tasks", "20:50 close"],
        ),
    ],
)
def test_the_points_of_an_agenda(minutes: int, speakers: list[str], expected: list[str]) -> None:
    assert [f"{point.begins:%H:%M} {point.what}" for point in points(SEVEN, minutes, speakers)] == expected
