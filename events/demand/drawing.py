"""The map: the coast, a circle for each place by how many want to meet there, a diamond for each hub."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path

from events.demand.coverage import LEAST, Place
from events.demand.projection import HEIGHT, WIDTH, point
from events.towns.gazetteer import Town

OUTLINE = Path(__file__).with_name("outline.txt")

PER_ANSWER = 6.5
"""The radius of a circle for one answer; twice as wide for four."""

LARGEST = 60.0
IN_LEGEND = (LEAST, 4 * LEAST, 10 * LEAST)
LEGEND_X, LEGEND_Y = 445.0, 230.0
"""Where in the sea the circles of the legend stand one below the other: drawn to the scale of the map, as they must."""

GAP = 14.0


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands where on the map, and what it is called; `radius` of a circle."""

    x: float
    y: float
    words: str
    radius: float = 0.0

    @property
    def words_x(self) -> float:
        """Where its words begin, right of a circle of the legend."""
        return self.x + radius_of(IN_LEGEND[-1]) + GAP


@dataclass(frozen=True, slots=True)
class Map:
    outline: str
    circles: Sequence[Mark]
    hubs: Sequence[Mark]
    legend: Sequence[Mark]
    width: int = WIDTH
    height: int = round(HEIGHT)


def draw(places: Iterable[tuple[Place, str]], hubs: Iterable[tuple[Town, str]]) -> Map:
    """Each place and each hub comes with its words; large circles first, so that no small one is hidden."""
    circles = [_mark(place.town, words, radius_of(place.answers)) for place, words in places]
    circles.sort(key=lambda mark: -mark.radius)
    return Map(outline(), circles, [_mark(town, words) for town, words in hubs], legend())


def legend() -> list[Mark]:
    """A circle for each of some numbers."""
    marks, below = [], LEGEND_Y
    for answers in IN_LEGEND:
        radius = radius_of(answers)
        marks.append(Mark(LEGEND_X, round(below + radius, 1), str(answers), radius))
        below += 2 * radius + GAP
    return marks


def radius_of(answers: int) -> float:
    """The area is in proportion; of very many it ends at some size, or one city would cover the others."""
    return round(min(PER_ANSWER * sqrt(answers), LARGEST), 1)


@cache
def outline() -> str:
    """The coast as the path of an SVG."""
    return OUTLINE.read_text().replace("\n", "")


def _mark(town: Town, words: str, radius: float = 0.0) -> Mark:
    x, y = point(town.latitude, town.longitude)
    return Mark(round(x, 1), round(y, 1), words, radius)
