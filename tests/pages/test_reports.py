"""How a meeting went: its page leads to the meeting and its hub, and they to it, in each language."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from events.models import MeetingReport
from pages.models import EventPage, HubPage, MeetingReportPage
from search.queries import find
from tests.factories.events import NOW, WEEKLY, event_of, place_event
from tests.factories.hubs import person_of, place_hub, place_index
from tests.factories.pages import hide, home, place, publish, translate

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 3, 20, 9, tzinfo=UTC)
"""After three of four dates."""


@pytest.fixture(autouse=True)
def later() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def hub_page() -> HubPage:
    return place_hub("Brighton")


@pytest.fixture
def event(hub_page: HubPage) -> EventPage:
    with time_machine.travel(NOW, tick=False):
        return place_event(parent=hub_page, rule=f"{WEEKLY};COUNT=4")


def report(event: EventPage, day: int = 10, **fields: Any) -> MeetingReportPage:
    told = {"event_page": event, "held_on": date(2026, 3, day), "people": 23, "place": "Town hall, Frome", **fields}
    return place(MeetingReportPage, told.pop("title", f"How it went on the {day}th"), parent=event.get_parent(), **told)


def read(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def part(html: str, heading: str) -> str:
    return html.partition(f'id="past">{heading}</h2>')[2].partition("</section>")[0]


def days(html: str) -> list[str]:
    return [each[:10] for each in html.split('<time datetime="')[1:]]


def test_meeting_hub_and_report_lead_to_each_other(client: Client, event: EventPage, hub_page: HubPage) -> None:
    page = report(event, next_steps="A bus.\n\nAda <asks> the council.", introduction="It was full.")

    html, of_event, of_hub = read(client, page.url), read(client, event.url), read(client, hub_page.url)

    assert "<p>A bus.</p> <p>Ada &lt;asks&gt; the council.</p>" in html
    assert "Tuesday 10 March 2026</time><br>Town hall, Frome <br> 23 people came" in html
    assert f'href="{event.url}"' in html
    for told in (part(of_event, "How it went"), part(of_hub, "Past meetings")):
        assert f'<a href="{page.url}">How it went on the 10th</a>' in told
        assert "<p>Town hall, Frome</p> <p> 23 people came </p>" in told
    assert days(part(of_hub, "Past meetings")) == ["2026-03-17", "2026-03-10", "2026-03-03"]
    assert days(part(of_event, "How it went")) == ["2026-03-10"]


def test_a_report_is_found(client: Client, event: EventPage) -> None:
    page = report(event, next_steps="Buses on Sundays")

    assert [each.pk for each in find("Sundays", locale=page.locale).pages] == [page.pk]
    listed = client.get("/api/v1/pages?type=meeting_report").json()["items"]
    told = client.get(f"/api/v1/pages/{page.pk}").json()
    assert [each["id"] for each in listed] == [page.pk]
    assert (told["event"]["id"], told["people"], told["held_on"]) == (event.pk, 23, "2026-03-10")
    assert (told["place"], told["next_steps"]) == ("Town hall, Frome", "Buses on Sundays")


def test_it_is_shown_in_the_readers_language_or_else_as_it_was_written(client: Client, event: EventPage) -> None:
    publish(home("cy"))
    first, second = report(event), report(event, 3)
    translate(place_index(), title="Hybiau")
    hub = translate(event.get_parent().specific, title="Brighton (cy)")
    welsh = translate(first, title="Sut aeth hi", people=99)

    shown = read(client, hub.url).partition('id="past">')[2]

    assert f'href="{welsh.url}"' in shown
    assert f'href="{second.url}"' in shown
    assert ("23 " in shown, "99" in shown) == (True, False)


def test_many_dates_without_a_report_leave_room_for_those_with_one(client: Client, hub_page: HubPage) -> None:
    with time_machine.travel("2026-01-01T09:00:00Z", tick=False):
        event = place_event(parent=hub_page, rule="RRULE:FREQ=DAILY", start_date=date(2026, 1, 1))
    with time_machine.travel("2026-01-05T09:00:00Z", tick=False):
        page = report(event, held_on=date(2026, 1, 2))

    told = part(read(client, hub_page.url), "Past meetings")

    assert days(told) == ["2026-03-19", "2026-03-18", "2026-03-17", "2026-03-16", "2026-01-02"]
    assert f'href="{page.url}"' in told


def test_what_is_not_published_shows_nowhere(client: Client, event: EventPage, hub_page: HubPage) -> None:
    page = report(event)
    before = MeetingReport.objects.count()
    page.unpublish()
    unpublished = MeetingReport.objects.count()
    publish(page)
    again = MeetingReport.objects.count()
    hide(page)

    assert (before, unpublished, again, MeetingReport.objects.count()) == (1, 0, 1, 0)
    assert part(read(client, event.url), "How it went") == ""
    assert days(part(read(client, hub_page.url), "Past meetings"))[1] == "2026-03-10"
    assert page.url not in read(client, hub_page.url)


def test_a_deleted_report_leaves_its_date_free(event: EventPage) -> None:
    report(event).delete()

    assert MeetingReport.objects.count() == 0
    assert MeetingReport.objects.filter(key=report(event).translation_key).exists()


def test_only_one_page_tells_of_a_date_and_none_of_a_day_without_one(event: EventPage) -> None:
    page = report(event)
    report(event, title="Once more")
    report(event, 11)
    place(MeetingReportPage, "Of nothing", parent=home(), held_on=date(2026, 3, 10))

    assert list(MeetingReport.objects.values_list("key", flat=True)) == [page.translation_key]


def posted(event: EventPage | None, **changes: str) -> dict[str, str]:
    form = {
        "title": "How it went",
        "slug": "how-it-went",
        "event_page": str(event.pk) if event else "",
        "held_on": "2026-03-10",
        "place": "Frome",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }
    return form | changes


def test_a_host_publishes_it_in_the_admin_without_review(client: Client, event: EventPage, hub_page: HubPage) -> None:
    client.force_login(person_of(hub_page))
    add = f"/admin/pages/add/pages/meetingreportpage/{hub_page.pk}/"

    form = read(client, add)
    client.post(add, posted(event))

    assert "action-publish" in form
    assert "action-submit" not in form
    assert MeetingReport.objects.get().occurrence == event_of(event).occurrences.get(original_date="2026-03-10")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"held_on": "2026-03-11"}, "This meeting did not take place on that day"),
        ({"held_on": "2026-03-24"}, "This meeting did not take place on that day"),
        ({"held_on": "2026-03-03"}, "Another page tells how it went on that day"),
        ({"held_on": ""}, "This field is required."),
    ],
)
def test_what_does_not_fit_is_not_published(
    admin_client: Client, event: EventPage, changes: dict[str, str], words: str
) -> None:
    report(event, 3)

    answer = admin_client.post(
        f"/admin/pages/add/pages/meetingreportpage/{event.get_parent().pk}/", posted(event, **changes)
    )

    assert words in " ".join(answer.content.decode().split())
    assert MeetingReportPage.objects.count() == 1
