"""The form with which somebody gives: an amount and nothing else."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.radios import Radios
from donations import rules
from donations.fields import CURRENCY, AmountFormField, amount_message
from donations.models import Crowdfund, RecurringDonation
from donations.money import AmountError, currency_name, format_minor, parse_amount, sign_of
from donations.services.regulation import threshold_minor

ONCE, MONTHLY = "once", "monthly"
SOURCE_CHARACTERS = 255
CHOOSE_HOW_OFTEN = gettext_lazy("Choose “Once” or “Every month”")
ONLY_ONCE = gettext_lazy("This crowdfund takes no monthly gifts. Choose “Once”")
CHOOSE = gettext_lazy("Choose an amount or enter one")
CHOOSE_ONE = gettext_lazy("Choose an amount or enter one, not both")


def range_message(error: rules.AmountOutOfRange, currency: str) -> str:
    """What to say to somebody who would give more or less than is taken."""
    if error.code == "uneven":
        return amount_message("too_precise", currency)
    limit = format_minor(error.limit_minor, currency, get_language() or "en")
    if error.code == "too_small":
        return _("Enter %(limit)s or more") % {"limit": limit}
    return _("Enter %(limit)s or less. To give more, write to us first") % {"limit": limit}


class HiddenField(forms.CharField):
    """What no person typed. Nonsense in it is dropped: nobody could be asked to mend it."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> str:
        try:
            return str(super().clean(value))
        except ValidationError:
            return ""


class ToldOfCheck(forms.Form):
    """A form that says beside its amount what the law asks of large gifts."""

    @property
    def checked_above(self) -> str:
        """The amount, as people read it, above which the law has gifts checked today; empty where it asks for none."""
        limit_minor = threshold_minor(timezone.localdate())
        return format_minor(limit_minor, "GBP", get_language() or "en") if limit_minor else ""


class GiveForm(ToldOfCheck):
    """`cleaned_data["amount_minor"]` is the amount to give, either a chosen or a typed one; `is_monthly`, how often."""

    amount = forms.ChoiceField(required=False, widget=Radios, error_messages={"invalid_choice": CHOOSE})
    other = forms.CharField(required=False, label=gettext_lazy("Or another amount, in pounds"))
    frequency = forms.ChoiceField(required=False, initial=ONCE, widget=Radios)
    key = HiddenField(required=False, max_length=100)
    source = HiddenField(required=False, max_length=SOURCE_CHARACTERS)

    def __init__(self, *args: Any, crowdfund: Crowdfund, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.crowdfund = crowdfund
        language = get_language() or "en"
        if crowdfund.currency != CURRENCY:
            name = currency_name(crowdfund.currency, language)
            self.fields["other"].label = _("Or another amount, in %(currency)s") % {"currency": name}
        frequency: Any = self.fields["frequency"]
        frequency.choices = [(ONCE, _("Once"))]
        if crowdfund.takes_monthly:
            frequency.choices += [(MONTHLY, _("Every month"))]
        frequency.error_messages["invalid_choice"] = CHOOSE_HOW_OFTEN if crowdfund.takes_monthly else ONLY_ONCE
        self.fields["amount"].choices = [  # type: ignore[attr-defined]
            (str(minor), format_minor(minor, crowdfund.currency, language)) for minor in crowdfund.suggested_minor
        ]

    @property
    def sign(self) -> str:
        """What stands before an amount that is typed."""
        return sign_of(self.crowdfund.currency)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        data["is_monthly"] = data.get("frequency") == MONTHLY
        if data.get("other") or "other" in self.errors:
            self.errors.pop("amount", None)
        if data.get("other") and data.get("amount"):
            self.add_error("amount", ValidationError(CHOOSE_ONE, code="both"))
        elif data.get("other"):
            self._take("other", lambda: parse_amount(data["other"], self.crowdfund.currency))
        elif data.get("amount"):
            self._take("amount", lambda: int(data["amount"]))
        elif not self.errors:
            field = "amount" if self.crowdfund.suggested_minor else "other"
            self.add_error(field, ValidationError(CHOOSE, code="empty"))
        return data

    def _take(self, field: str, read: Callable[[], int]) -> None:
        try:
            amount_minor = read()
            rules.check_amount(amount_minor, **self.crowdfund.amount_limits)
            self.cleaned_data["amount_minor"] = amount_minor
        except AmountError as error:
            message = amount_message(error.code, self.crowdfund.currency)
            self.add_error(field, ValidationError(message, code=error.code))
        except rules.AmountOutOfRange as error:
            self.add_error(field, ValidationError(range_message(error, self.crowdfund.currency), code=error.code))


class MonthlyAmountForm(ToldOfCheck):
    """The amount that a monthly gift should be from the next payment on: `cleaned_data["amount"]`, in minor units."""

    amount = AmountFormField(label=gettext_lazy("Amount each month, in pounds"))

    def __init__(self, *args: Any, monthly: RecurringDonation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.crowdfund = monthly.crowdfund
        if monthly.currency != CURRENCY:
            name = currency_name(monthly.currency, get_language() or "en")
            label = _("Amount each month, in %(currency)s") % {"currency": name}
            self.fields["amount"] = AmountFormField(label=label, currency=monthly.currency)

    @property
    def sign(self) -> str:
        """What stands before an amount that is typed."""
        return sign_of(self.crowdfund.currency)

    def clean_amount(self) -> int:
        amount_minor: int = self.cleaned_data["amount"]
        try:
            rules.check_amount(amount_minor, **self.crowdfund.amount_limits)
        except rules.AmountOutOfRange as error:
            raise ValidationError(range_message(error, self.crowdfund.currency), code=error.code) from error
        return amount_minor
