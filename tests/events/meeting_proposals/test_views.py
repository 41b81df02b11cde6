"""Meetings that are wanted, in the admin: the report, who can host, a word to them, and giving a place to a hub."""

from collections.abc import Iterator

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts import roles
from accounts.models import User
from events.models import Hub, MeetingProposal
from events.services import meeting_proposals
from tests.factories.events import NOW
from tests.factories.hubs import person_of, place_hub
from tests.factories.meeting_wishes import many, want
from tests.factories.reading import words
from tests.factories.sign_ups import mails

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/meetings-wanted/"


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def address() -> str:
    """Of an open place: ten want a meeting in Nuneaton, one can host, one has a venue; and of a hub in Frome."""
    person_of(place_hub("Frome", towns="Frome", contact_email="frome@example.org"), username="fred")
    many(8, "Nuneaton")
    want("hester", "Nuneaton", can_host=True, name="Hester Host")
    want("vic", "Nuneaton", has_venue=True, name="Vic Venue", where="The <b>Ritz</b>")
    return f"/admin/meetings-wanted/{MeetingProposal.objects.get().pk}/"


@pytest.fixture
def editor(client: Client) -> Client:
    edith = User.objects.create_user("edith", "edith@example.org")
    edith.groups.add(Group.objects.get(name=roles.EDITORS))
    client.force_login(edith)
    return client


@pytest.fixture
def fred(address: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username="fred"))
    return client


def log_of() -> list[tuple[str, str]]:
    rows = ModelLogEntry.objects.for_instance(MeetingProposal.objects.get()).order_by("pk")
    return list(rows.values_list("action", "user__username"))


def test_the_report_tells_editors_where_the_next_meeting_should_be(editor: Client, address: str) -> None:
    many(10)
    many(7, "Lancaster")
    many(4, "Stirling")
    declined = MeetingProposal.objects.get(hub__slug="frome")
    meeting_proposals.decline(proposal_id=declined.pk, reason="No hall.", now=NOW)

    told = words(editor.get(REPORT))

    assert "Nuneaton Open place 10 would come, 1 can host, 1 venue 2 March 2026 Open" in told
    assert "Frome Frome 10 would come, 0 can host, 0 venues 2 March 2026 Not now: No hall." in told
    assert told.index("Nuneaton Open") < told.index("Frome Frome")
    assert "Lancaster 7" in told
    assert "Stirling" not in told
    assert "Hester" not in told
    assert REPORT in editor.get("/admin/reports/hubs/").content.decode()


def test_while_nobody_wants_anything_the_report_says_so(editor: Client) -> None:
    assert "Nowhere do enough people want one yet." in words(editor.get(REPORT))


def test_editors_see_who_can_host_and_give_the_place_to_a_hub(editor: Client, address: str) -> None:
    before = words(editor.get(address))
    wrong = editor.post(address, {"hub": ""})
    given = editor.post(address, {"hub": Hub.objects.get(slug="frome").pk}, follow=True)

    assert "No hub is near: it is an open place." in before
    assert "Hester Host" in before
    assert "Where should we hold meetings? The <b>Ritz</b>" in before
    assert "@example.org" not in before
    assert (wrong.status_code, "Choose a hub" in words(wrong)) == (422, True)
    assert "frome finds it on its desk now." in words(given).lower()
    assert MeetingProposal.objects.get().hub == Hub.objects.get(slug="frome")
    assert log_of()[:2] == [("events.look_at_who_can_host", "edith"), ("events.give_wanted_meeting", "edith")]


def test_a_hub_sees_its_own_only_and_gives_nothing_away(fred: Client, address: str) -> None:
    before = [fred.get(path).status_code for path in (address, f"{address}message/")]
    meeting_proposals.give_to_hub(
        proposal_id=MeetingProposal.objects.get().pk, hub=Hub.objects.get(slug="frome"), now=NOW
    )

    after = [fred.get(path).status_code for path in (address, f"{address}message/")]

    assert (before, after) == ([404, 404], [200, 200])
    assert "Give it to" not in words(fred.get(address))
    assert fred.post(address, {"hub": "1"}).status_code in (302, 403)
    assert fred.get(REPORT).status_code in (302, 403)


def test_a_word_to_those_who_can_host_goes_to_each_and_no_address_is_shown(editor: Client, address: str) -> None:
    form = words(editor.get(f"{address}message/"))
    empty = editor.post(f"{address}message/", {"text": " "})
    sent = editor.post(f"{address}message/", {"text": "Shall we meet?"}, follow=True)

    assert "2 people near Nuneaton can host or have a venue, and each gets a mail of their own." in form
    assert "Answers go to the organisation." in form
    assert "@example.org" not in form
    assert (empty.status_code, "Write something" in words(empty)) == (422, True)
    assert "Your mail goes to 2 people." in words(sent)
    assert mails("meeting_wish_message") == [
        ("hester@example.org", "A meeting near Nuneaton"),
        ("vic@example.org", "A meeting near Nuneaton"),
    ]
    assert ("events.write_to_who_can_host", "edith") in log_of()


def test_a_third_mail_is_refused_and_what_was_typed_is_kept(editor: Client, address: str) -> None:
    for text in ("Once", "Twice"):
        editor.post(f"{address}message/", {"text": text})

    third = editor.post(f"{address}message/", {"text": "Thrice"})

    assert (third.status_code, "Thrice" in words(third)) == (409, True)
    assert "You have written to them twice already." in words(third)
    assert "Write to them" not in words(editor.get(address))
