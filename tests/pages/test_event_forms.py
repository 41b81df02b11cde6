"""What the form of an event refuses to publish, and what it lets into a draft."""

import re
from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest
import time_machine
from django.test import Client

from events.models import Event
from pages.models import EventPage
from tests.factories.events import NOW, WEEKLY, event_of, place_event, told
from tests.factories.hubs import place_hub
from tests.factories.topics import make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def posted(page: EventPage, **changes: Any) -> dict[str, Any]:
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


def test_below_a_hub_events_and_reports_of_them_are_what_can_be_added(admin_client: Client) -> None:
    hub_page = place_hub("Brighton")

    answer = admin_client.get(f"/admin/pages/{hub_page.pk}/add_subpage/")

    offered = re.findall(r"/admin/pages/add/pages/(\w+)/", answer.content.decode())
    assert list(dict.fromkeys(offered)) == ["eventpage", "meetingreportpage"]
    for kind in offered:
        assert admin_client.get(f"/admin/pages/add/pages/{kind}/{hub_page.pk}/").status_code == 200


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


def test_three_topics_can_be_ticked_and_no_more(admin_client: Client) -> None:
    page = place_event(live=False)
    edit = f"/admin/pages/{page.pk}/edit/"
    before = admin_client.get(edit).content.decode()
    topics = [str(make_topic(name).pk) for name in ("Housing", "Health", "Schools", "Trains")]

    refused = admin_client.post(edit, posted(page, topics=topics)).content.decode()
    none = [admin_client.post(edit, posted(page, topics=[number])).content.decode() for number in ("9" * 30, "x")]
    admin_client.post(edit, posted(page, topics=topics[:3]))

    assert ('name="topics"' in before, 'name="topics"' in refused) == (False, True)
    assert "Choose three topics at most" in refused
    assert ["is not one of the available choices" in html for html in none] == [True, True]
    assert event_of(page).topics.count() == 3
