"""Areas by name, as their towns: nations, counties, districts, and what else people call where they live."""

import csv
import difflib
from collections import defaultdict
from functools import cache

from events.towns.gazetteer import HERE, NATIONS, Town, all_towns, by_name, matching
from events.towns.names import folded


def towns_in(area: str) -> tuple[Town, ...]:
    """The towns of the area, the largest first; none where no area is called so."""
    return _areas().get(folded(area), ("", ()))[1]


def name_of(text: str) -> str:
    """What the area is called that is meant; '' where there is none."""
    return _areas().get(folded(text), ("", ()))[0]


def similar(text: str, most: int = 3) -> list[str]:
    """What may have been meant by a name that nobody knows: labels of towns and names of areas."""
    begun = [town.label for town in matching(text, most)]
    alike = [_called()[name] for name in difflib.get_close_matches(folded(text), _called(), most, cutoff=0.75)]
    return list(dict.fromkeys([*begun, *alike]))[:most]


@cache
def _called() -> dict[str, str]:
    """Of each name, as it is compared, the area or the largest town that is called so."""
    by_size = sorted(all_towns(), key=lambda town: town.population)
    towns = {folded(name): town.label for town in by_size for name in (town.name, town.label)}
    return {name: told for name, (told, _) in _areas().items()} | towns


@cache
def _areas() -> dict[str, tuple[str, tuple[Town, ...]]]:
    """What each area is called, and its towns, by its name as it is compared."""
    found: defaultdict[str, list[Town]] = defaultdict(list)
    for town in all_towns():
        for name in dict.fromkeys((NATIONS[town.nation], town.county, town.district)):
            found[name].append(town)
    del found[""]
    with (HERE / "areas.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            found[row["area"]] = _towns_of(row, found)
    return {
        folded(name): (name, tuple(sorted(set(towns), key=lambda town: (-town.population, town.id))))
        for name, towns in found.items()
    }


def _towns_of(row: dict[str, str], known: dict[str, list[Town]]) -> list[Town]:
    """The areas and towns that an area is made of stand with bars between."""
    of_areas = [town for area in row["areas"].split("|") if area for town in known[area]]
    return of_areas + [by_name()[folded(label)][0] for label in row["towns"].split("|") if label]
