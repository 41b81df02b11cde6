"""The towns that a hub is there for, and which hub is there for a town."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from events.models import Hub
from events.towns import areas, gazetteer
from events.towns.gazetteer import Town

FARTHEST = 30.0
"""So many miles from one of its towns a hub is still near."""

MOST_SUGGESTED = 60


@dataclass(frozen=True, slots=True)
class Unknown:
    """The name of a town or area that nobody knows, and what may have been meant."""

    name: str
    similar: list[str]


def towns_of(hub: Hub) -> tuple[Town, ...]:
    """Those that it names, then all others of its area. None while no name is known."""
    of_area = areas.towns_in(hub.area)
    return tuple(dict.fromkeys([*_named(hub.towns, of_area), *of_area]))


def suggested(hub: Hub | None) -> list[str]:
    """What its people may write for a town: first those that the hub names, then the largest of its area."""
    return [town.label for town in towns_of(hub)[:MOST_SUGGESTED]] if hub else []


def unknown_names(area: str, names: Iterable[str]) -> list[Unknown]:
    """Those of a hub's area and towns that are on no map; the hub can have them, but nobody finds it by them."""
    of_area = areas.towns_in(area)
    told = [] if of_area or not area or gazetteer.named(area) else [area]
    told += [name for name in names if not _meant(name, of_area)]
    return [Unknown(name, similar_names(name)) for name in told]


def similar_names(name: str) -> list[str]:
    """What may have been meant: all towns of that name, else what looks like it."""
    return [town.label for town in gazetteer.named(name)] or areas.similar(name)


def hub_near(town: Town, hubs: Iterable[Hub], within: float = FARTHEST) -> Hub | None:
    """The hub that is there for the town: that names it, or has it in its area, else the nearest within the miles."""
    known = [(hub, _named(hub.towns, areas.towns_in(hub.area)), towns_of(hub)) for hub in hubs]
    if of_town := next((hub for hub, named, _ in known if town in named), None):
        return of_town
    # Of two areas that hold it the smaller says more.
    holding = [(len(towns), hub.pk, hub) for hub, _, towns in known if town in towns]
    if holding:
        return min(holding, key=lambda each: each[:2])[2]
    far = [(min(map(town.miles_to, towns)), hub.pk, hub) for hub, _, towns in known if towns]
    nearest = min(far, key=lambda each: each[:2], default=None)
    return nearest[2] if nearest and nearest[0] <= within else None


def _named(names: Iterable[str], of_area: Collection[Town]) -> list[Town]:
    """The towns of these names; where an area is named, all that lie in it."""
    around = of_area or [town for name in names if (town := gazetteer.find(name))]
    return [town for name in names for town in _meant(name, around)]


def _meant(name: str, around: Collection[Town]) -> tuple[Town, ...]:
    """The town, or those of the area. What several towns are called is no area: Newport is a county, too."""
    if gazetteer.named(name):
        town = gazetteer.meant(name, around)
        return (town,) if town else ()
    return areas.towns_in(name)
