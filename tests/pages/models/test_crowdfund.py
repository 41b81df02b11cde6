"""The page on which a crowdfund is edited: what it does not take."""

import pytest
from django.core.exceptions import ValidationError

from donations.models import Crowdfund
from pages.models import CrowdfundPage
from tests.factories.pages import place_crowdfund

pytestmark = pytest.mark.django_db

LIMITS = "Suggest amounts from £1 to £10,000: others are not taken"


def said_of(page: CrowdfundPage, suggested_amounts: str) -> dict[str, list[str]]:
    page.suggested_amounts = suggested_amounts
    try:
        page.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.parametrize(
    ("suggested_amounts", "said"),
    [
        ("1, 10000", {}),
        ("5, 0", {"suggested_amounts": [LIMITS]}),
        ("0.99, 5", {"suggested_amounts": [LIMITS]}),
        ("5, 10000.01", {"suggested_amounts": [LIMITS]}),
        ("5, ten", {"suggested_amounts": ["Enter an amount in pounds, like 25 or 7.50"]}),
    ],
)
def test_only_amounts_that_the_form_takes_can_be_suggested(suggested_amounts: str, said: dict[str, list[str]]) -> None:
    assert said_of(place_crowdfund(live=False), suggested_amounts) == said


def test_the_limits_are_those_of_the_crowdfund() -> None:
    page = place_crowdfund()
    Crowdfund.objects.update(min_minor=500, max_minor=20_000_00)

    assert said_of(page, "5, 20000") == {}
    assert said_of(page, "2") == {"suggested_amounts": ["Suggest amounts from £5 to £20,000: others are not taken"]}
