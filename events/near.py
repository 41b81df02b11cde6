"""What somebody means who asks for meetings near a place, and how far each of them is from there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import ngettext

from events import postcodes
from events.models import Event, Occurrence
from events.towns import areas, gazetteer
from events.towns.distance import box_around, miles_between

WITHIN = (5, 10, 25, 50)
"""So many miles one may ask for."""

USUALLY_WITHIN = 25
LONGEST = 80
POSITION = re.compile(r"(-?\d{1,2}(?:\.\d{1,12})?),\s*(-?\d{1,3}(?:\.\d{1,12})?)", re.ASCII)


class PlaceError(Exception):
    """Nobody knows where that is. `code` says why, `choices` what may have been meant: labels of towns and areas.

    "unknown": no such name; "several": more than one; "no_postcodes": they are not looked up here;
    "unknown_postcode"; "no_answer": whoever looks them up does not.
    """

    def __init__(self, code: str, choices: Iterable[str] = ()) -> None:
        super().__init__(code)
        self.code, self.choices = code, list(choices)


@dataclass(frozen=True)
class Near:
    """Within so many miles of a place, or in an `area`, which knows no miles. `asked` is what asks for it again.

    `label` is what people read: of a phone's position and of a postcode, the town that is nearest.
    """

    asked: str
    label: str
    within: int
    latitude: float = 0
    longitude: float = 0
    area: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether it tells where one person is, and so is for no cache."""
        return not self.area and self.asked != self.label

    @property
    def words(self) -> str:
        """Where that is, as part of a title."""
        if self.area:
            return self.label
        told = {"number": self.within, "town": self.label}
        if self.is_exact:
            return (
                ngettext(
                    "within %(number)d mile of you, near %(town)s",
                    "within %(number)d miles of you, near %(town)s",
                    self.within,
                )
                % told
            )
        return ngettext("within %(number)d mile of %(town)s", "within %(number)d miles of %(town)s", self.within) % told

    @cached_property
    def miles(self) -> dict[int, float | None]:
        """The events that lie there, by their keys, each with how far it is. Asked for once."""
        if self.area:
            towns = [town.id for town in areas.towns_in(self.area)]
            return dict.fromkeys(Event.objects.lying_in(towns).values_list("pk", flat=True))
        return self._measured()

    def tell(self, dates: Iterable[Occurrence]) -> None:
        """Say of each date how far it is."""
        for date in dates:
            date.miles = self.miles.get(date.event_id)

    def _measured(self) -> dict[int, float | None]:
        towns = {town.id: miles for town, miles in gazetteer.near(self.latitude, self.longitude, self.within)}
        box = box_around(self.latitude, self.longitude, self.within)
        rows = Event.objects.lying_in(towns, box).values_list("pk", "town_id", "latitude", "longitude")
        measured = {pk: self._miles_to(towns.get(town or 0, 0.0), at) for pk, town, *at in rows}
        return {pk: miles for pk, miles in measured.items() if miles <= self.within}

    def _miles_to(self, town_miles: float, door: list[Decimal | None]) -> float:
        latitude, longitude = door
        if latitude is None or longitude is None:
            return town_miles
        return miles_between(self.latitude, self.longitude, float(latitude), float(longitude))


def read(text: str, within: int = USUALLY_WITHIN) -> Near:
    """What is meant: a town, an area, a position in degrees or a postcode. A position is rounded to about a mile.

    Raises: PlaceError.
    """
    text = " ".join(text.replace("\0", "").split())[:LONGEST]
    if match := POSITION.fullmatch(text):
        return _at(round(float(match[1]), 2), round(float(match[2]), 2), within)
    if postcodes.is_postcode(text):
        return _by_postcode(text, within)
    found = gazetteer.named(text)
    if len(found) > 1:
        raise PlaceError("several", [town.label for town in found])
    if found:
        town = found[0]
        return Near(town.label, town.label, within, town.latitude, town.longitude)
    if area := areas.name_of(text):
        return Near(area, area, within, area=area)
    raise PlaceError("unknown", areas.similar(text))


def _at(latitude: float, longitude: float, within: int) -> Near:
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise PlaceError("unknown")
    label = gazetteer.nearest(latitude, longitude).label
    return Near(f"{latitude:.2f},{longitude:.2f}", label, within, latitude, longitude)


def _by_postcode(text: str, within: int) -> Near:
    try:
        at = postcodes.look_up(text)
    except postcodes.NoLookupError:
        raise PlaceError("no_postcodes") from None
    except postcodes.NoAnswerError:
        raise PlaceError("no_answer") from None
    if at is None:
        raise PlaceError("unknown_postcode")
    return Near(postcodes.written(text), gazetteer.nearest(*at).label, within, *at)
