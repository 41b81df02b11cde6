"""Those who wanted a meeting near a town hear of the one that was planned for them, or of another: once."""

import uuid
from datetime import timedelta

import pytest

from events.models import Event, MeetingProposal
from events.services import announcements, meeting_proposals, meeting_wishes, meetings_found
from events.services.events import withdraw_event
from tests.factories.events import NOW, again, put_in_force
from tests.factories.hubs import make_hub
from tests.factories.meeting_wishes import many, want
from tests.factories.outbox import sent_mail
from tests.factories.sign_ups import mails

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def key() -> uuid.UUID:
    """Of a meeting that is planned: eight would come, one of eleven wants no mail, one withdraws."""
    many(8, wants_mail=True)
    want("silent")
    gone = want("gone", wants_mail=True)
    want("cymraeg", wants_mail=True, can_host=True)
    meeting_wishes.withdraw(public_id=gone.public_id)
    key = uuid.uuid4()
    meeting_proposals.plan(proposal_id=MeetingProposal.objects.get().pk, event_key=key, now=NOW)
    return key


def told() -> list[str]:
    return [to for to, _ in mails("meeting_wish_found")]


def test_each_who_ticked_it_gets_one_mail_ten_minutes_after_it_is_published(key: uuid.UUID) -> None:
    meetings_found.tell(LATER)
    hub = make_hub("somerset", title="Somerset", contact_email="somerset@example.org")
    put_in_force("assembly", key=key, hub=hub, has_childcare=True)
    meetings_found.tell(LATER - timedelta(seconds=1))
    before = told()

    meetings_found.tell(LATER)
    meetings_found.tell(LATER)

    assert before == []
    assert told() == [f"p{number}-frome@example.org" for number in range(8)] + ["cymraeg@example.org"]
    assert MeetingProposal.objects.get().state == "published"
    mail = sent_mail("meeting_wish:1:meeting_wish_found:")
    assert (mail.subject, mail.reply_to) == ("A meeting near Frome: Assembly", "somerset@example.org")
    for words in (
        "Tuesday 3 March 2026, 19:00–20:30",
        "Frome",
        "Childcare",
        "/sign-up/",
        "/assembly/",
        "/meeting-wish/",
    ):
        assert words in mail.text


def test_of_a_meeting_that_is_withdrawn_nobody_hears(key: uuid.UUID) -> None:
    put_in_force("assembly", key=key)
    withdraw_event(key=key, now=NOW)

    meetings_found.tell(LATER)

    assert (told(), MeetingProposal.objects.get().state) == ([], "planned")


def test_of_a_meeting_that_is_over_nobody_hears(key: uuid.UUID) -> None:
    put_in_force("assembly", key=key)

    meetings_found.tell(LATER + timedelta(days=2))

    assert told() == []


def test_many_are_told_in_several_runs(key: uuid.UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meetings_found, "MOST_AT_ONCE", 5)
    put_in_force("assembly", key=key)

    meetings_found.tell(LATER)
    first = MeetingProposal.objects.get().state
    meetings_found.tell(LATER)

    assert (first, MeetingProposal.objects.get().state, len(told())) == ("planned", "published", 9)


def test_of_any_new_meeting_nearby_those_hear_who_had_answered_before_and_once() -> None:
    want("ann", "Frome", wants_mail=True)
    want("bob", "Warminster", wants_mail=True)
    want("far", "Lancaster", wants_mail=True)
    want("silent", "Frome")
    put_in_force("assembly")
    put_in_force("second")
    want("late", "Frome", now=NOW + timedelta(minutes=1), wants_mail=True)

    meetings_found.tell(LATER - timedelta(seconds=1))
    before = told()
    meetings_found.tell(LATER)
    meetings_found.tell(LATER)

    assert before == []
    assert mails("meeting_wish_found") == [
        ("ann@example.org", "A meeting near Frome: Assembly"),
        ("bob@example.org", "A meeting near Warminster: Assembly"),
    ]


@pytest.mark.parametrize("kind", ["online", "old", "demo", "unknown town"])
def test_of_what_is_not_new_or_nowhere_nobody_hears(kind: str) -> None:
    want("ann", "Frome", wants_mail=True)
    event = put_in_force(**({"mode": "online"} if kind == "online" else {}))
    if kind == "old":
        Event.objects.update(published_at=NOW - timedelta(days=2))
    elif kind == "demo":
        announcements.tell_nobody(events=[event])
    elif kind == "unknown town":
        Event.objects.update(town_id=None)

    meetings_found.tell(LATER)

    assert told() == []


def test_publishing_again_makes_nothing_new() -> None:
    event = put_in_force()
    want("ann", "Frome", now=NOW + timedelta(minutes=1), wants_mail=True)

    again(event, title="Another title", now=NOW + timedelta(hours=1))
    meetings_found.tell(NOW + timedelta(hours=2))

    assert told() == []
