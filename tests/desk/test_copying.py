"""Copying the last meeting: everything stays but the day, and the rule fits the new one."""

import re
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from pages.models import EventPage, EventSpeaker, HubPage
from tests.factories.desk import read, write
from tests.factories.events import event_of, place_event, told
from tests.factories.pages import publish

COPY = "/desk/brighton/copy/"


def test_only_the_day_is_asked_for(client: Client, host: User) -> None:
    client.post(write(client, when={"repeats": "monthly"}), {"publish": "1"})
    original = EventPage.objects.get()
    original.speakers.add(EventSpeaker(name="Ada"))
    publish(original)

    answer = client.post(COPY, {"day": "2026-04-16"})
    client.post(answer["Location"], {"publish": "1"})

    page = EventPage.objects.exclude(pk=original.pk).get()
    assert (page.title, page.venue, page.capacity, page.slug) == (original.title, "Town hall", 40, "trains-for-frome-2")
    assert (page.rule, page.start_date, page.owner) == ("RRULE:FREQ=MONTHLY;BYDAY=3TH", date(2026, 4, 16), host)
    assert [each.name for each in page.speakers.all()] == ["Ada"]
    assert page.translation_key != original.translation_key
    assert told(event_of(page), most=2) == ["16 Apr 19:00", "21 May 19:00"]
    assert told(event_of(original), most=1) == ["03 Mar 19:00"]


def test_beside_a_series_that_goes_on_a_copy_is_one_more_date_unless_asked(client: Client, host: User) -> None:
    client.post(write(client, when={"repeats": "monthly"}), {"publish": "1"})
    original = EventPage.objects.get()

    asked = read(client.get(COPY))
    once = client.post(COPY, {"day": "2026-04-16", "repeats": "no"})
    again = client.post(COPY, {"day": "2026-04-16", "repeats": "as_it_is"})

    assert re.search('value="no"[^>]* checked', asked)
    drafts = EventPage.objects.exclude(pk=original.pk).order_by("pk")
    assert (once.status_code, again.status_code) == (302, 302)
    assert [page.get_latest_revision_as_object().rule for page in drafts] == ["", "RRULE:FREQ=MONTHLY;BYDAY=3TH"]


def test_a_meeting_that_takes_place_once_asks_for_its_day_alone(client: Client, host: User) -> None:
    client.post(write(client, when={"repeats": "no"}), {"publish": "1"})

    assert 'name="repeats"' not in read(client.get(COPY))


@pytest.mark.parametrize(
    ("day", "said"),
    [("", "Choose a day"), ("2026-03-01", "This day is over"), ("2101-01-01", "too far ahead")],
)
def test_a_day_that_cannot_be_is_refused(client: Client, host: User, day: str, said: str) -> None:
    client.post(write(client), {"publish": "1"})

    answer = client.post(COPY, {"day": day})

    assert (answer.status_code, EventPage.objects.count()) == (422, 1)
    assert said in read(answer)


def test_a_rule_of_an_editors_is_kept_where_the_day_fits_it(client: Client, host: User, hub_page: HubPage) -> None:
    place_event("Assembly", parent=hub_page, rule="RRULE:FREQ=WEEKLY;UNTIL=20270101;BYDAY=TU")

    refused = client.post(COPY, {"day": "2026-03-11"})
    taken = client.post(COPY, {"day": "2026-03-17"})

    assert (refused.status_code, taken.status_code, EventPage.objects.count()) == (422, 302, 2)
    assert "Tuesday 17 March 2026" in read(refused)
    assert "As it was set up" in read(client.get(f"{taken['Location']}when/"))


def test_without_a_last_one_a_new_one_is_begun(client: Client, host: User) -> None:
    assert client.get(COPY)["Location"] == "/desk/brighton/new/"
