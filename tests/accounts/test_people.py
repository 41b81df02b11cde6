"""The registry of who holds what of a person: asked together, erased together or not at all."""

from dataclasses import replace
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

    def export(self, who: str) -> list[str]:
        return self.things if who in ("ada@example.org", "NOMAIL") else []

    def erase(self, who: str, now: datetime) -> Erasure:
        self.things = []
        return Erasure(["A thing"], [Kept("Its dust", "Nobody can lift it")])

    def end(self, who: str, now: datetime) -> None:
        self.obstacles = []

    def holder(self) -> Holder:
        return Holder(self.export, self.erase, obstacles=lambda who: self.obstacles, end=self.end)


@pytest.fixture
def shelves(monkeypatch: pytest.MonkeyPatch) -> list[Shelf]:
    monkeypatch.setattr(people, "_holders", {})
    shelves = [Shelf(), Shelf("It moves: hold it.")]
    for number, shelf in enumerate(shelves):
        people.register(f"shelf {number}", shelf.holder())
    return shelves


def test_all_holders_are_asked_and_an_address_may_be_typed_in_capitals(shelves: list[Shelf]) -> None:
    shelves[1].things = []

    assert people.export_person(who=" Ada@Example.org ") == {"shelf 0": ["a thing"]}


def test_nothing_is_erased_while_something_runs(shelves: list[Shelf]) -> None:
    with pytest.raises(StillRunning) as running:
        people.erase_person(who="ada@example.org", now=NOW)

    assert running.value.obstacles == ["It moves: hold it."]
    assert [shelf.things for shelf in shelves] == [["a thing"], ["a thing"]]


def test_what_runs_is_ended_first_where_that_is_asked_for(shelves: list[Shelf]) -> None:
    erasure = people.erase_person(who="ada@example.org", now=NOW, end_what_runs=True)

    assert [shelf.things for shelf in shelves] == [[], []]
    assert erasure == Erasure(["A thing"] * 2, [Kept("Its dust", "Nobody can lift it")] * 2)


@pytest.mark.parametrize("ask", [people.export_person, lambda **asked: people.erase_person(**asked, now=NOW)])
def test_who_is_not_known_is_told_of(shelves: list[Shelf], ask: Any) -> None:
    with pytest.raises(UnknownPerson):
        ask(who="eve@example.org")

    assert [shelf.things for shelf in shelves] == [["a thing"], ["a thing"]]


@pytest.mark.parametrize("part", ["", " ", "@", "example", "@example.org", "ada@"])
def test_what_is_no_whole_address_is_nobodys(part: str) -> None:
    with pytest.raises(UnknownPerson):
        people.erase_person(who=part, now=NOW)
    with pytest.raises(UnknownPerson):
        people.export_person(who=part)


def test_a_reference_leads_to_an_address_or_is_asked_of_its_own_holder_alone(shelves: list[Shelf]) -> None:
    known = {"ADA": "ada@example.org", "NOMAIL": "NOMAIL"}
    people.register("shelf 1", replace(shelves[1].holder(), find=known.get))

    assert people.export_person(who=" ADA ") == {"shelf 0": ["a thing"], "shelf 1": ["a thing"]}
    assert people.export_person(who="NOMAIL") == {"shelf 1": ["a thing"]}
    people.erase_person(who="NOMAIL", now=NOW, end_what_runs=True)
    assert [shelf.things for shelf in shelves] == [["a thing"], []]
    with pytest.raises(UnknownPerson, match="no reference of a gift that names anybody"):
        people.export_person(who="EVE")


@pytest.mark.parametrize("text", ["o'brien@example.org", "jo!brien@example.org", "brien@example.org.uk"])
def test_a_longer_address_is_somebody_elses(text: str) -> None:
    assert not people.names(text, "brien@example.org")
    assert people.names(f"<BRIEN@example.org>, {text}", "brien@example.org")
