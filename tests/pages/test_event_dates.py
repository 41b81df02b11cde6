"""The list of an event's dates in the admin: what is shown before a decision, what it does, and who may."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from wagtail.models import PageLogEntry

from events.models import Occurrence
from pages.models import EventPage
from tests.factories.events import NOW, WEEKLY, event_of, place_event, told
from tests.factories.hubs import person_of, place_hub
from tests.factories.sign_ups import come

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def page() -> EventPage:
    return place_event(rule=f"{WEEKLY};COUNT=4")


def address(page: EventPage, decision: str = "", day: str = "2026-03-10") -> str:
    return f"/admin/events/{page.pk}/dates/" + (f"{day}/{decision}/" if decision else "")


def read(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def test_the_editor_leads_to_the_dates_once_there_are_some(admin_client: Client, page: EventPage) -> None:
    draft = place_event("Draft", live=False)

    assert f'href="{address(page)}"' in read(admin_client, f"/admin/pages/{page.pk}/edit/")
    assert f'href="{address(draft)}"' not in read(admin_client, f"/admin/pages/{draft.pk}/edit/")
    assert "No date is ahead." in read(admin_client, address(draft))


def test_before_a_decision_it_says_which_dates_are_affected(admin_client: Client, page: EventPage) -> None:
    html = read(admin_client, address(page, "cancel"))

    assert "This one: 10 March 2026" in html
    assert "This one and all that follow: 3 dates, 10 March 2026 to 24 March 2026" in html
    assert "All that are to come: 4 dates, 3 March 2026 to 24 March 2026" in html
    assert html.count("<li>Tuesday 24 March 2026, 19:00</li>") == 2


def test_moving_asks_for_day_and_hour_with_what_every_browser_has(admin_client: Client, page: EventPage) -> None:
    html = read(admin_client, address(page, "move"))

    assert '<input type="date" name="day" value="2026-03-10"' in html
    assert '<input type="time" name="begins" value="19:00"' in html
    assert "initDateChooser" not in html


def test_before_a_decision_it_says_how_many_have_signed_up(admin_client: Client, page: EventPage) -> None:
    come(event_of(page).occurrences.get(original_date="2026-03-17"), guests=1)

    html = read(admin_client, address(page, "cancel"))

    assert "3 dates, 10 March 2026 to 24 March 2026; 2 people have signed up" in html
    assert html.count("have signed up") == 2  # not beside the one date of the 10th


def test_calling_off_moving_and_restoring(admin_client: Client, page: EventPage) -> None:
    answer = admin_client.post(address(page, "cancel"), {"scope": "following", "note": "The hall\nis flooded"})
    assert answer.url == address(page)
    assert told(event_of(page))[1:] == [f"{day} Mar 19:00 cancelled" for day in (10, 17, 24)]
    assert "The hall is flooded" in read(admin_client, address(page))

    admin_client.post(address(page, "restore"), {"scope": "this"})
    to = {"scope": "this", "day": "2026-03-12", "begins": "18:30", "venue": "The library"}
    admin_client.post(address(page, "move"), to)

    assert told(event_of(page)) == [
        "03 Mar 19:00",
        "12 Mar 18:30 moved",
        "17 Mar 19:00 cancelled",
        "24 Mar 19:00 cancelled",
    ]
    assert Occurrence.objects.get(is_moved=True).minutes == 90
    entries = PageLogEntry.objects.filter(action__endswith="_dates").order_by("pk")
    assert [entry.formatter.format_message(entry) for entry in entries] == [
        "Cancelled: 3 dates (10 March 2026 – 24 March 2026)",
        "Restored: 10 March 2026",
        "Moved: 10 March 2026",
    ]
    assert "Moved: 10 March 2026" in read(admin_client, f"/admin/pages/{page.pk}/history/")


@pytest.mark.parametrize(
    ("decision", "sent", "words"),
    [
        ("cancel", {"scope": "everything"}, "Select a valid choice"),
        ("cancel", {}, "This field is required"),
        ("move", {"scope": "this", "day": "2026-02-30", "begins": "18:00"}, "Enter a valid date"),
        ("move", {"scope": "this", "day": "9999-12-31", "begins": "18:00"}, "too long ago or too far ahead"),
        ("cancel", {"scope": "this", "note": "x" * 301}, "Leave out 1 character"),
    ],
)
def test_what_is_refused_changes_nothing(
    admin_client: Client, page: EventPage, decision: str, sent: dict[str, str], words: str
) -> None:
    answer = admin_client.post(address(page, decision), sent)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert told(event_of(page))[1] == "10 Mar 19:00"
    assert not PageLogEntry.objects.filter(action__endswith="_dates").exists()


@pytest.mark.parametrize("day", ["2026-03-11", "2026-02-24", "9999-12-31"])
@pytest.mark.parametrize("decision", ["cancel", "move", "restore"])
def test_a_date_that_there_is_not(admin_client: Client, page: EventPage, decision: str, day: str) -> None:
    assert admin_client.get(address(page, decision, day)).status_code == 404


def test_there_is_nothing_to_restore_of_a_date_that_takes_place(admin_client: Client, page: EventPage) -> None:
    assert admin_client.get(address(page, "restore")).status_code == 404
    admin_client.post(address(page, "cancel"), {"scope": "this"})
    assert admin_client.get(address(page, "cancel")).status_code == 404


def test_a_hub_s_people_decide_of_their_own_events_only(client: Client) -> None:
    ours = place_hub("Brighton")
    mine, other = place_event("Mine", parent=ours), place_event("Other", parent=place_hub("Frome"))
    client.force_login(person_of(ours, role="lead"))

    assert client.get(address(mine)).status_code == 200
    client.post(address(mine, "cancel", "2026-03-03"), {"scope": "this"})
    refused = [client.get(address(other)), client.post(address(other, "cancel", "2026-03-03"), {"scope": "this"})]

    assert told(event_of(mine)) == ["03 Mar 19:00 cancelled"]
    assert told(event_of(other)) == ["03 Mar 19:00"]
    assert {answer.status_code for answer in refused} <= {302, 403, 404}
    assert "Other" not in "".join(answer.content.decode() for answer in refused)
