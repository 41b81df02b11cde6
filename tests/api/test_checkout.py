"""Opening a checkout through the API: once for one press, for whole amounts within limits, or not at all."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from time_machine import TimeMachineFixture

from donations.gateways.base import GatewayRefused, GatewayUnavailable
from donations.models import Crowdfund, Donation
from pages.models import CrowdfundPage
from tests.factories.pages import hide, place_crowdfund

CHECKOUT = "/api/v1/crowdfunds/hub/checkout"
KEY = "5f0c64c3-2a0e-4f28-9f0a-0b5f8f6d3c1e"


@pytest.fixture
def hub() -> CrowdfundPage:
    return place_crowdfund("An online hub", slug="hub")


def give(client: Client, body: Any, **headers: str) -> HttpResponse:
    text = body if isinstance(body, str) else json.dumps(body)
    response: HttpResponse = client.post(CHECKOUT, text, content_type="application/json", headers=headers)
    return response


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


def test_a_gift_may_be_one_for_each_month(client: Client, hub: CrowdfundPage) -> None:
    response = give(client, {"amount_minor": 2_500, "frequency": "monthly"}, idempotency_key=KEY)

    assert response.status_code == 201
    monthly = Donation.objects.get().recurring
    assert monthly
    assert (monthly.amount_minor, monthly.state) == (2_500, "starting")
    once = give(client, {"amount_minor": 2_500}, idempotency_key=KEY)
    assert (once.status_code, once.json()["type"]) == (409, "urn:problem-type:hustings:key-reused")


def test_a_crowdfund_without_monthly_gifts_refuses_them(client: Client, hub: CrowdfundPage) -> None:
    Crowdfund.objects.update(monthly="none")

    response = give(client, {"amount_minor": 2_500, "frequency": "monthly"})

    assert (response.status_code, response.json()["type"]) == (422, "urn:problem-type:hustings:monthly-not-offered")
    assert response.json()["errors"] == [{"name": "frequency", "message": "This crowdfund takes no monthly gifts"}]
    assert not Donation.objects.exists()


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


def test_a_crowdfund_that_is_not_public_takes_nothing(client: Client, hub: CrowdfundPage) -> None:
    hide(hub)

    assert give(client, {"amount_minor": 500}).status_code == 404
    assert Donation.objects.count() == 0


def test_a_crowdfund_that_is_over_takes_nothing(client: Client) -> None:
    place_crowdfund("Over", slug="hub", last_day=datetime(2026, 1, 1, tzinfo=UTC).date())

    response = give(client, {"amount_minor": 2_500})

    assert (response.status_code, response.json()["type"]) == (410, "urn:problem-type:hustings:crowdfund-closed")
    assert response.json()["detail"] == "It takes no donations: it is over, or not all of its plan is published yet."
    assert Donation.objects.count() == 0


def test_an_address_that_asks_too_often_is_told_when_to_come_back(
    client: Client, hub: CrowdfundPage, settings: Settings, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(timezone.now(), tick=False)  # All of it within one minute.
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


def test_a_locked_database_is_no_crash(client: Client, hub: CrowdfundPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("donations.services.start_checkout", failing(OperationalError("database is locked")))

    response = give(client, {"amount_minor": 2_500})

    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert response.json()["type"] == "urn:problem-type:hustings:busy"


def failing(error: Exception) -> Callable[..., Any]:
    def fail(*args: object, **kwargs: object) -> None:
        raise error

    return fail
