"""What people can fill in on the pay page and on the console."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from donations.money import AmountError, parse_amount
from donations.sandbox.charges import BACS_DEBIT
from donations.sandbox.errors import LOST_ANSWER, TIMEOUT
from donations.sandbox.events import DEFAULT_DELAY_SECONDS, DUPLICATE, LATE, LOST, NORMAL, REVERSED
from donations.sandbox.store import Object

PAY, DECLINE, AUTHENTICATE, LATER, LATER_FAILS = "pay", "decline", "authenticate", "later", "later_fails"
OUTCOMES = [
    (PAY, "Card that is accepted"),
    (DECLINE, "Card that is declined"),
    (AUTHENTICATE, "Card that asks for an extra step"),
    (LATER, "Bank payment that arrives in a minute"),
    (LATER_FAILS, "Bank payment that fails in a minute"),
]

MODES = {
    NORMAL: "At once",
    DUPLICATE: "Each one twice",
    LATE: "Late",
    REVERSED: "In the reverse order",
    LOST: "Never: they are lost",
}
FAULTS = {
    "402": "402 – the card is refused",
    "409": "409 – a call with the same key is still running",
    "429": "429 – too many calls",
    "500": "500 – an error at Stripe",
    TIMEOUT: "No answer, and nothing is done",
    LOST_ANSWER: "The answer is lost, what was asked is done",
}


class PayForm(forms.Form):
    use_required_attribute = False

    email = forms.EmailField(
        label="Email address",
        max_length=254,
        error_messages={
            "required": "Enter an email address",
            "invalid": "Enter an email address like name@example.org",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label="Name on the card (may be left empty)",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )
    outcome = forms.ChoiceField(
        label="Pay with",
        choices=OUTCOMES,
        initial=PAY,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what to pay with",
            "invalid_choice": "Choose what to pay with",
        },
    )

    def __init__(self, session: Object, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if BACS_DEBIT not in session["payment_method_types"]:
            outcome: Any = self.fields["outcome"]
            outcome.choices = [choice for choice in OUTCOMES if choice[0] not in (LATER, LATER_FAILS)]


class CardForm(forms.Form):
    """Another card for the months to come."""

    use_required_attribute = False

    card = forms.ChoiceField(
        label="Your new card",
        choices=[(PAY, "Card that is accepted"), (DECLINE, "Card that is declined each month")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a card", "invalid_choice": "Choose a card"},
    )


class AmountForm(forms.Form):
    """An amount to send back; empty means all of it."""

    amount = forms.CharField(required=False)

    def clean_amount(self) -> int | None:
        typed = self.cleaned_data["amount"]
        try:
            return parse_amount(typed) if typed else None
        except AmountError as error:
            raise ValidationError("Enter an amount like 7.50, or nothing for all of it") from error


class ModeForm(forms.Form):
    mode = forms.ChoiceField(label="How webhooks arrive", choices=list(MODES.items()))
    delay = forms.IntegerField(
        label="Delay in seconds, for late ones",
        min_value=0,
        max_value=24 * 3600,
        initial=DEFAULT_DELAY_SECONDS,
    )


class FaultForm(forms.Form):
    fault = forms.ChoiceField(label="What goes wrong", choices=list(FAULTS.items()))
    times = forms.IntegerField(label="How many times", min_value=1, max_value=100, initial=3)


def first_error(form: forms.Form) -> str:
    errors: Any = form.errors
    return str(next(iter(errors.values()))[0])
