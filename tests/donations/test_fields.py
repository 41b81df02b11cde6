"""Amounts in forms: typed as people write money, kept as minor units."""

import pytest
from django.core.exceptions import ValidationError

from donations.fields import AmountField, AmountFormField


def test_takes_pounds_and_gives_pence() -> None:
    field = AmountFormField()

    assert (field.clean("£5,000"), field.clean("7.5"), field.clean(500_000)) == (500_000, 750, 500_000)
    assert field.prepare_value(500_000) == "£5,000"
    assert field.prepare_value("abc") == "abc"


def test_what_was_not_changed_has_not_changed() -> None:
    field = AmountFormField()

    assert not field.has_changed(500_000, "£5,000")
    assert field.has_changed(500_000, "£5,001")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter an amount"),
        ("abc", "Enter an amount in pounds, like 25 or 7.50"),
        ("0.001", "Enter an amount with at most two digits after the point, like 7.50"),
        ("1" * 13, "Enter a smaller amount"),
    ],
)
def test_says_what_is_no_amount(typed: str, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        AmountFormField().clean(typed)

    assert caught.value.messages == [message]


def test_nothing_is_nothing_where_it_may_be() -> None:
    assert AmountFormField(required=False).clean("") is None


def test_the_model_s_field_is_typed_as_money() -> None:
    assert isinstance(AmountField(null=True).formfield(), AmountFormField)
