"""In which town an event takes place: what its editor wrote, read as the people of its hub mean it."""

from events.hub_areas import Unknown, similar_names, towns_of
from events.models import Event, Hub, Mode
from events.towns import gazetteer
from events.towns.distance import miles_between
from events.towns.gazetteer import Town

STILL_THERE = 10.0
"""So many miles from the middle of a town the door is still in it, or near it."""


def town_of(text: str, hub: Hub | None, at: tuple[float, float] | None = None) -> Town | None:
    """The town that is called so; None where there is none, or several and the hub's area does not tell which.

    Where the door is known, in degrees, it decides: the namesake near it, else the town that is the nearest.
    """
    if at is None:
        return gazetteer.meant(text, towns_of(hub) if hub else ())
    measured = [(miles_between(*at, town.latitude, town.longitude), town) for town in gazetteer.named(text)]
    near = min(measured, key=lambda each: each[0], default=None)
    if near and near[0] <= STILL_THERE:
        return near[1]
    nearest = gazetteer.near(*at, STILL_THERE)
    return nearest[0][0] if nearest else None


def unknown_town(text: str, hub: Hub | None, at: tuple[float, float] | None = None) -> list[Unknown]:
    """The town, where it is not known which one is meant, with those that may be; else nothing."""
    return [Unknown(text, similar_names(text))] if text and town_of(text, hub, at) is None else []


def town_id_of(event: Event) -> int | None:
    """GeoNames' number of its town; None of an event that is online only, too."""
    if event.mode == Mode.ONLINE:
        return None
    latitude, longitude = event.latitude, event.longitude
    at = None if latitude is None or longitude is None else (float(latitude), float(longitude))
    town = town_of(event.town, event.hub, at)
    return town.id if town else None
