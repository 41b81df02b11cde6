"""The map of where meetings are wanted and its table: what they show, how one filters them, when they change."""

import pytest
from django.test import Client

from events.demand.drawing import radius_of
from tests.factories.hubs import make_hub
from tests.factories.meeting_wishes import many, want
from tests.factories.reading import words as read

pytestmark = pytest.mark.django_db
ADDRESS = "/meetings-wanted/map/"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "So far there are 0 answers."), (1, "So far there is 1 answer."), (19, "19 answers")]
)
def test_below_twenty_there_is_no_map_and_it_says_why(client: Client, number: int, words: str) -> None:
    many(number)

    answer = client.get(ADDRESS)

    assert words in read(answer)
    assert "The map is drawn from 20 on, so that nobody can be singled out." in read(answer)
    assert "<circle" not in answer.content.decode()


def test_from_twenty_on_it_shows_places_and_hubs_and_the_same_as_a_table(client: Client) -> None:
    make_hub("somerset", title="Somerset", towns=["Frome"])
    many(12)
    many(6, "Stirling")
    many(3, "Nuneaton")
    many(3, "Lancaster")

    answer = client.get(ADDRESS)
    html, told = answer.content.decode(), read(answer)

    assert "<title>Frome: 12 answers</title>" in html
    assert "<title>Somerset</title>" in html
    assert f'r="{radius_of(6)}"' in html
    assert "Nuneaton" not in told
    assert [told.index(words) for words in ("England 12", "Scotland 6", "Elsewhere in England 5 or more")]


def test_it_is_filtered_by_nation_and_kind(client: Client) -> None:
    many(12)
    many(12, "Stirling")

    scotland, nothing, nonsense = (
        read(client.get(f"{ADDRESS}?{query}")) for query in ("nation=SCT", "nation=WLS&kind=city", "nation=Mars")
    )

    assert ("Stirling" in scotland, "Frome" in scotland) == (True, False)
    assert "From no town of this choice have 5 people answered yet." in nothing
    assert "Frome" in nonsense


def test_it_is_kept_until_somebody_else_answers(client: Client) -> None:
    many(20)
    first = read(client.get(ADDRESS))

    want("late")

    assert ("20 answers" in first, "Frome: 21 answers" in read(client.get(ADDRESS))) == (True, True)


def test_in_welsh_numbers_stay_numbers(client: Client) -> None:
    many(20)

    assert f'r="{radius_of(20)}"' in client.get(f"/cy{ADDRESS}").content.decode()
