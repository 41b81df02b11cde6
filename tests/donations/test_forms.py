"""The form with which somebody gives."""

from typing import Any

import pytest

from donations.forms import GiveForm
from donations.models import Crowdfund

CROWDFUND = Crowdfund(slug="hub", currency="GBP", suggested_minor=[500, 2500], min_minor=100, max_minor=1_000_000)


def filled(**data: str) -> GiveForm:
    return GiveForm(data, crowdfund=CROWDFUND)


@pytest.mark.parametrize(
    ("data", "amount_minor"),
    [
        ({"amount": "2500"}, 2500),
        ({"other": "£1,000.50"}, 100_050),
        ({"amount": "31337", "other": "7"}, 700),
        ({"other": "1"}, 100),
        ({"other": "10000"}, 1_000_000),
    ],
)
def test_takes_an_amount(data: dict[str, str], amount_minor: int) -> None:
    form = filled(**data)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["amount_minor"] == amount_minor


PLAIN = "Enter an amount in pounds, like 25 or 7.50"


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({}, {"amount": ["Choose an amount or enter one"]}),
        ({"other": "  "}, {"amount": ["Choose an amount or enter one"]}),
        ({"amount": "31337"}, {"amount": ["Choose an amount or enter one"]}),
        ({"amount": "2500.5"}, {"amount": ["Choose an amount or enter one"]}),
        ({"other": "0"}, {"other": ["Enter £1 or more"]}),
        ({"other": "0.99"}, {"other": ["Enter £1 or more"]}),
        ({"other": "-5"}, {"other": [PLAIN]}),
        ({"other": "0.001"}, {"other": ["Enter an amount with at most two digits after the point, like 7.50"]}),
        ({"other": "1e9"}, {"other": [PLAIN]}),
        ({"other": "NaN"}, {"other": [PLAIN]}),
        ({"other": "abc"}, {"other": [PLAIN]}),
        ({"other": "２５"}, {"other": [PLAIN]}),
        ({"other": "25", "amount": "abc"}, {}),
        ({"other": "7", "amount": "2500"}, {"amount": ["Choose an amount or enter one, not both"]}),
        ({"other": "abc", "amount": "2500"}, {"amount": ["Choose an amount or enter one, not both"]}),
        ({"other": "10000.01"}, {"other": ["Enter £10,000 or less. To give more, write to us first"]}),
        ({"other": "9" * 5000}, {"other": ["Enter a smaller amount"]}),
        ({"other": "5\x00", "amount": "31337"}, {"other": ["Null characters are not allowed."]}),
    ],
)
def test_says_beside_the_field_what_is_wrong(data: dict[str, str], errors: dict[str, Any]) -> None:
    form = filled(**data)

    assert form.errors == errors
    assert ("amount_minor" in form.cleaned_data) == (not errors)


def test_where_no_amount_is_suggested_the_typed_one_is_asked_for() -> None:
    form = GiveForm({}, crowdfund=Crowdfund(currency="GBP", suggested_minor=[], min_minor=100, max_minor=200))

    assert form.errors == {"other": ["Choose an amount or enter one"]}


def test_the_summary_of_errors_leads_to_the_first_amount() -> None:
    assert filled()["amount"].id_for_label == "id_amount_0"


def test_nonsense_that_nobody_typed_is_dropped() -> None:
    form = filled(amount="2500", key="k" * 101, source="\x00")

    assert form.is_valid()
    assert (form.cleaned_data["key"], form.cleaned_data["source"]) == ("", "")


def test_asks_how_often_and_takes_once_for_an_answer_that_is_missing() -> None:
    for data, is_monthly in (({}, False), ({"frequency": "once"}, False), ({"frequency": "monthly"}, True)):
        form = filled(amount="2500", **data)
        assert form.is_valid()
        assert form.cleaned_data["is_monthly"] is is_monthly


def test_how_often_is_one_of_two() -> None:
    assert filled(amount="2500", frequency="weekly").errors == {"frequency": ["Choose “Once” or “Every month”"]}


def test_a_crowdfund_without_monthly_gifts_takes_none() -> None:
    form = GiveForm(
        {"other": "1", "frequency": "monthly"},
        crowdfund=Crowdfund(currency="GBP", suggested_minor=[], min_minor=100, max_minor=200, monthly="none"),
    )

    assert form.errors == {"frequency": ["This crowdfund takes no monthly gifts. Choose “Once”"]}
