"""Makes events/demand/outline.txt: the coast of Britain and Northern Ireland as a path of SVG, by Natural Earth.

Natural Earth (naturalearthdata.com) is in the public domain; the npm package world-atlas carries it. It is pinned by
its sha512, so that anybody makes the same file again: `python -m scripts.map_outline` fetches it with npm.
"""

import hashlib
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import hypot
from pathlib import Path
from typing import Any

from events.demand import projection

OUTLINE = Path(__file__).resolve().parent.parent / "events/demand/outline.txt"
PACKAGE = "world-atlas@2.0.2"
SHA512 = (
    "2177d5d2ac25297a5c933d458705d5c0a46388884e9d6b6d3ac926e42b7132c8"
    "e013f317018447589aa05cea4cf0891c3c1a179f24d4e651477186b90a11b42d"
)
COUNTRY = "826"
FINEST = 0.8
"""Points nearer than so much to the line without them are left out; the map is a thousand high."""

SMALLEST = 6.0
"""Islands of a smaller area are left out."""

Point = tuple[float, float]


def main() -> None:
    rings = sorted(_rings(_atlas()), key=_area, reverse=True)
    drawn = (_simplified(ring) for ring in rings if _area(ring) >= SMALLEST)
    OUTLINE.write_text("".join(f"{_path(ring)}\n" for ring in drawn))


def _atlas() -> dict[str, Any]:
    """Raises: SystemExit, when the package is not the one that this was written for."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", PACKAGE], cwd=folder, check=True, capture_output=True)
        (package,) = Path(folder).glob("*.tgz")
        if hashlib.sha512(package.read_bytes()).hexdigest() != SHA512:
            raise SystemExit(f"{PACKAGE} has other contents than it had")
        with tarfile.open(package) as archive:
            atlas: dict[str, Any] = json.load(archive.extractfile("package/countries-10m.json"))  # type: ignore[arg-type]
            return atlas


def _rings(atlas: dict[str, Any]) -> Iterator[list[Point]]:
    """The country's islands on our map. TopoJSON keeps lines that two share once, in steps from point to point."""
    (country,) = (each for each in atlas["objects"]["countries"]["geometries"] if each.get("id") == COUNTRY)
    for polygon in country["arcs"]:
        ring: list[Point] = []
        for number in polygon[0]:
            line = _line(atlas, number)
            ring += line[1:] if ring else line
        yield ring


def _line(atlas: dict[str, Any], number: int) -> list[Point]:
    steps = atlas["arcs"][~number if number < 0 else number]
    (across, up), (west, south) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    at = accumulate(steps, lambda before, step: (before[0] + step[0], before[1] + step[1]))
    line = [projection.point(y * up + south, x * across + west) for x, y in at]
    return line[::-1] if number < 0 else line


def _area(ring: Sequence[Point]) -> float:
    pairs = pairwise(ring)
    return abs(sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in pairs)) / 2


def _simplified(ring: Sequence[Point]) -> list[Point]:
    """By Douglas and Peucker, in two halves, since a ring ends where it begins."""
    half = len(ring) // 2
    return _straightened(ring[: half + 1])[:-1] + _straightened(ring[half:])[:-1]


def _straightened(line: Sequence[Point]) -> list[Point]:
    first, last = line[0], line[-1]
    away = [_distance(point, first, last) for point in line[1:-1]]
    if not away or max(away) < FINEST:
        return [first, last]
    farthest = away.index(max(away)) + 1
    return _straightened(line[: farthest + 1])[:-1] + _straightened(line[farthest:])


def _distance(point: Point, first: Point, last: Point) -> float:
    across, down = last[0] - first[0], last[1] - first[1]
    if not (length := hypot(across, down)):
        return hypot(point[0] - first[0], point[1] - first[1])
    return abs(across * (first[1] - point[1]) - down * (first[0] - point[0])) / length


def _path(ring: Sequence[Point]) -> str:
    (x, y), *others = [(round(x), round(y)) for x, y in ring]
    steps = []
    for other_x, other_y in others:
        steps.append(f"{other_x - x} {other_y - y}")
        x, y = other_x, other_y
    return f"M{round(ring[0][0])} {round(ring[0][1])}l{' '.join(steps).replace(' -', '-')}z"


if __name__ == "__main__":
    main()
