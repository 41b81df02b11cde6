"""How far it is from one place to another, as the crow flies."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_MILES = 3958.8
DEGREE_MILES = EARTH_MILES * radians(1)


def miles_between(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Along the great circle between two points, given in degrees; right to half a per cent."""
    north, east = radians(other_latitude - latitude), radians(other_longitude - longitude)
    half = sin(north / 2) ** 2 + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_MILES * asin(min(1.0, sqrt(half)))


@dataclass(frozen=True, slots=True)
class Box:
    """What lies between two parallels and two meridians, in degrees."""

    south: float
    north: float
    west: float
    east: float

    def __contains__(self, at: tuple[float, float]) -> bool:
        return self.south <= at[0] <= self.north and self.west <= at[1] <= self.east


def box_around(latitude: float, longitude: float, miles: float) -> Box:
    """A box that holds all that is within so many miles; near a pole, all the way round."""
    north = miles / DEGREE_MILES
    narrowest = cos(radians(min(90.0, abs(latitude) + north)))
    east = min(360.0, north / narrowest) if narrowest > 0 else 360.0
    return Box(latitude - north, latitude + north, longitude - east, longitude + east)
