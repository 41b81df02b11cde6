"""The forms with which cheques, cash and transfers are entered and decided on."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from donations.fields import CURRENCY, AmountFormField
from donations.models import Crowdfund, OfflineGift

FIRST_DAY = date(2000, 1, 1)
"""Before it nobody gave to anything here: it is a slip."""


class CrowdfundField(forms.ModelChoiceField):  # type: ignore[type-arg] # generic for mypy alone
    """One of all crowdfunds, in force or not: money for one that is over still comes in."""

    def __init__(self) -> None:
        super().__init__(
            # Amounts are typed in the site's own currency here, and are no other money.
            queryset=Crowdfund.objects.filter(currency=CURRENCY)
            .prefetch_related("texts")
            .order_by("-is_published", "-pk"),
            label=gettext_lazy("Crowdfund"),
            # The longest title must not push the form off a narrow screen.
            widget=forms.Select(attrs={"class": "w-w-full"}),
            error_messages={"required": gettext_lazy("Choose a crowdfund")},
        )

    def choose_the_only_one(self) -> None:
        """Where there is one crowdfund, nobody has to choose it."""
        found = list(Crowdfund.objects.filter(currency=CURRENCY)[:2])
        if len(found) == 1:
            self.initial = found[0].pk


class PositiveAmountField(AmountFormField):
    """An amount of more than nothing."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value == 0:
            raise ValidationError(_("Enter more than 0"), code="too_small")


def check_day(day: date, *, may_be_ahead: bool = False) -> date:
    """Raises: ValidationError for a day on which nothing can have come."""
    if day < FIRST_DAY:
        raise ValidationError(_("Enter a day from 2000 on"))
    if not may_be_ahead and day > timezone.localdate():
        raise ValidationError(_("This day is still to come"))
    if day.year > 2100:
        raise ValidationError(_("Enter a day before 2100"))
    return day


class KeyField(forms.UUIDField):
    """Nobody typed it, so nobody could mend it: nonsense is a new key."""

    def clean(self, value: Any) -> UUID:
        try:
            return super().clean(value) or uuid4()
        except ValidationError:
            return uuid4()


class OfflineGiftForm(forms.ModelForm):  # type: ignore[type-arg] # generic for mypy alone
    """`key` names one filled-in form: sent twice, it is one gift."""

    key = KeyField(required=False, widget=forms.HiddenInput)
    crowdfund = CrowdfundField()
    amount = PositiveAmountField(label=gettext_lazy("Amount"), help_text=gettext_lazy("In pounds, like 25 or 7.50"))
    email = forms.EmailField(
        required=False,
        max_length=254,
        label=gettext_lazy("Email address"),
        help_text=gettext_lazy(
            "Where it is known, a receipt is sent once the gift counts, and the gift joins others from this address."
        ),
    )
    locale = forms.ChoiceField(label=gettext_lazy("Language of the receipt"), choices=settings.LANGUAGES)
    approve = forms.BooleanField(required=False, initial=True, label=gettext_lazy("Count it at once"))

    field_order = (
        *("key", "crowdfund", "amount", "method", "received_on"),
        *("payer_name", "payer_address", "email", "locale", "note", "approve"),
    )

    class Meta:
        model = OfflineGift
        fields = ("method", "received_on", "payer_name", "payer_address", "note")
        widgets = {
            "received_on": AdminDateInput,
            "payer_address": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4
        self.fields["received_on"].initial = timezone.localdate
        self.fields["crowdfund"].choose_the_only_one()  # type: ignore[attr-defined]

    def clean_received_on(self) -> date:
        return check_day(self.cleaned_data["received_on"])
