"""The map: where places lie on it, how large they are drawn, and that the coast is small and whole."""

import re

from events.demand.coverage import Place
from events.demand.drawing import draw, outline, radius_of
from events.demand.projection import HEIGHT, WIDTH, point
from events.towns import gazetteer
from tests.factories.meeting_wishes import town_id


def test_every_town_lies_on_the_map() -> None:
    points = [point(town.latitude, town.longitude) for town in gazetteer.all_towns()]

    assert [at for at in points if not (0 < at[0] < WIDTH and 0 < at[1] < HEIGHT)] == []


def test_north_is_up_and_east_is_right() -> None:
    lerwick, penzance = (gazetteer.named(name)[0] for name in ("Lerwick", "Penzance"))

    assert point(lerwick.latitude, lerwick.longitude)[1] < point(penzance.latitude, penzance.longitude)[1]
    assert point(lerwick.latitude, lerwick.longitude)[0] > point(penzance.latitude, penzance.longitude)[0]


def test_four_times_as_many_answers_have_a_circle_of_twice_the_radius() -> None:
    assert (radius_of(5), radius_of(20), radius_of(10_000)) == (14.5, 29.1, 60.0)


def test_large_circles_are_drawn_first() -> None:
    towns = [gazetteer.by_id(town_id(name)) for name in ("Frome", "Nuneaton")]
    frome, nuneaton = [town for town in towns if town]

    drawn = draw([(Place(frome, 5), "Frome: 5"), (Place(nuneaton, 9), "Nuneaton: 9")], [(frome, "Frome hub")])

    assert [mark.words for mark in drawn.circles] == ["Nuneaton: 9", "Frome: 5"]
    assert [(mark.words, mark.x, mark.y) for mark in drawn.hubs] == [
        ("Frome hub", drawn.circles[1].x, drawn.circles[1].y)
    ]


def test_the_coast_is_small_and_goes_up_to_shetland() -> None:
    starts = [tuple(map(int, each)) for each in re.findall(r"M(\d+) (\d+)", outline())]

    assert len(outline()) < 15_000
    assert max(starts, key=lambda at: -at[1])[1] < 40
    assert re.fullmatch(r"[Ml z\d-]+", outline())
