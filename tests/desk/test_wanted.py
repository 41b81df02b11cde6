"""Meetings that people want, on the desk: from ten answers to a meeting and a mail to those who asked for it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts.models import User
from cms import tick
from events.models import MeetingProposal, MeetingWish
from pages.models import EventPage, HubPage
from tests.factories.desk import STEPS, WHAT, read
from tests.factories.events import NOW
from tests.factories.hubs import hub_of, place_hub
from tests.factories.meeting_wishes import many, want
from tests.factories.outbox import sent_mail
from tests.factories.reading import words
from tests.factories.sign_ups import mails

DESK = "/desk/frome/"


@pytest.fixture
def hub_page(db: None) -> HubPage:
    return place_hub("Frome", towns="Frome", contact_email="frome@example.org")


@pytest.fixture
def address(host: User) -> str:
    """Of a proposal: ten want a meeting in Frome, one of these can host and has a venue."""
    many(9, wants_mail=True)
    want("tenth", can_host=True, has_venue=True, name="Tess Tenth", how="In a circle")
    return f"{DESK}wanted/{MeetingProposal.objects.get().pk}/"


def log_of(proposal: MeetingProposal) -> list[str]:
    return list(ModelLogEntry.objects.for_instance(proposal).order_by("pk").values_list("action", flat=True))


def answer_in_public(client: Client, who: str, **said: Any) -> None:
    """As a person does it: the form, the mail, the button."""
    typed = {"town": "Frome", "would_come": "on", "wants_mail": "on", "email": f"{who}@example.org", **said}
    assert client.post("/meetings-wanted/", typed).status_code == 303
    wish = MeetingWish.objects.get(email=f"{who}@example.org")
    assert wish.path in sent_mail(f"meeting_wish:{wish.pk}").text
    client.post(wish.path, {"do": "confirm"})


def test_from_ten_answers_to_a_meeting_and_a_mail(client: Client, host: User) -> None:
    anybody = Client()
    for number in range(10):
        answer_in_public(anybody, f"p{number}", **({"can_host": "on", "name": "Hester"} if number == 7 else {}))

    desk = words(client.get(DESK))
    proposal = MeetingProposal.objects.get()
    opened = words(client.get(f"{DESK}wanted/{proposal.pk}/"))
    step = client.post(f"{DESK}wanted/{proposal.pk}/", {"plan": "1"})
    asked = read(client.get(step["Location"]))
    client.post(step["Location"], WHAT)
    draft = EventPage.objects.get()
    for name, typed in STEPS.items():
        client.post(f"{DESK}meetings/{draft.pk}/{name}/", typed | ({"town": "Frome"} if name == "where" else {}))
    client.post(f"{DESK}meetings/{draft.pk}/", {"publish": "1"})
    told_at_once = mails("meeting_wish_found")
    with time_machine.travel(NOW + timedelta(minutes=10), tick=False):
        assert "meetings-found" in tick.run_due(NOW + timedelta(minutes=10))
        tick.run_due(NOW + timedelta(minutes=20))

    assert "People want a meeting near Frome 10 would come, 1 can host, 0 venues" in desk
    assert ("Hester" in opened, "example.org" in opened) == (True, False)
    assert 'value="Open meeting in Frome"' in asked
    assert draft.town == "Frome"
    assert told_at_once == []
    assert sorted(mails("meeting_wish_found")) == [
        (f"p{number}@example.org", "A meeting near Frome: Trains for Frome") for number in range(10)
    ]
    assert "People want a meeting" not in words(client.get(DESK))


def test_names_are_of_those_who_can_host_and_each_look_is_logged_once(client: Client, address: str) -> None:
    want("quiet", name="Quentin Quiet", how="By letter")

    first, second = words(client.get(address)), words(client.get(address))

    assert "Tess Tenth Frome: can host, has a venue or knows of one" in first
    assert "How should they be run? In a circle" in first
    assert "Quentin" not in first + second
    assert "By letter" not in first
    assert log_of(MeetingProposal.objects.get()) == ["events.look_at_who_can_host"]


def test_after_twelve_hours_names_ask_for_another_login(client: Client, address: str) -> None:
    with time_machine.travel(NOW + timedelta(hours=13), tick=False):
        answer = client.get(address)

    assert (answer.status_code, "Tess" in read(answer)) == (403, False)


def test_not_now_wants_a_reason_and_is_noted(client: Client, address: str) -> None:
    without = client.post(address, {"not_now": "1", "reason": " "})
    with_one = client.post(address, {"not_now": "1", "reason": "The hall is shut until May."}, follow=True)

    proposal = MeetingProposal.objects.get()
    assert (without.status_code, read(without).count("Say why, in a few words")) == (422, 2)
    assert "It is noted." in words(with_one)
    assert (proposal.state, proposal.reason) == ("not_now", "The hall is shut until May.")
    assert "Not now: The hall is shut until May." in words(client.get(address))
    assert "events.decline_wanted_meeting" in log_of(proposal)


def test_two_who_plan_at_once_begin_one_meeting(client: Client, address: str) -> None:
    client.post(address, {"plan": "1"})

    second = client.post(address, {"plan": "1"}, follow=True)

    assert "Somebody was quicker" in words(second)
    assert EventPage.objects.count() == 1
    assert "A meeting is being planned. Open meeting in Frome" in words(second)


def test_when_its_draft_is_deleted_it_is_open_again(client: Client, address: str) -> None:
    client.post(address, {"plan": "1"})

    EventPage.objects.get().delete()

    assert "Plan this meeting" in words(client.get(address))


def test_the_place_of_the_last_meeting_is_kept_only_in_the_same_town(client: Client, address: str) -> None:
    write_in_frome = {"where": {"town": "Bruton"}}
    client.post(f"{DESK}new/", WHAT)
    last = EventPage.objects.get()
    for name, typed in STEPS.items():
        client.post(f"{DESK}meetings/{last.pk}/{name}/", typed | write_in_frome.get(name, {}))
    client.post(f"{DESK}meetings/{last.pk}/", {"publish": "1"})

    client.post(address, {"plan": "1"})

    planned = EventPage.objects.exclude(pk=last.pk).get()
    assert (planned.town, planned.venue, planned.capacity) == ("Frome", "", 40)


def test_the_proposal_of_another_hub_is_not_there(client: Client, address: str) -> None:
    MeetingProposal.objects.update(hub=hub_of(place_hub("Leeds")))

    assert client.get(address).status_code == 404
    assert client.post(address, {"plan": "1"}).status_code == 404
