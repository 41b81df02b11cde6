"""A crowdfund whose ask is not whole: it can be read everywhere, and takes no gifts anywhere."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from donations.models import Crowdfund, Donation
from pages.models import BudgetLine, CampaignPage, CrowdfundPage
from tests.factories.pages import block, place, place_crowdfund

pytestmark = pytest.mark.django_db

SOON = "Gifts are taken as soon as the whole plan is published"


WITHOUT: dict[str, dict[str, Any]] = {
    "no lines": {"budget_lines": []},
    "lines that do not add up": {"budget_lines": [4_000_00]},
    "no purpose": {"purpose": ""},
    "no end": {"has_no_end": False},
    "nothing for less": {"if_under": ""},
    "nothing for more": {"if_over": ""},
}
WHOLE = {"purpose": "A place to meet.", "has_no_end": True, "if_under": "Then less.", "if_over": "Then more."}


@pytest.fixture(params=WITHOUT.values(), ids=list(WITHOUT))
def page(request: pytest.FixtureRequest) -> CrowdfundPage:
    fields = dict(request.param)
    if "budget_lines" in fields:
        fields["budget_lines"] = [BudgetLine(title="Design", amount_minor=minor) for minor in fields["budget_lines"]]
    return place_crowdfund("Hub", slug="hub", **fields)


def complete(page: CrowdfundPage) -> None:
    page.budget_lines.set([BudgetLine(title="Design", amount_minor=5_000_00)])
    for name, value in WHOLE.items():
        setattr(page, name, value)


def test_pages_say_so_in_place_of_the_form(client: Client, page: CrowdfundPage) -> None:
    body = [block("crowdfund", {"page": page.pk, "heading": "Our hub"})]
    campaign = place(CampaignPage, "Campaign", crowdfund=page, body=body)

    for path, times in (("/hub/", 1), (campaign.url, 2), ("/give/hub/", 1)):
        html = client.get(path).content.decode()
        assert html.count(SOON) == times
        assert "<form class" not in html
        assert 'href="#give"' not in html
        assert "Be the first to give." not in html
        assert "has closed" not in html


def test_nobody_can_give(client: Client, page: CrowdfundPage) -> None:
    posted = client.post("/give/hub/", {"amount": "2500"})
    asked = client.post("/api/v1/crowdfunds/hub/checkout", {"amount_minor": 2500}, content_type="application/json")

    assert (posted.status_code, asked.status_code) == (410, 410)
    assert asked.json()["type"] == "urn:problem-type:hustings:crowdfund-closed"
    assert not Donation.objects.exists()


def test_the_api_says_that_it_is_not_open(client: Client, page: CrowdfundPage) -> None:
    assert client.get("/api/v1/crowdfunds/hub").json()["is_open"] is False


def test_the_preview_shows_what_publishing_would_show(page: CrowdfundPage) -> None:
    complete(page)

    html = page.make_preview_request(preview_mode="").content.decode()

    assert SOON not in html
    assert "How much would you like to give?" in html


def test_it_opens_once_it_is_whole(client: Client, page: CrowdfundPage) -> None:
    complete(page)
    page.save_revision().publish()

    assert "How much would you like to give?" in client.get("/hub/").content.decode()
    assert client.get("/api/v1/crowdfunds/hub").json()["is_open"] is True


def test_one_that_is_over_says_only_that_and_thanks_nobody_when_nobody_gave(
    client: Client, page: CrowdfundPage
) -> None:
    Crowdfund.objects.update(last_day=timezone.localdate() - timedelta(days=1))

    html = client.get("/give/hub/").content.decode()

    assert "This crowdfund has closed" in html
    assert SOON not in html
    assert "Thank you to everybody who gave" not in html
