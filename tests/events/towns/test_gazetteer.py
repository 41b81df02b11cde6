"""Which towns there are, and which one is meant."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.towns import gazetteer
from events.towns.distance import miles_between
from events.towns.names import folded

BRITAIN = st.tuples(st.floats(49.8, 60.9), st.floats(-8.2, 1.8))


def test_frome_is_a_town_of_somerset() -> None:
    frome = gazetteer.find("Frome")

    assert frome is not None
    assert (frome.id, frome.label, frome.county, frome.nation) == (2649024, "Frome", "Somerset", "ENG")
    assert (frome.latitude, frome.longitude, frome.population) == (51.22834, -2.32211, 26203)
    assert gazetteer.by_id(2649024) == frome


@pytest.mark.parametrize(
    "text",
    [
        "Brighton",
        "  brighton ",
        "BRIGHTON",
        "Brighton, East Sussex",
        "brighton east sussex",
        "Brighton, Brighton and Hove",
    ],
)
def test_a_town_is_found_however_it_is_written(text: str) -> None:
    found = gazetteer.find(text)

    assert found is not None
    assert found.label == "Brighton"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Kings Lynn", "King's Lynn"),
        ("King’s Lynn", "King's Lynn"),
        ("Stoke on Trent", "Stoke-on-Trent"),
        ("St. Albans", "St Albans"),
        ("Saint Albans", "St Albans"),
        ("Bradford on Avon", "Bradford-on-Avon"),
        ("Newport, Isle of Wight", "Newport, Isle of Wight"),
        ("newport wales", "Newport, Wales"),
        ("Newport, Telford & Wrekin", "Newport, Shropshire"),
    ],
)
def test_points_hyphens_accents_and_apostrophes_make_no_difference(text: str, label: str) -> None:
    found = gazetteer.find(text)

    assert found is not None
    assert found.label == label


@pytest.mark.parametrize("text", ["Newport", "Richmond", "Hayes, Greater London", "Nowhere-on-Sea", "", " ,", "\0"])
def test_of_several_or_of_none_no_town_is_meant(text: str) -> None:
    assert gazetteer.find(text) is None


def test_namesakes_are_told_apart_by_county_and_the_largest_comes_first() -> None:
    labels = [town.label for town in gazetteer.named("newport")]

    assert labels == [
        "Newport, Wales",
        "Newport, Isle of Wight",
        "Newport, Shropshire",
        "Newport, Essex",
        "Newport, East Riding of Yorkshire",
    ]


def test_what_is_called_exactly_so_comes_before_larger_towns_that_only_begin_so() -> None:
    labels = [town.label for town in gazetteer.matching("bath", most=2)]

    assert labels == ["Bath", "Bathgate"]
    assert gazetteer.matching("  ") == []
    assert len(gazetteer.matching("new")) == 8


def test_no_two_towns_have_a_label_in_common() -> None:
    labels = [folded(town.label) for town in gazetteer.all_towns()]

    assert len(set(labels)) == len(labels) == 4021


def test_a_label_names_its_town() -> None:
    assert [town.label for town in gazetteer.all_towns() if gazetteer.find(town.label) != town] == []


def test_people_mean_their_own_town_or_else_the_one_near_them() -> None:
    shropshire = [town for town in gazetteer.all_towns() if town.county == "Shropshire"]
    cwmbran = gazetteer.named("Cwmbran")

    assert [town.label for town in shropshire if town == gazetteer.meant("Newport", shropshire)] == [
        "Newport, Shropshire"
    ]
    assert gazetteer.meant("Newport", cwmbran) == gazetteer.find("Newport, Wales")
    assert gazetteer.meant("Newport", gazetteer.named("Aberdeen")) is None
    assert gazetteer.meant("Frome", ()) == gazetteer.find("Frome")
    assert gazetteer.meant("Narnia", shropshire) is None


def test_from_frome_it_is_seven_miles_to_radstock() -> None:
    frome = gazetteer.find("Frome")
    assert frome is not None

    near = gazetteer.near(frome.latitude, frome.longitude, 7)

    assert [(town.label, round(miles, 1)) for town, miles in near] == [
        ("Frome", 0.0),
        ("Rode", 4.2),
        ("Southwick", 6.1),
        ("Westbury", 6.2),
        ("Warminster", 6.4),
        ("Radstock", 6.9),
    ]


def test_the_nearest_town_is_found_from_a_field_and_from_across_the_sea() -> None:
    assert gazetteer.nearest(51.2255, -2.3333).label == "Frome"
    assert gazetteer.nearest(48.8566, 2.3522).label == "Lydd"


@given(BRITAIN, st.sampled_from([1.0, 5.0, 25.0, 50.0]))
def test_near_are_all_those_within_the_miles_and_no_others(at: tuple[float, float], miles: float) -> None:
    near = gazetteer.near(*at, miles)

    measured = {town.id: miles_between(*at, town.latitude, town.longitude) for town in gazetteer.all_towns()}
    assert {town.id for town, _ in near} == {id for id, far in measured.items() if far <= miles}
    assert [far for _, far in near] == sorted(far for _, far in near)


@given(BRITAIN)
def test_no_town_is_nearer_than_the_nearest(at: tuple[float, float]) -> None:
    found = gazetteer.nearest(*at)

    far = miles_between(*at, found.latitude, found.longitude)
    assert far == min(miles_between(*at, town.latitude, town.longitude) for town in gazetteer.all_towns())


def test_of_each_town_it_is_known_where_it_lies_and_that_it_is_no_hamlet() -> None:
    towns = gazetteer.all_towns()

    assert all(town.county and town.nation in gazetteer.NATIONS for town in towns)
    assert all(town.population >= 1000 for town in towns)


def test_whatever_else_towns_are_called_is_said_of_towns_that_there_are() -> None:
    labels = {town.label for town in gazetteer.all_towns()}

    assert {row["town"] for row in gazetteer.rows_in("also_called.csv")} - labels == set()


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Hull", ["Kingston upon Hull"]),
        ("Caerdydd", ["Cardiff"]),
        ("Londonderry", ["Derry"]),
        ("Newcastle", ["Newcastle upon Tyne", "Newcastle-under-Lyme", "Newcastle, County Down"]),
    ],
)
def test_a_town_is_found_by_what_else_it_is_called(text: str, labels: list[str]) -> None:
    assert [town.label for town in gazetteer.named(text)] == labels


def test_kinds_are_said_of_towns_that_there_are_and_each_once() -> None:
    rows = list(gazetteer.rows_in("kinds.csv"))

    assert {row["town"] for row in rows} - {town.label for town in gazetteer.all_towns()} == set()
    assert len({row["town"] for row in rows}) == len(rows)
    assert Counter(row["kind"] for row in rows) == {"city": 77, "market_town": 342, "post_industrial": 191}


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Boston", "market_town"), ("Nuneaton", "post_industrial"), ("Newport, Wales", "city"), ("Harlow", "")],
)
def test_of_what_kind_a_town_is(text: str, kind: str) -> None:
    found = gazetteer.find(text)

    assert found is not None
    assert found.kind == kind
