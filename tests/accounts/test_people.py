"""The registry of who holds what of a person: asked together, erased together or not at all."""

from datetime import datetime
from typing import Any

import pytest

from accounts import people
from accounts.people import Erasure, Holder, Kept, StillRunning, UnknownPerson
from tests.factories.donations import NOW

pytestmark = pytest.mark.django_db


class Shelf:
    """Holds one thing of Ada's; keeps what it was asked."""

    def __init__(self, *obstacles: str) -> None:
        self.things, self.obstacles = ["a thing"], list(obstacles)

    def export(self, email: str) -> list[str]:
        return self.things if email == "ada@example.org" else []

    def erase(self, email: str, now: datetime) -> Erasure:
        self.things = []
        return Erasure(["A thing"], [Kept("Its dust", "Nobody can lift it")])

    def end(self, email: str, now: datetime) -> None:
        self.obstacles = []

    def holder(self) -> Holder:
        return Holder(self.export, self.erase, obstacles=lambda email: self.obstacles, end=self.end)


@pytest.fixture
def shelves(monkeypatch: pytest.MonkeyPatch) -> list[Shelf]:
    monkeypatch.setattr(people, "_holders", {})
    shelves = [Shelf(), Shelf("It moves: hold it.")]
    for number, shelf in enumerate(shelves):
        people.register(f"shelf {number}", shelf.holder())
    return shelves


def test_all_holders_are_asked_and_an_address_may_be_typed_in_capitals(shelves: list[Shelf]) -> None:
    shelves[1].things = []

    assert people.export_person(email=" Ada@Example.org ") == {"shelf 0": ["a thing"]}


def test_nothing_is_erased_while_something_runs(shelves: list[Shelf]) -> None:
    with pytest.raises(StillRunning) as running:
        people.erase_person(email="ada@example.org", now=NOW)

    assert running.value.obstacles == ["It moves: hold it."]
    assert [shelf.things for shelf in shelves] == [["a thing"], ["a thing"]]


def test_what_runs_is_ended_first_where_that_is_asked_for(shelves: list[Shelf]) -> None:
    erasure = people.erase_person(email="ada@example.org", now=NOW, end_what_runs=True)

    assert [shelf.things for shelf in shelves] == [[], []]
    assert erasure == Erasure(["A thing"] * 2, [Kept("Its dust", "Nobody can lift it")] * 2)


@pytest.mark.parametrize("ask", [people.export_person, lambda **asked: people.erase_person(**asked, now=NOW)])
def test_who_is_not_known_is_told_of(shelves: list[Shelf], ask: Any) -> None:
    with pytest.raises(UnknownPerson):
        ask(email="eve@example.org")

    assert [shelf.things for shelf in shelves] == [["a thing"], ["a thing"]]


@pytest.mark.parametrize("part", ["", " ", "@", "example", "@example.org", "ada@"])
def test_what_is_no_whole_address_is_nobodys(part: str) -> None:
    assert not people.is_known(email=part)
    with pytest.raises(UnknownPerson):
        people.erase_person(email=part, now=NOW)
    with pytest.raises(UnknownPerson):
        people.export_person(email=part)


@pytest.mark.parametrize("text", ["o'brien@example.org", "jo!brien@example.org", "brien@example.org.uk"])
def test_a_longer_address_is_somebody_elses(text: str) -> None:
    assert not people.names(text, "brien@example.org")
    assert people.names(f"<BRIEN@example.org>, {text}", "brien@example.org")
