"""What those who come have said, as their hosts see it: without names, and answers only from three on."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from events.models import AgendaItem, Hub, Occurrence, SignUp
from events.services.agendas import suggest
from events.services.surveys import answer
from pages.models import HubPage
from tests.factories.desk import read
from tests.factories.events import NOW, event_of, place_event
from tests.factories.sign_ups import come

NAMES = ("Ann", "Ben", "Cat")


@pytest.fixture
def date(host: User, hub_page: HubPage) -> Occurrence:
    page = place_event(parent=hub_page)
    Hub.objects.update(takes_agenda=True, asks_afterwards=True)
    return event_of(page).occurrences.get()


@pytest.fixture
def people(date: Occurrence) -> list[SignUp]:
    return [come(date, name) for name in NAMES]


def desk(date: Occurrence, what: str) -> str:
    page = HubPage.objects.get().get_children().get()
    return f"/desk/brighton/meetings/{page.pk}/{what}"


def test_hosts_hide_a_suggestion_and_show_it_again(client: Client, date: Occurrence, people: list[SignUp]) -> None:
    for who, text in zip(people, ("Buses", "Rude", "buses"), strict=True):
        suggest(public_id=who.public_id, text=text, now=NOW)
    rude = AgendaItem.objects.get(text="Rude")
    path = desk(date, "dates/2026-03-03/suggestions/")

    shown = read(client.get(path))
    client.post(path, {"hide": rude.pk})
    hidden = read(client.get(path))
    printed = read(client.get(desk(date, "agenda/")))
    client.post(path, {"show": rude.pk})

    assert path in read(client.get("/desk/brighton/meetings/"))
    assert shown.index("<bdi>Buses</bdi>") < shown.index("Matters to 2 people") < shown.index("<bdi>Rude</bdi>")
    assert hidden.index("<bdi>Buses</bdi>") < hidden.index("Hidden</h2>") < hidden.index("<bdi>Rude</bdi>")
    assert ("Hidden</h2>" in hidden, "Hidden</h2>" in read(client.get(path))) == (True, False)
    assert "<ul><li><bdi>Buses</bdi></li></ul>" in printed
    assert not any(name in shown for name in NAMES)
    AgendaItem.objects.get(hidden_at=None, text="Rude")


def test_the_agenda_has_none_where_the_hub_does_not_ask(client: Client, date: Occurrence, people: list[SignUp]) -> None:
    suggest(public_id=people[0].public_id, text="Buses", now=NOW)
    Hub.objects.update(takes_agenda=False)

    assert "Buses" not in read(client.get(desk(date, "agenda/")))
    assert "suggestions/" not in read(client.get("/desk/brighton/meetings/"))
    assert "Nobody has suggested" not in read(client.get(desk(date, "dates/2026-03-03/suggestions/")))


def test_answers_are_shown_from_three_on_without_names(client: Client, date: Occurrence, people: list[SignUp]) -> None:
    path = desk(date, "dates/2026-03-03/answers/")
    with time_machine.travel(date.ends_at + timedelta(days=1), tick=False):
        of_none = read(client.get(path))
        for who, words in zip(people, ("The soup", "The <bread>", "Nothing"), strict=True):
            of_two = read(client.get(path))
            answer(public_id=who.public_id, answers=[("What was good?", words)], now=date.ends_at)
        of_three = read(client.get(path))
        listed = read(client.get("/desk/brighton/reports/"))

    assert "You see answers as soon as 3 people have answered." in of_none
    assert of_none == of_two
    assert "<li><bdi>Nothing</bdi></li><li><bdi>The &lt;bread&gt;</bdi></li><li><bdi>The soup</bdi></li>" in of_three
    assert not any(name in of_three for name in NAMES)
    assert path in listed
