"""People who signed up, in the admin: who sees them, what is counted, what the file holds, and what the log tells."""

import csv
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts import roles
from accounts.models import User
from community.models import Subscriber
from community.services import subscribing
from tests.factories.events import NOW
from tests.factories.hubs import person_of, place_hub
from tests.factories.reading import words as read
from tests.factories.subscribers import ask, place_form, subscribe

pytestmark = pytest.mark.django_db
LIST = "/admin/subscriber/"


@pytest.fixture
def sign_in(client: Client) -> Callable[[str], Client]:
    def in_group(name: str) -> Client:
        user = User.objects.create_user("ada", "ada@example.org", "correct horse")
        user.groups.add(Group.objects.get(name=name))
        client.force_login(user)
        return client

    return in_group


@pytest.fixture
def editor(sign_in: Callable[[str], Client]) -> Client:
    return sign_in(roles.EDITORS)


def listed(client: Client, query: str = "") -> list[str]:
    text = read(client.get(f"{LIST}results/{query}"))
    return [name for name in ("ann", "bob", "cem", "dee") if f"{name}@example.org" in text]


def rows(client: Client, query: str = "") -> list[list[str]]:
    answer: Any = client.get(f"{LIST}?export=csv{query}")
    return list(csv.reader(b"".join(answer.streaming_content).decode().splitlines()))


def test_those_who_may_be_written_to_are_listed_and_others_when_asked_for(editor: Client) -> None:
    page = place_form("Spring campaign")
    subscribe("Ann", "news", "help", page_key=page.translation_key)
    subscribe("Bob", "help")
    ask("Cem")
    subscribing.leave(public_id=subscribe("Dee").public_id, now=NOW)

    shown = read(editor.get(LIST))

    asked = ["", "?purpose=news", f"?page_key={page.translation_key}", "?state=unconfirmed", "?state=left"]
    assert [listed(editor, query) for query in asked] == [["ann", "bob"], ["ann"], ["ann"], ["cem"], ["dee"]]
    assert listed(editor, "?q=bob") == ["bob"]
    assert listed(editor, "?purpose=%00&page_key=x&state=' OR 1") == ["ann", "bob"]
    for words in ("News by email (1)", "Calls to help (2)", "Spring campaign (1)", "A page that is not public (1)"):
        assert words in shown


def test_the_file_holds_what_mailing_services_ask_for_and_nothing_that_runs(editor: Client) -> None:
    page = place_form("Spring campaign")
    ann = subscribe("Ann", "news", "help", page_key=page.translation_key)
    Subscriber.objects.filter(pk=ann.pk).update(name='=HYPERLINK("https://bad.example")')
    ask("Bob")

    columns = ["email", "name", "language", "consents", "state", "created_at", "source"]
    told = ["ann@example.org", '\'=HYPERLINK("https://bad.example")', "en", "news, help", "current"]
    assert rows(editor) == [columns, [*told, "2026-03-02 09:00", "Spring campaign"]]
    assert rows(editor, "&state=unconfirmed")[1][:5] == ["bob@example.org", "Bob", "en", "", "unconfirmed"]


def test_one_is_shown_with_the_words_that_they_agreed_to(editor: Client) -> None:
    ann = subscribe("Ann", "news")
    subscribing.leave(public_id=ann.public_id, now=NOW)

    text = read(editor.get(f"{LIST}inspect/{ann.pk}/"))

    assert "news : “Write to me with news of the campaign, once or twice a month.”" in text
    assert "withdrawn 2 March 2026, 09:00" in text
    assert "Has left" in text


def test_each_look_and_each_file_is_written_down_without_an_address(editor: Client) -> None:
    ann = subscribe("Ann")

    editor.get(LIST)
    editor.get(f"{LIST}inspect/{ann.pk}/")
    rows(editor)

    entries = ModelLogEntry.objects.filter(user__username="ada").order_by("pk")
    actions = ["community.list_subscribers", "community.look_at_subscriber", "cms.export"]
    assert [entry.action for entry in entries if "subscriber" in entry.action or "export" in entry.action] == actions
    assert "ann@" not in str([(entry.label, entry.data) for entry in entries])


@pytest.mark.parametrize("group", [roles.TREASURERS, roles.VOLUNTEERS, roles.WELSH_EDITORS])
def test_nobody_else_sees_them(sign_in: Callable[[str], Client], group: str) -> None:
    ann, browser = subscribe("Ann"), sign_in(group)

    answers = [browser.get(path) for path in (LIST, f"{LIST}?export=csv", f"{LIST}inspect/{ann.pk}/")]

    assert {answer.status_code for answer in answers} == {302}
    assert "/admin/subscriber/" not in browser.get("/admin/").content.decode()


def test_a_lead_of_a_hub_does_not_see_them(client: Client) -> None:
    client.force_login(person_of(place_hub("Brighton"), role="lead"))

    assert client.get(LIST).status_code == 302


def test_moderators_keep_the_purposes_and_editors_do_not(sign_in: Callable[[str], Client]) -> None:
    browser = sign_in(roles.MODERATORS)
    told = {"name": "Petitions", "wording": "Write to me with petitions.", "wordings-TOTAL_FORMS": 0}

    made = browser.post("/admin/snippets/community/purpose/add/", {**told, "wordings-INITIAL_FORMS": 0}, follow=True)
    user = User.objects.get(username="ada")
    user.groups.set([Group.objects.get(name=roles.EDITORS)])
    refused = browser.get("/admin/snippets/community/purpose/add/")

    assert ("Petitions" in read(made), refused.status_code) == (True, 302)
    assert "petitions" in dict(subscribe("Ann", "petitions").consents.values_list("purpose", "wording"))
