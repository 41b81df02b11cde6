"""Supporters as JSON: names and words that were approved, and nothing else of anybody."""

from typing import Any

import pytest
from django.test import Client

from donations.models import Crowdfund, SupporterMessage
from pages.models import CrowdfundPage
from tests.factories.donations import NOW, make_donation
from tests.factories.pages import hide, place_crowdfund

ADDRESS = "/api/v1/crowdfunds/hub/supporters"


@pytest.fixture(autouse=True)
def supporters(db: None) -> None:
    """Three who want to be named; one waits, one is nameless, one's gift went back."""
    place_crowdfund("An online hub", slug="hub")
    said = [("Zoë", "Go on!", "shown", "paid"), ("ada", "", "shown", "part_refunded"), ("Bob", "", "shown", "paid")]
    said += [("Waiting", "", "waiting", "paid"), ("", "Nameless", "shown", "paid"), ("Gone", "", "shown", "refunded")]
    for name, comment, state, of_gift in said:
        donation = make_donation(Crowdfund.objects.get(), state=of_gift)
        SupporterMessage.objects.create(
            donation=donation, public_name=name, comment=comment, state=state, written_at=NOW
        )


def told(client: Client, **query: Any) -> Any:
    return client.get(ADDRESS, query).json()


def test_who_wants_to_be_named_is_told_by_name_and_nothing_more(client: Client) -> None:
    assert told(client) == {
        "items": [
            {"name": "ada", "comment": ""},
            {"name": "Bob", "comment": ""},
            {"name": "Zoë", "comment": "Go on!"},
        ],
        "total": 3,
    }


def test_it_is_read_in_parts(client: Client) -> None:
    assert told(client, limit=1, offset=1) == {"items": [{"name": "Bob", "comment": ""}], "total": 3}


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "101"}, {"offset": "-1"}, {"page": "1"}, {"limit": "x"}])
def test_nonsense_is_refused(client: Client, query: dict[str, str]) -> None:
    assert client.get(ADDRESS, query).status_code == 422


def test_a_hidden_crowdfund_tells_nobody(client: Client) -> None:
    hide(CrowdfundPage.objects.get())

    assert client.get(ADDRESS).status_code == 404
