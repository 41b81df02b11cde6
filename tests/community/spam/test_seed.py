"""The comments that we were given, on a new site: the answer about the weather is spam, its neighbours are not."""

from pathlib import Path

import pytest

from community.spam.assessment import Assessment, Verdict, assess
from community.spam.first_words import first_words

SEED = Path(__file__).parent / "seed"
COMMENTS = {path.stem.partition("-")[2]: path.read_text().strip() for path in SEED.glob("comment-*.txt")}
WEATHER = "2.1"


def look_at(number: str) -> Assessment:
    page, above = (SEED / "page.txt").read_text(), number.rpartition(".")[0]
    about = [page, COMMENTS[above]] if above else [page]
    return assess(text=COMMENTS[number], words=first_words(), about=about)


def test_the_answer_about_the_weather_is_held_and_says_why() -> None:
    found = look_at(WEATHER)

    assert found.verdict == Verdict.HOLD
    assert found.reasons == (("cut_out", 30), ("unrelated", 25))


@pytest.mark.parametrize("number", sorted(COMMENTS.keys() - {WEATHER}))
def test_its_neighbours_are_not(number: str) -> None:
    assert look_at(number).verdict == Verdict.SHOW


def test_all_of_them_are_looked_at() -> None:
    assert sorted(COMMENTS) == ["1", "1.1", "2", "2.1", "3", "4", "5", "6", "7"]
