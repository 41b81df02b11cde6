"""Where meetings are wanted, as JSON: the same rows as on the map; and answering, by the same form."""

from itertools import product
from typing import Any

import pytest
from django.test import Client

from events.demand import coverage
from events.models import MeetingWish
from events.towns import gazetteer
from tests.factories.meeting_wishes import many, town_id, want
from tests.factories.outbox import sent_mail

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/meetings-wanted"
ANN = {"town": "Nuneaton", "would_come": True, "email": "ann@example.org"}


def ask(client: Client, **changed: Any) -> Any:
    return client.post(ADDRESS, {**ANN, **changed}, "application/json")


def test_below_twenty_only_their_number_is_told(client: Client) -> None:
    many(7)

    told = client.get(ADDRESS).json()

    assert told == {"so_far": 7, "towns": [], "elsewhere": [], "enough": 10, "miles": 10}


def test_from_twenty_on_towns_are_told_and_the_others_together(client: Client) -> None:
    many(20)
    many(4, "Nuneaton")
    many(3, "Lancaster")
    frome = gazetteer.by_id(town_id("Frome"))
    assert frome

    told = client.get(ADDRESS).json()

    assert told["so_far"] is None
    assert told["towns"] == [
        {
            "id": frome.id,
            "name": "Frome",
            "county": "Somerset",
            "nation": "ENG",
            "kind": frome.kind or None,
            "latitude": frome.latitude,
            "longitude": frome.longitude,
            "answers": 20,
        }
    ]
    assert told["elsewhere"] == [{"nation": "ENG", "at_least": 5}]
    assert client.get(f"{ADDRESS}?nation=SCT").json()["towns"] == []


def test_no_filter_tells_of_a_town_with_fewer_than_five(client: Client) -> None:
    many(20)
    for label in ("Nuneaton", "Lancaster", "Stirling", "Newry", "Aberystwyth"):
        many(4, label)

    for nation, kind in product(("", *gazetteer.NATIONS), ("", "city", "market_town", "post_industrial")):
        query = {name: value for name, value in (("nation", nation), ("kind", kind)) if value}
        told = client.get(ADDRESS, query).json()
        numbers = [row["answers"] for row in told["towns"]] + [row["at_least"] for row in told["elsewhere"]]
        assert all(number >= coverage.LEAST for number in numbers)
        assert {row["name"] for row in told["towns"]} <= {"Frome"}


def test_it_is_kept_until_somebody_answers(client: Client) -> None:
    etag = client.get(ADDRESS)["ETag"]

    unchanged = client.get(ADDRESS, headers={"If-None-Match": etag})
    want()

    assert unchanged.status_code == 304
    assert client.get(ADDRESS).json()["so_far"] == 1


def test_an_answer_is_kept_and_asked_about_by_mail_in_its_language(client: Client) -> None:
    answer = ask(client, can_host=True, how="In a circle", name="Ann", wants_mail=True, locale="cy")

    asked = MeetingWish.objects.get()
    assert (answer.status_code, list(answer.json())) == (202, ["message"])
    assert (asked.place, asked.can_host, asked.how, asked.wants_mail, asked.confirmed_at) == (
        *("Nuneaton", True, "In a circle"),
        *(True, None),
    )
    assert f"/cy/meeting-wish/{asked.public_id}/" in sent_mail("meeting_wish:").text


def test_an_ambiguous_name_is_told_with_the_number_of_each_and_one_is_sent(client: Client) -> None:
    kent = town_id("Ashford, Kent")

    refused = ask(client, town="Ashford")
    answer = ask(client, town="", town_id=kent)

    told = refused.json()["errors"]
    assert refused.status_code == 422
    assert {"name": "town_id", "message": f"Ashford, Kent: {kent}"} in told
    assert len(told) >= 2
    assert (answer.status_code, MeetingWish.objects.get().place) == (202, "Ashford, Kent")


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"town": ""}, "town"),
        ({"town": "Atlantis-under-Sea"}, "town"),
        ({"town_id": 1}, "town_id"),
        ({"town_id": "2649579"}, "town_id"),
        ({"would_come": False}, "would_come"),
        ({"would_come": "yes"}, "would_come"),
        ({"email": "nobody"}, "email"),
        ({"how": "x" * 601}, "how"),
        ({"how": "x" * 1300}, "how"),
        ({"locale": "fr"}, "locale"),
        ({"nonsense": 1}, "nonsense"),
    ],
)
def test_what_is_wrong_is_named(client: Client, wrong: dict[str, Any], name: str) -> None:
    answer = ask(client, **wrong)

    assert (answer.status_code, {each["name"] for each in answer.json()["errors"]}) == (422, {name})
    assert answer["Content-Type"] == "application/problem+json"
    assert not MeetingWish.objects.exists()


def test_known_and_unknown_addresses_are_answered_the_same(client: Client) -> None:
    want("ann", "Nuneaton")

    assert ask(client).json() == ask(client, email="bob@example.org").json()


def test_nobody_is_sent_more_than_ten_mails_in_an_hour(client: Client) -> None:
    answers = [ask(client) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [202] * 10 + [429]
    assert answers[-1].json()["type"] == "urn:problem-type:hustings:too-often"


@pytest.mark.parametrize("query", ["nation=Mars", "kind=village", "nonsense=1"])
def test_what_is_not_described_is_refused(client: Client, query: str) -> None:
    assert client.get(f"{ADDRESS}?{query}").status_code == 422
