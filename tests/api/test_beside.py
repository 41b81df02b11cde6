"""What stands beside the money, by the API."""

from datetime import date

import pytest
from django.test import Client

from donations.models import Crowdfund
from tests.factories.donations import charge_fact, make_donation
from tests.factories.offline import match, promise
from tests.factories.pages import place_crowdfund
from tests.factories.recording import record

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_promises_and_matches_are_told_apart_from_what_was_raised(client: Client) -> None:
    place_crowdfund("An online hub", slug="hub")
    crowdfund = Crowdfund.objects.get()
    promise(crowdfund, 30_000)
    match(crowdfund, percent=50, limit_minor=1000, starts_on=date(2026, 10, 1), ends_on=None)
    record(charge_fact(make_donation(crowdfund)))

    answer = client.get("/api/v1/crowdfunds/hub").json()

    told = {name: answer[name] for name in ("raised_minor", "percent", "pledged_minor", "matched_minor", "match")}
    assert told == {
        "raised_minor": 2500,
        "percent": 0,
        "pledged_minor": 30_000,
        "matched_minor": 1000,
        "match": [
            {
                "sponsor": "The Example Trust",
                "percent": 50,
                "limit_minor": 1000,
                "matched_minor": 1000,
                "left_minor": 0,
                "since": "2026-10-01",
                "until": None,
            }
        ],
    }
