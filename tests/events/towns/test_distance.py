"""How far it is from one place to another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.towns.distance import box_around, miles_between

LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)
POINTS = st.tuples(LATITUDES, LONGITUDES)


@pytest.mark.parametrize(
    ("place", "other", "miles"),
    [
        ((51.5074, -0.1278), (55.9533, -3.1883), 332),  # London to Edinburgh
        ((51.4545, -2.5879), (51.3811, -2.3590), 11),  # Bristol to Bath
        ((0, 179.5), (0, -179.5), 69),
        ((90, 0), (-90, 0), 12437),
    ],
)
def test_known_distances(place: tuple[float, float], other: tuple[float, float], miles: int) -> None:
    assert round(miles_between(*place, *other)) == miles


@given(POINTS, POINTS)
def test_it_is_as_far_back_as_there(place: tuple[float, float], other: tuple[float, float]) -> None:
    there = miles_between(*place, *other)

    assert there == pytest.approx(miles_between(*other, *place), abs=1e-6)
    assert 0 <= there <= 12_438


@given(POINTS, POINTS, POINTS)
def test_a_way_round_is_no_shorter(
    place: tuple[float, float], other: tuple[float, float], between: tuple[float, float]
) -> None:
    straight = miles_between(*place, *other)

    assert straight <= miles_between(*place, *between) + miles_between(*between, *other) + 1e-4


@given(
    st.tuples(st.floats(-80, 80), st.floats(-100, 100)),
    st.tuples(st.floats(-85, 85), st.floats(-120, 120)),
    st.floats(0.1, 300),
)
def test_the_box_holds_what_is_within(place: tuple[float, float], other: tuple[float, float], miles: float) -> None:
    if miles_between(*place, *other) <= miles:
        assert other in box_around(*place, miles)


def test_the_box_at_the_pole_goes_all_the_way_round() -> None:
    assert (89.9, 170) in box_around(89.9, -10, 20)
