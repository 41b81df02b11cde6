"""Somebody's own page: opening it changes nothing, its buttons confirm, save and leave."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from community.models import Purpose, Subscriber
from community.purposes import OfferedConsent
from tests.factories.events import NOW
from tests.factories.reading import words as read
from tests.factories.subscribers import ask, boxes, in_force, pending, subscribe

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_opening_changes_nothing_and_the_button_confirms(client: Client) -> None:
    ann = ask("Ann", "news")

    opened = client.get(ann.path)
    client.head(ann.path)
    nothing = client.post(ann.path, {"do": "anything"})
    before = in_force(ann)
    confirmed = client.post(ann.path, {"do": "confirm", "consent": pending(ann)}, follow=True)

    assert (opened["X-Robots-Tag"], "no-store" in opened["Cache-Control"]) == ("noindex", True)
    assert ("May we write to you?" in read(opened), "Write to me with news" in read(opened)) == (True, True)
    assert (nothing.status_code, before, in_force(ann)) == (200, [], ["news"])
    assert (confirmed.redirect_chain, "Your choices" in read(confirmed)) == ([(ann.path, 302)], True)


@pytest.mark.parametrize("sent", [[], ["x"], ["-1"], ["9" * 30], ["\0"]])
def test_what_is_no_consent_of_theirs_confirms_nothing(client: Client, sent: list[str]) -> None:
    ann, bob = ask("Ann"), ask("Bob")

    answer = client.post(ann.path, {"do": "confirm", "consent": [*sent, *map(str, pending(bob))]})

    assert (answer.status_code, in_force(ann), in_force(bob)) == (302, [], [])


def test_boxes_say_what_one_agreed_to_and_are_saved(client: Client) -> None:
    ann = subscribe("Ann", "news")
    [agreed] = boxes("news")
    changed = Purpose.objects.get(slug="news")
    changed.wording = "Write to me every day."
    changed.save()

    html = client.get(ann.path).content.decode()
    saved = client.post(ann.path, {"do": "save", "name": "Anna", "consents": [agreed, *boxes("help")]}, follow=True)
    ann.refresh_from_db()
    both = in_force(ann)
    client.post(ann.path, {"do": "save", "name": "Anna", "consents": []})

    assert (html.count("checked"), f'value="{agreed}"' in html, "every day" in html) == (1, True, False)
    assert (saved.status_code, ann.name, both) == (200, "Anna", ["help", "news"])
    assert ann.consents.in_force().count() == 0
    assert "We write to you about nothing" in read(client.get(ann.path))


def test_a_box_that_nobody_offers_is_refused(client: Client) -> None:
    ann = subscribe("Ann")
    made_up = OfferedConsent("news", "News", "Sell my address.").key

    answer = client.post(ann.path, {"do": "save", "name": "Anna", "consents": [made_up]})

    ann.refresh_from_db()
    assert (answer.status_code, "The words beside a box have changed" in read(answer)) == (422, True)
    assert (ann.name, in_force(ann), 'value="Anna"' in answer.content.decode()) == ("Ann", ["news"], True)


def test_one_leaves_with_a_button_and_an_unconfirmed_address_is_deleted(client: Client) -> None:
    ann, bob = subscribe("Ann"), ask("Bob")

    left = [client.post(each.path, {"do": "leave"}) for each in (ann, bob, bob)]

    assert [answer.status_code for answer in left] == [200] * 3
    assert ["We write to you no more" in read(answer) for answer in left] == [True] * 3
    assert ["Your address is deleted" in read(answer) for answer in left] == [False, True, True]
    assert (client.get(bob.path).status_code, Subscriber.objects.get().state) == (404, "left")


def test_a_mail_programs_own_button_leaves_at_once(client: Client) -> None:
    ann = subscribe("Ann", "news", "help")

    for _ in range(2):
        answer = client.post(ann.path, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, in_force(ann)) == (200, [])


@pytest.mark.parametrize("sent", [{}, {"do": "save"}, {"do": "confirm", "consent": "1"}])
def test_nobody_guesses_a_page(client: Client, sent: dict[str, Any]) -> None:
    ann = subscribe("Ann")
    path = f"/my-choices/{uuid4()}/"

    assert (client.get(path).status_code, client.post(path, sent, follow=True).status_code) == (404, 404)
    assert in_force(ann) == ["news"]
