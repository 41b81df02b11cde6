"""Areas by name, as their towns."""

import csv

import pytest

from events.towns import areas, gazetteer
from events.towns.names import folded


@pytest.mark.parametrize(
    ("area", "number", "largest"),
    [
        ("Surrey", 103, "Woking"),
        ("surrey", 103, "Woking"),
        ("Scotland", 513, "Glasgow"),
        ("Calderdale", 15, "Halifax"),
        ("Tyne & Wear", 28, "Newcastle upon Tyne"),
        ("Sussex", 104, "Brighton"),
        ("Wealden", 9, "Hailsham"),
    ],
)
def test_an_area_is_its_towns_the_largest_first(area: str, number: int, largest: str) -> None:
    towns = areas.towns_in(area)

    assert (len(towns), towns[0].label) == (number, largest)


def test_an_area_that_nobody_knows_has_no_towns() -> None:
    assert areas.towns_in("Narnia") == areas.towns_in("") == ()


def test_the_calder_valley_is_a_list_of_towns() -> None:
    labels = sorted(town.label for town in areas.towns_in("calder valley"))

    assert labels == [
        "Brighouse",
        "Elland",
        "Halifax",
        "Hebden Bridge",
        "Mytholmroyd",
        "Ripponden",
        "Sowerby Bridge",
        "Todmorden",
    ]


def test_the_file_names_only_what_there_is() -> None:
    with (gazetteer.HERE / "areas.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))

    towns = {name for row in rows for name in row["towns"].split("|") if name}
    assert {name for name in towns if gazetteer.find(name) is None} == set()
    assert len({folded(row["area"]) for row in rows}) == len(rows) == 99
    assert all(areas.towns_in(row["area"]) for row in rows)


@pytest.mark.parametrize(
    ("text", "similar"),
    [
        ("Guilford", ["Guildford"]),
        ("Surey", ["Surrey"]),
        ("Todmorton", ["Todmorden"]),
        ("Newp", ["Newport, Wales", "Newport, Isle of Wight", "Newport Pagnell"]),
        ("North Somerset Levels", ["North Somerset"]),
        ("Newprt", ["Newport, Wales"]),
        ("Xqzzy", []),
    ],
)
def test_what_may_have_been_meant(text: str, similar: list[str]) -> None:
    assert areas.similar(text)[: len(similar) or 1] == similar
