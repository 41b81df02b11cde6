"""Beginning a contribution through the API: as with the form of the site."""

from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from accounts import unconfirmed
from cms.models import OutgoingMail
from pages.models import Contribution, SeriesPage
from tests.factories.contributions import CALL, EMAIL, NOW, begin, place_call
from tests.factories.pages import hide, place_series

pytestmark = pytest.mark.django_db
MARY = {"name": "Mary", "email": EMAIL, "title": "Why we ally", "text": "One.\n\nTwo."}


@pytest.fixture
def series() -> SeriesPage:
    return place_call()


def post(client: Client, series: SeriesPage, **body: Any) -> HttpResponse:
    path = f"/api/v1/pages/{series.pk}/contributions"
    return client.post(path, body, content_type="application/json", headers={"Origin": "https://front.example"})


def test_a_front_end_asks_for_texts_and_begins_one(client: Client, series: SeriesPage) -> None:
    told = client.get(f"/api/v1/pages/{series.pk}").json()["call"]

    answer = post(client, series, **MARY)

    made = Contribution.objects.get()
    assert told == {"text": CALL, "until": None, "url": f"http://testserver/contribute/{series.translation_key}/"}
    assert answer.status_code == 201
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert (made.state, made.offer, made.text, made.email) == ("draft", "text", "One.\n\nTwo.", EMAIL)
    assert OutgoingMail.objects.get().template == "contribution_kept"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"name": ""}, "name"),
        ({"email": "nobody"}, "email"),
        ({"offer": "poem"}, "offer"),
        ({"text": "x" * 40_001}, "text"),
        ({"state": "approved"}, "state"),
        ({"title": 7}, "title"),
    ],
)
def test_what_is_wrong_is_named(client: Client, series: SeriesPage, body: dict[str, Any], name: str) -> None:
    answer = post(client, series, **{**MARY, **body})

    assert answer.status_code == 422
    assert [each["name"].rpartition(".")[2] for each in answer.json()["errors"]] == [name]
    assert not Contribution.objects.exists()


def test_who_begins_without_end_is_told(client: Client, series: SeriesPage) -> None:
    for number in range(unconfirmed.MOST):
        begin(series, title=f"Text {number}")

    with time_machine.travel(NOW):
        assert post(client, series, **MARY).status_code == 422
    assert Contribution.objects.count() == unconfirmed.MOST


def test_a_series_without_a_call_takes_nothing(client: Client) -> None:
    series = place_series()

    answer = post(client, series, **MARY)

    assert client.get(f"/api/v1/pages/{series.pk}").json()["call"] is None
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:problem-type:hustings:call-closed")


def test_a_page_that_is_no_public_series_is_not_there(client: Client, series: SeriesPage) -> None:
    hide(series)

    assert post(client, series, **MARY).status_code == 404
    assert post(client, series.get_parent(), **MARY).status_code == 404
