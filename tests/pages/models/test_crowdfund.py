"""The page on which a crowdfund is edited: what it does not take."""

import pytest
from django.core.exceptions import ValidationError

from donations.models import Crowdfund
from pages.models import BudgetLine, CrowdfundPage, SpendingEntry
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


@pytest.mark.parametrize(
    ("suggested_amounts", "said"),
    [
        ("1,000", "Write 1000 for a thousand: a comma, with a space after it, separates amounts"),
        ("5, 1,000.50", "Write 1000 for a thousand: a comma, with a space after it, separates amounts"),
        ("5, 10, 5.00", "Suggest each amount once"),
        ("1, 2, 3, 4, 5, 6, 7", "Suggest at most six amounts"),
    ],
)
def test_suggestions_that_nobody_means_are_refused(suggested_amounts: str, said: str) -> None:
    assert said_of(place_crowdfund(live=False), suggested_amounts) == {"suggested_amounts": [said]}


@pytest.mark.parametrize("suggested_amounts", ["5,10,25,50", "1, 2, 3, 4, 5, 6", "1000", "5, 10,"])
def test_suggestions_that_one_can_mean_are_taken(suggested_amounts: str) -> None:
    assert said_of(place_crowdfund(live=False), suggested_amounts) == {}


@pytest.mark.parametrize(
    ("goal_minor", "said"),
    [(100, {}), (99, {"goal_minor": ["Enter £1 or more"]}), (0, {"goal_minor": ["Enter £1 or more"]})],
)
def test_a_goal_is_a_pound_at_least(goal_minor: int, said: dict[str, list[str]]) -> None:
    page = place_crowdfund(live=False)
    page.goal_minor = goal_minor

    assert said_of(page, "5") == said


@pytest.mark.parametrize("row", [BudgetLine, SpendingEntry])
def test_a_cost_is_more_than_nothing(row: type[BudgetLine | SpendingEntry]) -> None:
    with pytest.raises(ValidationError) as told:
        row(title="Nothing", amount_minor=0).full_clean(exclude=["page", "locale"])

    assert told.value.message_dict == {"amount_minor": ["Enter more than £0"]}
