"""The mentor of a hub: told once of each of its first meetings, and no more once they say no."""

from datetime import timedelta

import pytest

from accounts.models import User
from cms.models import OutgoingMail
from events.models import Hub, Mentor
from events.personal_data import MENTORS
from events.services.events import withdraw_event
from events.services.mentors import name_mentor, remove_mentor, step_back, tell_of_meetings
from tests.factories.events import NOW, TUESDAY, put_in_force
from tests.factories.hubs import make_hub
from tests.factories.sign_ups import mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub() -> Hub:
    return make_hub(contact_email="brighton@example.org")


@pytest.fixture
def lead() -> User:
    return User.objects.create_user("lead")


def name(hub: Hub, lead: User, email: str = "Mo@Example.org") -> Mentor:
    return name_mentor(hub=hub, email=email, locale="en", user=lead, now=NOW)


def told() -> list[tuple[str, str]]:
    return mails("mentor_meeting")


def test_who_is_named_is_told(hub: Hub, lead: User) -> None:
    mentor = name(hub, lead)
    name(hub, lead, "mo@example.org")

    assert mails("mentor_named") == [("mo@example.org", "You are the mentor of Brighton")]
    assert mentor.path in OutgoingMail.objects.get().text


def test_each_of_the_first_three_meetings_is_told_once(hub: Hub, lead: User) -> None:
    put_in_force("before", hub=hub, title="Before")
    put_in_force("elsewhere", title="Elsewhere")
    name(hub, lead)
    for number in range(5):
        put_in_force(f"new{number}", hub=hub, title=f"New {number}", rule="RRULE:FREQ=WEEKLY")

    tell_of_meetings(NOW)
    tell_of_meetings(NOW + timedelta(minutes=5))

    assert told() == [("mo@example.org", f"Brighton plans a meeting: New {number}") for number in range(3)]
    assert OutgoingMail.objects.filter(reply_to="brighton@example.org").count() == 4


def test_what_is_over_or_withdrawn_is_no_news(hub: Hub, lead: User) -> None:
    name(hub, lead)
    put_in_force("over", hub=hub, day=TUESDAY - timedelta(7))
    event = put_in_force("withdrawn", hub=hub)
    withdraw_event(key=event.key, now=NOW)

    tell_of_meetings(NOW)

    assert told() == []


def test_who_is_no_mentor_any_more_is_told_nothing(hub: Hub, lead: User) -> None:
    first = name(hub, lead)
    second = name(hub, lead, "eve@example.org")
    put_in_force("new", hub=hub)
    step_back(public_id=first.public_id)
    step_back(public_id=second.public_id)
    name(hub, lead, "cy@example.org")
    remove_mentor(hub=hub, user=lead)

    tell_of_meetings(NOW)

    assert (Mentor.objects.count(), told()) == (0, [])


def test_a_person_is_exported_and_erased(hub: Hub, lead: User) -> None:
    name(hub, lead)

    exported = MENTORS.export("mo@example.org")
    erased = MENTORS.erase("mo@example.org", NOW)

    assert [(each["email"], each["hub"]) for each in exported] == [("mo@example.org", "Brighton")]
    assert (erased.erased, Mentor.objects.count()) == (["mentor of 1 hubs"], 0)
