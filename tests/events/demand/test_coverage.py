"""What is told of where meetings are wanted: no filter, and no two of them, tell of a town with fewer than five."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.demand import coverage
from events.demand.coverage import Coverage, Elsewhere
from events.towns import gazetteer
from events.towns.gazetteer import Town
from tests.factories.meeting_wishes import town_id

NATIONS = ("", *gazetteer.NATIONS)
KINDS = ("", "city", "market_town", "post_industrial")
BY_NATION: dict[str, list[Town]] = {
    nation: [town for town in gazetteer.all_towns() if town.nation == nation] for nation in gazetteer.NATIONS
}
SOME_TOWNS = [town for towns in BY_NATION.values() for town in [*towns[:4], *sorted(towns, key=lambda t: t.kind)[-6:]]]


def told(numbers: dict[str, int]) -> list[tuple[str, int]]:
    found = coverage.of({town_id(label): number for label, number in numbers.items()})
    places = [(place.town.label, place.answers) for place in found.places]
    return places + [(each.nation or "elsewhere", each.at_least) for each in found.elsewhere]


@pytest.mark.parametrize("number", [0, 1, 19])
def test_below_twenty_only_their_number_is_told(number: int) -> None:
    assert coverage.of({town_id("Frome"): number}) == Coverage(so_far=number)


def test_from_twenty_on_towns_with_five_are_told_the_largest_number_first() -> None:
    assert told({"Frome": 5, "Nuneaton": 15}) == [("Nuneaton", 15), ("Frome", 5)]


def test_smaller_numbers_are_told_together_by_nation_in_fives() -> None:
    assert told({"Frome": 10, "Nuneaton": 4, "Lancaster": 4, "Stirling": 3, "Perth": 4}) == [
        *(("Frome", 10), ("ENG", 5), ("SCT", 5)),
    ]


def test_what_is_too_little_for_a_nation_is_told_for_all_of_these_or_not_at_all() -> None:
    assert told({"Frome": 20, "Stirling": 3, "Aberystwyth": 3}) == [("Frome", 20), ("elsewhere", 5)]
    assert told({"Frome": 20, "Stirling": 3, "Aberystwyth": 1}) == [("Frome", 20)]


def test_a_town_that_is_no_longer_known_is_not_told_of() -> None:
    assert coverage.of({1: 30}) == Coverage()


def test_a_filter_leaves_out_rows_and_reckons_nothing_anew() -> None:
    found = coverage.of({town_id("Frome"): 20, town_id("Stirling"): 4, town_id("Perth"): 4})

    assert found.only(nation="SCT").elsewhere == (Elsewhere("SCT", 5),)
    assert found.only(nation="SCT").places == ()
    assert found.only(kind="city") == Coverage(places=tuple(p for p in found.places if p.town.kind == "city"))


def everything(numbers: dict[int, int]) -> list[Any]:
    """All that anybody can be told, whatever they filter by."""
    found = coverage.of(numbers)
    return [found.only(nation=nation, kind=kind) for nation, kind in product(NATIONS, KINDS)]


@given(st.dictionaries(st.sampled_from(SOME_TOWNS), st.integers(1, 9), max_size=14), st.data())
def test_whatever_one_asks_no_town_with_fewer_than_five_can_be_reckoned(numbers: dict[Town, int], data: Any) -> None:
    """Were it one fewer there, and one more in some other such town, nobody would be told anything else."""
    before = {town.id: number for town, number in numbers.items()}
    few = [town for town, number in numbers.items() if number < coverage.LEAST]
    if sum(before.values()) < coverage.LEAST_IN_ALL or not few:
        return
    town = data.draw(st.sampled_from(few))
    others = [each for each in BY_NATION[town.nation] if each != town and before.get(each.id, 0) < coverage.LEAST - 1]
    other = data.draw(st.sampled_from(others[:50]))

    after = {**before, town.id: before[town.id] - 1, other.id: before.get(other.id, 0) + 1}

    assert everything(after) == everything(before)


@given(st.dictionaries(st.sampled_from(SOME_TOWNS), st.integers(1, 9), max_size=14))
def test_every_number_that_is_told_is_of_five_answers_or_more(numbers: dict[Town, int]) -> None:
    for found in everything({town.id: number for town, number in numbers.items()}):
        told = [place.answers for place in found.places] + [each.at_least for each in found.elsewhere]
        assert all(number >= 5 for number in told)
        assert found.so_far is None or (told == [] and found.so_far < 20)
