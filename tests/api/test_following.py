"""Following a hub through the API: as with the form, and the same answer for every address."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from cms.models import OutgoingMail
from events.models import Follower
from pages.models import HubPage
from tests.factories.followers import follow
from tests.factories.hubs import hub_of, place_hub
from tests.factories.pages import hide

ADDRESS = "/api/v1/hubs/brighton/followers"
PROBLEM = "urn:problem-type:hustings:"


@pytest.fixture(autouse=True)
def page(db: None) -> HubPage:
    return place_hub("Brighton")


def post(client: Client, path: str = ADDRESS, **body: Any) -> HttpResponse:
    return client.post(path, body, content_type="application/json", headers={"Origin": "https://front.example"})


def test_somebody_is_sent_the_link_to_their_page_in_their_language(client: Client) -> None:
    answer = post(client, email="Ann@example.org", locale="cy")

    ann = Follower.objects.get()
    assert (ann.email, ann.locale, ann.confirmed_at, ann.hub.slug) == ("ann@example.org", "cy", None, "brighton")
    assert (answer.status_code, list(answer.json())) == (202, ["message"])
    assert (answer["Cache-Control"], answer["Access-Control-Allow-Origin"]) == ("no-store", "*")
    assert OutgoingMail.objects.get().unsubscribe_url == f"http://testserver{ann.path}"


def test_every_address_is_answered_alike(client: Client, page: HubPage) -> None:
    follow(hub_of(page), "Ann")
    follow(hub_of(page), "Bob", is_confirmed=False)

    answers = [post(client, email=f"{name}@example.org") for name in ("ann", "bob", "cem")]

    assert {(answer.status_code, answer.content) for answer in answers} == {(202, answers[0].content)}


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({}, "email"),
        ({"email": ""}, "email"),
        ({"email": "nobody"}, "email"),
        ({"email": 7}, "email"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "email"),
        ({"email": f"{'a' * 250}@example.org"}, "email"),
        ({"email": "ann@example.org", "locale": "fr"}, "locale"),
        ({"email": "ann@example.org", "name": "Ann"}, "name"),
    ],
)
def test_what_is_wrong_is_named(client: Client, body: dict[str, Any], name: str) -> None:
    answer = post(client, **body)

    told = answer.json()
    assert (answer.status_code, answer["Content-Type"], told["type"]) == (
        422,
        "application/problem+json",
        f"{PROBLEM}invalid-request",
    )
    assert [error["name"] for error in told["errors"]] == [name]
    assert not Follower.objects.exists()


def test_only_open_hubs_are_followed(client: Client) -> None:
    place_hub("Closed").unpublish()
    hide(place_hub("Private"))

    answers = [
        post(client, f"/api/v1/hubs/{slug}/followers", email="ann@example.org") for slug in ("closed", "private", "no")
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert not Follower.objects.exists()


def test_nobody_fills_other_peoples_mail(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"follow": "4/5m/ip", "follow_mail": "2/h/key"}

    same = [post(client, email="ann@example.org") for _ in range(3)]
    others = [post(client, email=f"{name}@example.org").status_code for name in ("bob", "cem")]

    assert ([answer.status_code for answer in same], others) == ([202, 202, 429], [202, 429])
    assert (same[2].json()["type"], same[2]["Retry-After"]) == (f"{PROBLEM}too-often", "300")
