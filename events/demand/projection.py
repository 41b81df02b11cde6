"""How a place on earth becomes a point on the map: straight, with the width that a degree has half-way up. Pure."""

from math import cos, radians

WEST, NORTH, EAST, SOUTH = -8.75, 60.95, 1.95, 49.75
"""What the map shows: from the Isles of Scilly to Unst, from Fermanagh to Lowestoft, in degrees."""

MIDDLE = 54.5
HEIGHT = 1000.0
SCALE = HEIGHT / (NORTH - SOUTH)
WIDTH = round((EAST - WEST) * cos(radians(MIDDLE)) * SCALE)


def point(latitude: float, longitude: float) -> tuple[float, float]:
    """From the upper left corner of the map to the right, and down."""
    return (longitude - WEST) * cos(radians(MIDDLE)) * SCALE, (NORTH - latitude) * SCALE
