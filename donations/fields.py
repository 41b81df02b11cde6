"""A model field for amounts: stored as minor units, typed as people write money."""

from typing import Any

from babel.numbers import get_currency_precision
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from donations.money import AmountError, format_minor, parse_amount

CURRENCY = "GBP"


def amount_message(code: str, currency: str = CURRENCY) -> str:
    """What to say to somebody whose text is no amount of a currency; `code` is that of AmountError."""
    if currency != CURRENCY and code == "malformed":
        return _("Enter an amount, like %(example)s") % {"example": "2500"}
    if get_currency_precision(currency) == 0 and code == "too_precise":
        return _("Enter an amount without digits after the point, like %(example)s") % {"example": "2500"}
    return {
        "empty": _("Enter an amount"),
        "malformed": _("Enter an amount in pounds, like 25 or 7.50"),
        "too_precise": _("Enter an amount with at most two digits after the point, like 7.50"),
        "too_large": _("Enter a smaller amount"),
    }[code]


class AmountFormField(forms.CharField):
    """Takes "£5,000" and gives 500000; other amounts in another currency."""

    def __init__(self, *args: Any, currency: str = CURRENCY, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency

    def prepare_value(self, value: Any) -> Any:
        return format_minor(value, self.currency) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:  # type: ignore[override] # an amount is typed as text
        try:
            return value if isinstance(value, int) else parse_amount(value or "", self.currency)
        except AmountError as error:
            if error.code == "empty":
                return None
            raise ValidationError(amount_message(error.code, self.currency), code=error.code) from error

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise ValidationError(amount_message("empty"), code="required")

    def run_validators(self, value: Any) -> None:
        """The text's length says nothing about an amount; the model's own validators bound it."""


class AmountField(models.BigIntegerField):  # type: ignore[type-arg] # Django's own is not generic when it runs
    """An amount in minor units of the site's currency."""

    def formfield(self, **kwargs: Any) -> Any:
        return models.Field.formfield(self, **{**kwargs, "form_class": AmountFormField})
