"""Signing up through the API: as with the form of the site, its limits, and the same answer for every address."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from community.models import Consent, Subscriber
from pages.models import CampaignPage
from tests.factories.events import NOW
from tests.factories.pages import home, publish, translate
from tests.factories.subscribers import boxes, place_form, subscribe

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def page(db: None) -> CampaignPage:
    return place_form()


def post(client: Client, page: CampaignPage, block: str = "", **body: Any) -> HttpResponse:
    path = f"/api/v1/pages/{page.pk}/sign-ups/{block or page.body[0].id}"
    return client.post(path, body, content_type="application/json", headers={"Origin": "https://front.example"})


def test_a_front_end_builds_the_whole_form(client: Client, page: CampaignPage) -> None:
    publish(home("cy"))
    welsh = translate(page, title="Ymgyrch")
    [told] = client.get(f"/api/v1/pages/{welsh.pk}").json()["body"]

    ticked = [each["id"] for each in told["value"]["consents"] if each["purpose"] == "help"]
    answer = post(client, welsh, told["id"], email="Ann@example.org", name="Ann", consents=ticked)

    assert (answer.status_code, answer["Cache-Control"]) == (201, "no-store")
    consent = Consent.objects.get()
    assert (consent.purpose, consent.locale, consent.page_key) == ("help", "cy", page.translation_key)
    assert consent.wording == told["value"]["consents"][1]["wording"]
    assert (consent.subscriber.email, consent.subscriber.confirmed_at) == ("ann@example.org", None)


def test_every_address_is_answered_alike(client: Client, page: CampaignPage) -> None:
    subscribe("Ann")

    told = [post(client, page, email=f"{name}@example.org", consents=boxes("news")) for name in ("ann", "bob")]

    assert {(answer.status_code, answer.content) for answer in told} == {(201, told[0].content)}


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "email"),
        ({"name": "a" * 121}, "name"),
        ({"name": "a\0"}, "name"),
        ({"consents": []}, "consents"),
        ({"consents": ["news"]}, "consents"),
        ({"consents": "news"}, "consents"),
        ({"confirmed": True}, "confirmed"),
    ],
)
def test_what_is_wrong_is_named(client: Client, page: CampaignPage, body: dict[str, Any], name: str) -> None:
    answer = post(client, page, **{"email": "ann@example.org", "consents": boxes("news"), **body})

    assert (answer.status_code, {error["name"] for error in answer.json()["errors"]}) == (422, {name})
    assert not Subscriber.objects.exists()


def test_a_form_that_nobody_sees_takes_nothing(client: Client, page: CampaignPage) -> None:
    body = {"email": "ann@example.org", "consents": boxes("news")}
    other = post(client, page, "00000000-0000-4000-8000-000000000001", **body)
    page.unpublish()

    assert [other.status_code, post(client, page, **body).status_code] == [404, 404]
    assert not Subscriber.objects.exists()


def test_a_sender_is_slowed_down(client: Client, page: CampaignPage, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"subscribe": "1/5m/ip", "subscribe_mail": "9/h/key"}
    body = {"email": "ann@example.org", "consents": boxes("news")}

    assert [post(client, page, **body).status_code for _ in range(2)] == [201, 429]
