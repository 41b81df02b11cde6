"""The towns that a hub is there for, and which hub is there for a town."""

import pytest

from events.hub_areas import hub_near, towns_of, unknown_names
from events.models import Hub
from events.towns import gazetteer
from events.towns.gazetteer import Town


def hub(pk: int = 1, area: str = "", towns: str = "") -> Hub:
    return Hub(pk=pk, slug=f"hub-{pk}", area=area, towns=towns.split(", ") if towns else [])


def town(label: str) -> Town:
    found = gazetteer.find(label)
    assert found is not None
    return found


def labels(towns: tuple[Town, ...]) -> list[str]:
    return [each.label for each in towns]


def test_a_hubs_towns_are_those_that_it_names() -> None:
    assert labels(towns_of(hub(towns="Brighton, Hove, Lewes"))) == ["Brighton", "Hove", "Lewes"]


def test_those_of_its_area_follow() -> None:
    towns = towns_of(hub(area="Surrey", towns="Woking, Guildford"))

    assert labels(towns)[:2] == ["Woking", "Guildford"]
    assert len(towns) == 103


def test_in_its_area_a_namesake_is_the_one_that_lies_there() -> None:
    assert labels(towns_of(hub(area="Shropshire", towns="Newport")))[0] == "Newport, Shropshire"
    assert labels(towns_of(hub(area="Isle of Wight", towns="Newport")))[0] == "Newport, Isle of Wight"


def test_without_an_area_it_is_the_one_near_its_other_towns() -> None:
    assert labels(towns_of(hub(towns="Newport, Cwmbran"))) == ["Newport, Wales", "Cwmbran"]
    assert labels(towns_of(hub(towns="Newport"))) == []


def test_among_its_towns_an_area_stands_for_all_of_its_own() -> None:
    assert len(towns_of(hub(towns="Frome, Wealden"))) == 10


def test_a_hub_that_says_nothing_known_has_no_towns() -> None:
    assert towns_of(hub(area="Somewhere", towns="Nowhere")) == ()


@pytest.mark.parametrize(
    ("area", "towns", "told"),
    [
        ("Surrey", ["Guildford", "Woking"], {}),
        ("Surey", ["Guilford"], {"Surey": "Surrey", "Guilford": "Guildford"}),
        ("", ["Newport"], {"Newport": "Newport, Wales"}),
        ("Shropshire", ["Newport"], {}),
        ("Wealden", ["The Weald"], {}),
        ("Frome", [], {}),
    ],
)
def test_names_on_no_map_are_told_with_what_may_have_been_meant(
    area: str, towns: list[str], told: dict[str, str]
) -> None:
    unknown = unknown_names(area, towns)

    assert {each.name: each.similar[0] for each in unknown} == told


def test_the_hub_that_names_a_town_is_there_for_it() -> None:
    hubs = [hub(1, area="Somerset"), hub(2, towns="Bath, Frome")]

    assert hub_near(town("Frome"), hubs) == hubs[1]
    assert hub_near(town("Wells"), hubs) == hubs[0]


def test_of_two_areas_the_smaller_says_more() -> None:
    hubs = [hub(1, area="Sussex"), hub(2, area="Wealden"), hub(3, area="England")]

    assert hub_near(town("Uckfield"), hubs) == hubs[1]
    assert hub_near(town("Lewes"), hubs) == hubs[0]


def test_else_the_nearest_is_that_is_near_enough() -> None:
    hubs = [hub(1, towns="Brighton"), hub(2, towns="Frome"), hub(3)]

    assert hub_near(town("Warminster"), hubs) == hubs[1]
    assert hub_near(town("Carlisle"), hubs) is None
    assert hub_near(town("Warminster"), hubs, within=5) is None
    assert hub_near(town("Frome"), []) is None
