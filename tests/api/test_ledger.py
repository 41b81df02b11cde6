"""The public ledger as JSON: the movements that the tracker is the sum of."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from donations.models import Crowdfund
from donations.services import record_facts
from pages.models import CrowdfundPage
from tests.factories.donations import charge_fact, facts_of, make_donation
from tests.factories.pages import hide, place_crowdfund

MONDAY = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def gifts(time_machine: TimeMachineFixture, db: None) -> None:
    """Five on Monday, one on Tuesday, one yesterday, of a crowdfund that is at /hub/."""
    place_crowdfund("An online hub", slug="hub")
    for day, amounts in ((0, (5000, 1000, 2500, 500, 500)), (1, (300,)), (9, (700,))):
        for amount_minor in amounts:
            donation = make_donation(Crowdfund.objects.get())
            charge = charge_fact(donation, amount_minor, occurred_at=MONDAY + timedelta(days=day))
            record_facts(facts=facts_of(charge), gateway=Mock(), now=MONDAY)
    time_machine.move_to(MONDAY + timedelta(days=10), tick=False)


def told(client: Client, **query: Any) -> Any:
    return client.get("/api/v1/crowdfunds/hub/ledger", query).json()


def test_periods_and_what_is_withheld_add_up_to_the_tracker(client: Client) -> None:
    assert told(client) == {
        "items": [
            {"first_day": "2026-11-03", "last_day": "2026-11-09", "sum_minor": 300, "amounts_minor": [300]},
            {
                "first_day": "2026-11-02",
                "last_day": "2026-11-02",
                "sum_minor": 9500,
                "amounts_minor": [5000, 2500, 1000, 500, 500],
            },
        ],
        "total": 2,
        "currency": "GBP",
        "raised_minor": 10_500,
        "withheld_minor": 700,
        "returned_by_law_minor": 0,
    }
    assert client.get("/api/v1/crowdfunds/hub").json()["raised_minor"] == 10_500


def test_it_is_read_in_parts(client: Client) -> None:
    part = told(client, limit=1, offset=1)

    assert [each["first_day"] for each in part["items"]] == ["2026-11-02"]
    assert part["total"] == 2


def test_a_hidden_crowdfund_tells_nothing(client: Client) -> None:
    hide(CrowdfundPage.objects.get())

    assert client.get("/api/v1/crowdfunds/hub/ledger").status_code == 404
