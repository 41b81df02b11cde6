"""A model field for amounts: stored as minor units, typed as people write money."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from donations.money import AmountError, format_minor, parse_amount

CURRENCY = "GBP"


def amount_message(code: str) -> str:
    """What to say to somebody whose text is no amount; `code` is that of AmountError."""
    return {
        "empty": _("Enter an amount"),
        "malformed": _("Enter an amount in pounds, like 25 or 7.50"),
        "too_precise": _("Enter an amount with at most two digits after the point, like 7.50"),
        "too_large": _("Enter a smaller amount"),
    }[code]


class AmountFormField(forms.CharField):
    """Takes "£5,000" and gives 500000."""

    def prepare_value(self, value: Any) -> Any:
        return format_minor(value, CURRENCY) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:  # type: ignore[override] # an amount is typed as text
        try:
            return value if isinstance(value, int) else parse_amount(value or "", CURRENCY)
        except AmountError as error:
            if error.code == "empty":
                return None
            raise ValidationError(amount_message(error.code), code=error.code) from error

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise ValidationError(amount_message("empty"), code="required")

    def run_validators(self, value: Any) -> None:
        """The text's length says nothing about an amount; the model's own validators bound it."""


class AmountField(models.BigIntegerField):  # type: ignore[type-arg] # Django's own is not generic when it runs
    """An amount in minor units of the site's currency."""

    def formfield(self, **kwargs: Any) -> Any:
        return models.Field.formfield(self, **{**kwargs, "form_class": AmountFormField})
