"""Which towns there are. Read from towns.csv once, when somebody first asks."""

import csv
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from events.towns.distance import box_around, miles_between
from events.towns.names import folded

HERE = Path(__file__).resolve().parent
STILL_NEAR = 25.0
"""So many miles from one of their towns people still mean the next one of that name."""

NATIONS = {"ENG": "England", "SCT": "Scotland", "WLS": "Wales", "NIR": "Northern Ireland"}


@dataclass(frozen=True, slots=True)
class Town:
    """A place with a thousand people or more. `id` is GeoNames'; `label` is what no other town is called.

    `nation` is ENG, SCT, WLS or NIR; `district` is '' where it is the county; `kind` is '', "city", "market_town" or
    "post_industrial". Where it lies is in degrees.
    """

    id: int
    name: str
    label: str
    county: str
    district: str
    nation: str
    latitude: float
    longitude: float
    population: int
    kind: str = ""

    def miles_to(self, other: "Town") -> float:
        return miles_between(self.latitude, self.longitude, other.latitude, other.longitude)


def all_towns() -> tuple[Town, ...]:
    """By name."""
    return _gazetteer().towns


def by_name() -> dict[str, tuple[Town, ...]]:
    """The towns of each name, folded (events/towns/names.py), the largest first."""
    return _gazetteer().by_name


def by_id(id: int) -> Town | None:
    return _gazetteer().by_id.get(id)


def matching(text: str, most: int = 8) -> list[Town]:
    """Those whose name or label begins like that: what is called exactly so first, then the larger first."""
    if not (wanted := folded(text)):
        return []
    exact = _gazetteer().by_name.get(wanted, ())
    begun = [town for name, town in _gazetteer().names if name.startswith(wanted)]
    by_size = sorted(begun, key=lambda town: -town.population)
    return list(dict.fromkeys([*exact, *by_size]))[:most]


def named(text: str) -> tuple[Town, ...]:
    """All that are called exactly so, the largest first."""
    return _gazetteer().by_name.get(folded(text), ())


def find(text: str) -> Town | None:
    """The town that is meant; None where there is none of that name, or several."""
    found = named(text)
    return found[0] if len(found) == 1 else None


def meant(text: str, around: Collection[Town]) -> Town | None:
    """The town that people around there mean: of several of that name one of theirs, or else the only one near them."""
    found = named(text)
    if len(found) < 2:
        return found[0] if found else None
    theirs = [town for town in found if town in around]
    close = theirs or [town for town in found if any(town.miles_to(other) <= STILL_NEAR for other in around)]
    return close[0] if len(close) == 1 else None


def nearest(latitude: float, longitude: float) -> Town:
    """The town whose middle is the nearest."""
    for miles in (5.0, 20.0, 80.0):
        if found := near(latitude, longitude, miles):
            return found[0][0]
    return min(all_towns(), key=lambda town: miles_between(latitude, longitude, town.latitude, town.longitude))


def near(latitude: float, longitude: float, miles: float) -> list[tuple[Town, float]]:
    """The towns within so many miles, each with how many it is, the nearest first."""
    box = box_around(latitude, longitude, miles)
    inside = [town for town in all_towns() if (town.latitude, town.longitude) in box]
    measured = [(town, miles_between(latitude, longitude, town.latitude, town.longitude)) for town in inside]
    return sorted((each for each in measured if each[1] <= miles), key=lambda each: (each[1], each[0].id))


def around(town: Town, miles: float) -> list[Town]:
    """The towns within so many miles of one: itself first, then the nearest."""
    return [each for each, _ in near(town.latitude, town.longitude, miles)]


class _Gazetteer:
    """The towns, and by what they are found."""

    def __init__(self, towns: tuple[Town, ...], also_called: dict[str, list[str]]) -> None:
        self.towns = towns
        self.by_id = {town.id: town for town in towns}
        called = {(folded(name), town) for town in towns for name in _names_of(town, also_called)}
        self.names = sorted(called, key=lambda each: (each[0], -each[1].population))
        by_name: defaultdict[str, list[Town]] = defaultdict(list)
        for name, town in self.names:
            by_name[name].append(town)
        self.by_name = {name: tuple(of_name) for name, of_name in by_name.items()}


def _names_of(town: Town, also_called: dict[str, list[str]]) -> Iterator[str]:
    for name in (town.name, *also_called.get(town.label, ())):
        yield name
        yield f"{name}, {town.county}"
        if town.district:
            yield f"{name}, {town.district}"
    yield town.label


@cache
def _gazetteer() -> _Gazetteer:
    also_called: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows_in("also_called.csv"):
        also_called[row["town"]].append(row["also_called"])
    kinds = {row["town"]: row["kind"] for row in rows_in("kinds.csv")}
    towns = [_read(row) for row in rows_in("towns.csv")]
    labels = _labels(towns, [name for names in also_called.values() for name in names])
    known = (replace(town, label=label, kind=kinds.get(label, "")) for town, label in zip(towns, labels, strict=True))
    return _Gazetteer(tuple(known), also_called)


def _read(row: dict[str, str]) -> Town:
    numbers = {"id": int(row["id"]), "population": int(row["population"])}
    at = {"latitude": float(row["latitude"]), "longitude": float(row["longitude"])}
    words = {name: row[name] for name in ("name", "county", "district", "nation")}
    return Town(label="", **words, **numbers, **at)  # type: ignore[arg-type]


def _labels(towns: list[Town], also_called: list[str]) -> list[str]:
    """Of each town: its name, with its county where others are called so, too, and with more where need be."""
    namesakes = Counter(folded(name) for name in (*(town.name for town in towns), *also_called))
    in_county = Counter((folded(town.name), town.county) for town in towns)
    return [
        town.name
        if namesakes[folded(town.name)] == 1
        else f"{town.name}, {_county_or_nation(town)}"
        if in_county[folded(town.name), town.county] == 1
        else f"{town.name} (near {_larger_neighbour(town, towns)}), {town.county}"
        for town in towns
    ]


def _county_or_nation(town: Town) -> str:
    return NATIONS[town.nation] if town.county == town.name else town.county


def _larger_neighbour(town: Town, towns: list[Town]) -> str:
    larger = [other for other in towns if other.population > town.population and other.name != town.name]
    return min(larger, key=town.miles_to).name


def rows_in(name: str) -> Iterator[dict[str, str]]:
    """Of a file that lies here."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
