"""Writing a meeting at the desk: each step is kept, what is wrong is said, and publishing puts it in force."""

import re
from datetime import date, time

import pytest
from django.test import Client

from accounts.models import User
from events.models import Event
from pages.models import EventPage, HubPage
from tests.factories.desk import STEPS, WHAT, WHERE, read, write
from tests.factories.events import event_of, told
from tests.factories.topics import make_topic

pytestmark = pytest.mark.django_db


def test_a_host_publishes_a_weekly_meeting_in_steps(client: Client, host: User) -> None:
    look = write(client)
    before = client.get(look)
    unseen = Event.objects.count()
    done = client.post(look, {"publish": "1"})

    page = EventPage.objects.get()
    shown = read(client.get(page.url))
    assert read(before).count("<time ") == 6
    assert (unseen, done.status_code, done["Location"]) == (0, 302, f"{look}published/")
    assert told(event_of(page), most=2) == ["03 Mar 19:00", "10 Mar 19:00"]
    assert (page.owner, page.venue, page.town, page.capacity) == (host, "Town hall", "Brighton", 40)
    assert page.is_step_free
    assert "<p>Tea at seven.</p><p>&lt;b&gt;Bring&lt;/b&gt; a friend.</p>" in shown.replace("> <", "><")
    assert page.get_latest_revision().user == host


def test_from_the_first_step_on_nothing_is_lost(client: Client, host: User, hub_page: HubPage) -> None:
    client.post("/desk/brighton/new/", WHAT)

    page = EventPage.objects.get()
    assert (page.live, page.get_parent().pk, page.slug) == (False, hub_page.pk, "trains-for-frome")
    assert "Trains for Frome" in read(client.get("/desk/brighton/meetings/"))
    look = read(client.get(f"/desk/brighton/meetings/{page.pk}/"))
    assert "Before it can be published" in look
    assert ('name="publish"' in look, 'name="keep"' in look) == (False, True)
    assert client.post(f"/desk/brighton/meetings/{page.pk}/", {"publish": "1"}).status_code == 422
    assert not EventPage.objects.get().live


WRONG = [
    ("when", {"start_date": ""}, "Choose a day"),
    ("when", {"end_time": ""}, "Say when it ends"),
    ("when", {"start_date": "2026-03-01"}, "This day is over"),
    ("when", {"start_date": "2026-02-30"}, "Enter a valid date"),
    ("when", {"start_date": "9999-01-01"}, "too far ahead"),
    ("when", {"end_time": "18:00"}, "It ends before it begins"),
    ("when", {"repeats": "hourly"}, "Select a valid choice"),
    ("where", {"town": ""}, "Say in which town people meet"),
    ("where", {"online_url": "not an address"}, "This is no link"),
    ("access", {"capacity": "0"}, "Enter a number from 1 on"),
    ("access", {"capacity": "-3"}, "Enter a number from 1 on"),
    ("access", {"capacity": "a few"}, "Enter a number from 1 on"),
    ("access", {"capacity": "9" * 30}, "less than or equal to"),
]


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client: Client, host: User) -> None:
    look = write(client)

    answers = [client.post(f"{look}{step}/", STEPS[step] | {"venue": "Kept"} | sent) for step, sent, _ in WRONG]

    assert [answer.status_code for answer in answers] == [422] * len(WRONG)
    assert [said for answer, (*_, said) in zip(answers, WRONG, strict=True) if said not in read(answer)] == []
    assert 'value="Kept"' in read(answers[7])


def test_any_title_is_taken_or_refused_clearly(client: Client, host: User) -> None:
    titles = {"🎺": 302, "مرحبا": 302, "a" * 255: 302, "x\u0000y": 422, "  ": 422, "": 422, "a" * 256: 422}

    answers = {title: client.post("/desk/brighton/new/", WHAT | {"title": title}).status_code for title in titles}

    assert answers == titles
    assert list(EventPage.objects.order_by("pk").values_list("slug", flat=True)) == ["meeting", "meeting-2", "a" * 200]


def test_a_line_break_in_a_title_is_a_space(client: Client, host: User) -> None:
    client.post("/desk/brighton/new/", WHAT | {"title": "A\r\nBcc: all@example.org"})

    assert EventPage.objects.get().title == "A Bcc: all@example.org"


RULES = [
    ("no", "2026-03-03", ""),
    ("weekly", "2026-03-03", "RRULE:FREQ=WEEKLY"),
    ("fortnightly", "2026-03-03", "RRULE:FREQ=WEEKLY;INTERVAL=2"),
    ("monthly", "2026-03-10", "RRULE:FREQ=MONTHLY;BYDAY=2TU"),
    ("monthly", "2026-03-31", "RRULE:FREQ=MONTHLY;BYDAY=-1TU"),
]


def test_how_often(client: Client, host: User) -> None:
    look = write(client)
    for repeats, day, rule in RULES:
        client.post(f"{look}when/", STEPS["when"] | {"repeats": repeats, "start_date": day})

        draft = EventPage.objects.get().get_latest_revision_as_object()
        chosen = re.findall(r'value="(\w+)"[^>]* checked', read(client.get(f"{look}when/")))
        assert (draft.rule, draft.start_date, chosen) == (rule, date.fromisoformat(day), [repeats])


def test_a_meeting_may_go_on_after_midnight(client: Client, host: User) -> None:
    look = write(client, when={"start_time": "22:00", "end_time": "01:00"})
    client.post(look, {"publish": "1"})

    page = EventPage.objects.get()
    assert (page.end_date, page.minutes) == (date(2026, 3, 4), 180)


def test_the_next_one_is_filled_in_from_the_last(client: Client, host: User) -> None:
    client.post(write(client), {"publish": "1"})

    client.post("/desk/brighton/new/", WHAT | {"title": "Another"})

    draft = EventPage.objects.get(title="Another").get_latest_revision_as_object()
    assert (draft.venue, draft.address, draft.town, draft.capacity) == ("Town hall", "1 High Street", "Brighton", 40)
    assert (draft.access_note, draft.start_time, draft.start_date) == ("Ring the bell.", time(19), None)


def test_a_change_is_seen_only_once_it_is_published(client: Client, host: User) -> None:
    look = write(client)
    client.post(look, {"publish": "1"})

    answer = client.post(f"{look}where/?only", WHERE | {"venue": "Library"})
    page = EventPage.objects.get()
    kept = (page.venue, page.get_latest_revision_as_object().venue)
    client.post(look, {"publish": "1"})

    assert (answer["Location"], kept) == (look, ("Town hall", "Library"))
    assert event_of(page).venue == "Library"


@pytest.mark.parametrize("number", ["0", "-1", "x", "\0", "9" * 30, str(2**63 - 1)])
def test_a_topic_that_there_is_not_is_refused(client: Client, host: User, number: str) -> None:
    make_topic("Housing")

    answer = client.post("/desk/brighton/new/", WHAT | {"topics": [number]})

    assert (answer.status_code, EventPage.objects.count()) == (422, 0)


def test_topics_are_offered_once_editors_have_made_some(client: Client, host: User) -> None:
    before = read(client.get("/desk/brighton/new/"))
    topics = [make_topic(name) for name in ("Housing", "Health", "Schools", "Trains")]
    look = write(client, what={"topics": [topics[0].pk, topics[3].pk]})
    asked = read(client.get(f"{look}what/"))

    too_many = client.post(f"{look}what/", WHAT | {"topics": [topic.pk for topic in topics]})
    client.post(look, {"publish": "1"})

    assert "Which of these is it about?" not in before
    assert re.findall(r'name="topics" value="(\d+)"[^>]* checked', asked) == [str(topics[0].pk), str(topics[3].pk)]
    assert "Choose three topics at most" in read(too_many)
    for hostile in ("9" * 30, "\0", "x"):
        assert client.post(f"{look}what/", WHAT | {"topics": [hostile]}).status_code == 422
    assert sorted(each.slug for each in event_of(EventPage.objects.get()).topics.all()) == ["housing", "trains"]
