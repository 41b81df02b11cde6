"""Crowdfunds through the API: the tracker's numbers, its words and its freshness."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings as site
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cms.caching import purge
from donations.models import Crowdfund, CrowdfundTotal
from pages.models import BudgetLine, CampaignPage, CrowdfundPage
from tests.factories.pages import hide, home, place, place_crowdfund, publish, translate

TRACKER = "/api/v1/crowdfunds/hub"


@pytest.fixture
def hub() -> CrowdfundPage:
    return place_crowdfund("An online hub", slug="hub")


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
        "checking_minor": 0,
        "donors": 41,
        "percent": 52,
        "pledged_minor": 0,
        "matched_minor": 0,
        "match": [],
        "updated_at": "2026-11-23T09:30:00Z",
        "last_day": "2026-12-03",
        "days_left": 10,
        "goal_changes": [],
        "is_open": True,
        "suggested_minor": [500, 1000, 2500, 5000],
        "min_minor": 100,
        "max_minor": 1_000_000,
        "monthly": "stops",
        "budget": [{"title": "Design", "amount_minor": 500_000, "raised_minor": 260_050, "spent_minor": 0}],
        "stretch_goals": [],
        "spending": [
            {"title": "A domain", "amount_minor": 1_200, "spent_on": "2026-11-02", "line": None, "receipt_url": None}
        ],
    }


def test_all_published_crowdfunds_are_listed_latest_first(client: Client, hub: CrowdfundPage) -> None:
    place_crowdfund("First meetings", slug="first")
    place_crowdfund("Not yet", slug="draft", live=False)

    answer = client.get("/api/v1/crowdfunds").json()

    assert ([item["slug"] for item in answer["items"]], answer["total"]) == (["first", "hub"], 2)


def test_no_crowdfund_is_an_empty_list(client: Client) -> None:
    assert client.get("/api/v1/crowdfunds").json() == {"items": [], "total": 0}


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
    assert client.get("/api/v1/crowdfunds").json() == {"items": [], "total": 0}


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


def test_the_page_and_the_api_tell_the_same_number(client: Client, hub: CrowdfundPage) -> None:
    campaign = place(CampaignPage, "Campaign", crowdfund=hub)
    raise_to(123_400, 7, datetime(2026, 11, 23, tzinfo=UTC))

    told = client.get(f"/api/v1/pages/{campaign.pk}").json()["crowdfund"]

    assert told["raised_minor"] == client.get(TRACKER).json()["raised_minor"] == 123_400
    assert "£1,234" in client.get("/campaign/").content.decode()
