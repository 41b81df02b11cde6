"""Crowdfunds through the API: the tracker's numbers, its freshness, and opening a checkout."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as site
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from cms.caching import purge
from donations.gateways.base import GatewayRefused, GatewayUnavailable
from donations.models import Crowdfund, CrowdfundTotal, Donation
from pages.models import BudgetLine, CampaignPage, CrowdfundPage
from tests.factories.pages import hide, home, place, place_crowdfund, publish, translate

TRACKER = "/api/v1/crowdfunds/hub"
CHECKOUT = f"{TRACKER}/checkout"
KEY = "5f0c64c3-2a0e-4f28-9f0a-0b5f8f6d3c1e"


@pytest.fixture
def hub() -> CrowdfundPage:
    return place_crowdfund("An online hub", slug="hub")


def give(client: Client, body: Any, **headers: str) -> HttpResponse:
    text = body if isinstance(body, str) else json.dumps(body)
    response: HttpResponse = client.post(CHECKOUT, text, content_type="application/json", headers=headers)
    return response


def raise_to(raised_minor: int, donors: int, at: datetime) -> None:
    crowdfund = Crowdfund.objects.get(slug="hub")
    CrowdfundTotal.objects.update_or_create(
        crowdfund=crowdfund, defaults={"raised_minor": raised_minor, "donors": donors, "last_entry_at": at}
    )
    purge(crowdfund.cache_tag)


@time_machine.travel("2026-11-23T09:00:00Z", tick=False)
def test_the_tracker_tells_numbers_limits_budget_and_spending(client: Client) -> None:
    place_crowdfund("An online hub", slug="hub", last_day=datetime(2026, 12, 3, tzinfo=UTC).date())
    raise_to(260_050, 41, datetime(2026, 11, 23, 8, 30, tzinfo=UTC) + timedelta(hours=1))

    assert client.get(TRACKER).json() == {
        "slug": "hub",
        "title": "An online hub",
        "url": "/hub/",
        "html_url": "http://testserver/hub/",
        "currency": "GBP",
        "goal_minor": 500_000,
        "raised_minor": 260_050,
        "donors": 41,
        "percent": 52,
        "updated_at": "2026-11-23T09:30:00Z",
        "last_day": "2026-12-03",
        "days_left": 10,
        "is_open": True,
        "suggested_minor": [500, 1000, 2500, 5000],
        "min_minor": 100,
        "max_minor": 1_000_000,
        "budget": [{"title": "Design", "amount_minor": 150_000}],
        "spending": [{"title": "A domain", "amount_minor": 1_200, "spent_on": "2026-11-02"}],
    }


def test_all_published_crowdfunds_are_listed_latest_first(client: Client, hub: CrowdfundPage) -> None:
    place_crowdfund("First meetings", slug="first")
    place_crowdfund("Not yet", slug="draft", live=False)

    items = client.get("/api/v1/crowdfunds").json()["items"]

    assert [item["slug"] for item in items] == ["first", "hub"]


def test_no_crowdfund_is_an_empty_list(client: Client) -> None:
    assert client.get("/api/v1/crowdfunds").json() == {"items": []}


def test_words_are_told_in_the_language_asked_for(client: Client, hub: CrowdfundPage) -> None:
    publish(home("cy"))
    translate(hub, title="Hwb ar-lein")
    line = BudgetLine.objects.get(page__locale__language_code="cy")
    line.title = "Dylunio"
    line.save()

    response = client.get(TRACKER, {"locale": "cy"})

    told = response.json()
    assert (told["title"], told["url"], told["budget"][0]["title"]) == ("Hwb ar-lein", "/cy/hub/", "Dylunio")
    assert response.headers["Content-Language"] == "cy"
    assert client.get(TRACKER).json()["title"] == "An online hub"


def test_a_crowdfund_that_is_not_public_is_not_there(client: Client, hub: CrowdfundPage) -> None:
    hide(hub)

    assert client.get(TRACKER).status_code == 404
    assert client.get("/api/v1/crowdfunds").json() == {"items": []}
    assert give(client, {"amount_minor": 500}).status_code == 404
    assert Donation.objects.count() == 0


def test_a_crowdfund_that_is_taken_down_is_not_there(client: Client, hub: CrowdfundPage) -> None:
    client.get(TRACKER)

    hub.unpublish()

    assert client.get(TRACKER).status_code == 404


def test_a_tracker_that_has_not_moved_answers_304_in_one_query(
    client: Client, hub: CrowdfundPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get(TRACKER)

    with django_assert_num_queries(1):
        again = client.get(TRACKER, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.headers["Cache-Control"], again.status_code, again.content) == (
        "public, max-age=0, s-maxage=1",
        304,
        b"",
    )


def test_a_tracker_that_moved_is_told_at_once(client: Client, hub: CrowdfundPage) -> None:
    etag = client.get(TRACKER).headers["ETag"]

    raise_to(2_500, 1, datetime(2026, 11, 23, tzinfo=UTC))

    moved = client.get(TRACKER, headers={"If-None-Match": etag})
    assert (moved.status_code, moved.json()["raised_minor"]) == (200, 2_500)


def test_a_reader_who_is_signed_in_is_told_the_same(client: Client, hub: CrowdfundPage) -> None:
    anonymous = client.get(TRACKER)
    client.cookies[site.SESSION_COOKIE_NAME] = "anything"

    assert client.get(TRACKER).content == anonymous.content


def test_a_checkout_is_opened_for_the_amount(client: Client, hub: CrowdfundPage) -> None:
    response = give(client, {"amount_minor": 2_500, "locale": "cy", "source": "newsletter"})

    assert response.status_code == 201
    told, donation = response.json(), Donation.objects.get()
    assert (donation.requested_minor, donation.currency, donation.locale, donation.source) == (
        2_500,
        "GBP",
        "cy",
        "newsletter",
    )
    assert told == {
        "donation": str(donation.public_id),
        "state": "open",
        "checkout_url": donation.checkout_url,
        "receipt_url": f"http://testserver/cy/receipts/{donation.public_id}/",
        "expires_at": told["expires_at"],
    }
    assert donation.checkout_url.startswith("http://testserver/sandbox/pay/")
    assert response.headers["Cache-Control"] == "no-store"


def test_the_same_key_opens_one_checkout(client: Client, hub: CrowdfundPage) -> None:
    first = give(client, {"amount_minor": 2_500}, idempotency_key=KEY)

    again = give(client, {"amount_minor": 2_500}, idempotency_key=KEY)

    assert (again.status_code, again.json()) == (201, first.json())
    assert Donation.objects.count() == 1


def test_without_a_key_each_request_is_a_gift_of_its_own(client: Client, hub: CrowdfundPage) -> None:
    give(client, {"amount_minor": 2_500})
    give(client, {"amount_minor": 2_500})

    assert Donation.objects.count() == 2


def test_a_key_stands_for_one_amount(client: Client, hub: CrowdfundPage) -> None:
    give(client, {"amount_minor": 2_500}, idempotency_key=KEY)

    response = give(client, {"amount_minor": 5_000}, idempotency_key=KEY)

    assert (response.status_code, response.json()["type"]) == (409, "urn:problem-type:hustings:key-reused")
    assert Donation.objects.get().requested_minor == 2_500


@pytest.mark.parametrize("key", ["1", "x" * 129, "with a space in it", "ŵyn-ŵyn-ŵyn-ŵyn-ŵyn"])
def test_a_key_that_others_might_use_too_is_refused(client: Client, hub: CrowdfundPage, key: str) -> None:
    response = give(client, {"amount_minor": 2_500}, idempotency_key=key)

    assert (response.status_code, response.json()["errors"][0]["name"]) == (422, "Idempotency-Key")
    assert Donation.objects.count() == 0


@pytest.mark.parametrize("amount", ["2500", 25.0, 25.5, True, None, [2500], {"amount": 2500}, "£25", "٢٥", 1e308])
def test_an_amount_is_a_whole_number(client: Client, hub: CrowdfundPage, amount: object) -> None:
    response = give(client, {"amount_minor": amount})

    assert (response.status_code, response.json()["errors"][0]["name"]) == (422, "amount_minor")
    assert Donation.objects.count() == 0


@pytest.mark.parametrize(
    ("amount", "code", "limit"),
    [
        (0, "amount-too-small", "100"),
        (-500, "amount-too-small", "100"),
        (-(10**30), "amount-too-small", "100"),
        (99, "amount-too-small", "100"),
        (1_000_001, "amount-too-large", "1000000"),
        (10**30, "amount-too-large", "1000000"),
    ],
)
def test_an_amount_beyond_a_limit_is_told_the_limit(
    client: Client, hub: CrowdfundPage, amount: int, code: str, limit: str
) -> None:
    problem = give(client, {"amount_minor": amount})

    assert (problem.status_code, problem.json()["type"]) == (422, f"urn:problem-type:hustings:{code}")
    assert problem.json()["errors"][0]["name"] == "amount_minor"
    assert problem.json()["errors"][0]["message"].endswith(limit)
    assert Donation.objects.count() == 0


@pytest.mark.parametrize("field", ["status", "state", "currency", "id", "raised_minor", "amount_received"])
def test_what_is_not_the_donors_to_say_is_refused_and_named(client: Client, hub: CrowdfundPage, field: str) -> None:
    response = give(client, {"amount_minor": 2_500, field: "paid"})

    assert response.status_code == 422
    assert [error["name"] for error in response.json()["errors"]] == [field]
    assert Donation.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [("{", 400), ("[]", 422), ("null", 422), ('"25"', 422), ("NaN", 422), ("[" * 5_000, 400), ("1" * 5_000, 400)],
)
def test_a_body_that_is_no_wish_is_refused(client: Client, hub: CrowdfundPage, body: str, status: int) -> None:
    response = give(client, body)

    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")


def test_a_body_that_is_too_large_is_refused(client: Client, hub: CrowdfundPage, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    assert give(client, {"amount_minor": 2_500, "source": "x" * 100}).status_code == 413


def test_a_form_is_refused(client: Client, hub: CrowdfundPage) -> None:
    response = client.post(CHECKOUT, {"amount_minor": "2500"})

    assert (response.status_code, Donation.objects.count()) == (415, 0)


def test_a_crowdfund_that_is_over_takes_nothing(client: Client) -> None:
    place_crowdfund("Over", slug="hub", last_day=datetime(2026, 1, 1, tzinfo=UTC).date())

    response = give(client, {"amount_minor": 2_500})

    assert (response.status_code, response.json()["type"]) == (410, "urn:problem-type:hustings:crowdfund-closed")
    assert Donation.objects.count() == 0


def test_an_address_that_asks_too_often_is_told_when_to_come_back(
    client: Client, hub: CrowdfundPage, settings: Settings
) -> None:
    settings.CHECKOUTS_PER_ADDRESS_PER_MINUTE = 2
    answers = [give(client, {"amount_minor": 2_500}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[2].headers["Retry-After"] == "60"


@pytest.mark.parametrize(
    ("error", "status", "retry"), [(GatewayUnavailable("down"), 503, "30"), (GatewayRefused("no"), 502, None)]
)
def test_a_gateway_that_fails_opens_nothing(
    client: Client,
    hub: CrowdfundPage,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
    retry: str | None,
) -> None:
    monkeypatch.setattr("donations.gateways.stripe.StripeGateway.open_checkout", failing(error))

    response = give(client, {"amount_minor": 2_500}, idempotency_key=KEY)

    assert (response.status_code, response.headers.get("Retry-After")) == (status, retry)
    assert Donation.objects.get().checkout_session_id is None


def failing(error: Exception) -> Callable[..., Any]:
    def fail(*args: object) -> None:
        raise error

    return fail


def test_the_page_and_the_api_tell_the_same_number(client: Client, hub: CrowdfundPage) -> None:
    campaign = place(CampaignPage, "Campaign", crowdfund=hub)
    raise_to(123_400, 7, datetime(2026, 11, 23, tzinfo=UTC))

    told = client.get(f"/api/v1/pages/{campaign.pk}").json()["crowdfund"]

    assert told["raised_minor"] == client.get(TRACKER).json()["raised_minor"] == 123_400
    assert "£1,234" in client.get("/campaign/").content.decode()
