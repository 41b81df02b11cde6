"""From how many places people ask for a meeting, told so that nobody can be singled out. Pure.

What is told is decided once, for all readers and all ways of filtering: towns with five answers or more, each with its
number, and the others of a nation together, rounded down to fives, if they are five or more. A filter leaves out rows
and reckons nothing anew, so that the difference of two filters tells no more than the rows themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from events.towns import gazetteer
from events.towns.gazetteer import Town

LEAST_IN_ALL = 20
"""The map is drawn from so many answers on."""

LEAST = 5
"""A town is told of from so many answers on."""


@dataclass(frozen=True, slots=True)
class Place:
    town: Town
    answers: int


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Other towns of a `nation`, or, where it is '', of all nations that have no row of their own: so many or more."""

    nation: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """`so_far` is how many there are in all as long as nothing more is told, and None from then on."""

    so_far: int | None = None
    places: tuple[Place, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()

    def only(self, *, nation: str = "", kind: str = "") -> "Coverage":
        """The rows of a nation, of a kind of town, or both. Of other towns it is not told of which kind they are."""
        places = (each for each in self.places if nation in ("", each.town.nation) and kind in ("", each.town.kind))
        elsewhere = () if kind else (each for each in self.elsewhere if nation in ("", each.nation))
        return Coverage(self.so_far, tuple(places), tuple(elsewhere))


def of(numbers: Mapping[int, int]) -> Coverage:
    """What is told of so many answers for each town, by its number: the places with most answers first."""
    in_all = sum(numbers.values())
    if in_all < LEAST_IN_ALL:
        return Coverage(so_far=in_all)
    known = [Place(town, answers) for number, answers in numbers.items() if (town := gazetteer.by_id(number))]
    places = [place for place in known if place.answers >= LEAST]
    places.sort(key=lambda place: (-place.answers, place.town.label))
    return Coverage(places=tuple(places), elsewhere=tuple(_elsewhere(known)))


def _elsewhere(known: list[Place]) -> list[Elsewhere]:
    few = dict.fromkeys(gazetteer.NATIONS, 0)
    for place in known:
        if place.answers < LEAST:
            few[place.town.nation] += place.answers
    rows = [Elsewhere(nation, _rounded(number)) for nation, number in few.items() if number >= LEAST]
    rest = sum(number for number in few.values() if number < LEAST)
    return [*rows, Elsewhere("", _rounded(rest))] if rest >= LEAST else rows


def _rounded(number: int) -> int:
    # Else whoever saw the map before and after one answer could tell from which row a town has moved.
    return number - number % LEAST
