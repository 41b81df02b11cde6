"""Posts as JSON: listed by topic, series, blog and author, in one language, at a fixed cost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pages.models import StandardPage
from tests.factories.pages import (
    hide,
    home,
    place,
    place_blog,
    place_person,
    place_post,
    place_series,
    publish,
    translate,
)
from tests.factories.topics import make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def listed(client: Client, **asked: Any) -> Any:
    response = client.get("/api/v1/posts", asked)
    assert response.status_code == 200, response.content
    return response.json()


def titles(client: Client, **asked: Any) -> list[str]:
    return [post["title"] for post in listed(client, **asked)["items"]]


def test_posts_are_asked_for_by_what_they_are_about_and_where_they_stand(client: Client) -> None:
    publish(home("cy"))
    housing, ada, series = make_topic("Housing", welsh="Tai"), place_person("Ada"), place_series()
    first = place_post("First", ada, topics=[housing], date=date(2026, 1, 1))
    place_post("Second", parent=series, topics=[housing], date=date(2026, 1, 2))
    place_post("Third", ada, parent=series, date=date(2026, 1, 3))
    place_post("Draft", ada, live=False)
    hide(place_post("Private", ada, topics=[housing]))
    translate(place_blog(), title="Straeon")
    translate(first, title="Cyntaf")

    assert titles(client) == ["Third", "Second", "First"]
    assert titles(client, topic="housing") == ["Second", "First"]
    assert titles(client, series=series.pk) == ["Third", "Second"]
    assert titles(client, author=ada.pk) == ["Third", "First"]
    assert titles(client, author=ada.pk, series=series.pk, topic="housing") == []
    assert titles(client, blog=place_blog().pk) == ["Third", "Second", "First"]
    assert titles(client, blog=place_blog().pk, author=ada.pk, locale="cy") == ["Cyntaf"]
    [welsh] = listed(client, locale="cy")["items"]
    assert welsh["topics"] == [{"slug": "housing", "title": "Tai"}]
    assert welsh["authors"][0]["name"] == "Ada"


@pytest.mark.parametrize(
    "asked",
    [
        {"topic": "nothing"},
        {"topic": "a\0b"},
        {"series": "0"},
        {"series": "9" * 30},
        {"author": "999999"},
        {"blog": "x"},
        {"limit": "101"},
        {"limit": "0"},
        {"offset": "-1"},
        {"locale": "de"},
        {"nonsense": "1"},
    ],
)
def test_what_cannot_be_answered_is_refused(client: Client, asked: dict[str, str]) -> None:
    response = client.get("/api/v1/posts", asked)

    assert response.status_code == 422
    assert response.json()["errors"][0]["name"] == next(iter(asked))


def test_a_page_of_another_type_is_no_series(client: Client) -> None:
    assert client.get("/api/v1/posts", {"series": place(StandardPage, "About").pk}).status_code == 422


def test_a_list_is_read_on_by_its_offset(client: Client) -> None:
    for number in range(3):
        place_post(f"P{number}", date=date(2026, 1, 1) + timedelta(number))

    first = listed(client, limit=2)
    second = listed(client, limit=2, offset=first["next"])

    assert ([post["title"] for post in first["items"]], first["next"]) == (["P2", "P1"], 2)
    assert ([post["title"] for post in second["items"]], second["next"]) == (["P0"], None)


def test_twenty_posts_cost_eight_queries_at_most(client: Client) -> None:
    topic, people = make_topic(), [place_person(f"Person {number}") for number in range(3)]
    for number in range(20):
        place_post(f"P{number}", *people, topics=[topic])

    with CaptureQueriesContext(connection) as captured:
        told = listed(client, topic=topic.slug, author=people[0].pk)

    assert len(told["items"]) == 20
    assert len(captured) <= 8
