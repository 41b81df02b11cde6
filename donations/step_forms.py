"""The forms of the one more step that a gift takes under attack: an address to mail a code to, and the code."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy

from donations.forms import HiddenField

WRONG_CODE = gettext_lazy("This is not the code from the newest mail, or it has expired. Check it, or get another")


class EmailForm(forms.Form):
    """Where to mail a code to."""

    email = forms.EmailField(
        label=gettext_lazy("Email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Enter your email address"),
            "invalid": gettext_lazy("Enter an email address such as name@example.org"),
        },
    )


class CodeForm(forms.Form):
    """The code that was mailed, with the ticket that says for whom it was made."""

    code = forms.CharField(
        label=gettext_lazy("Code of six digits"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
        validators=[RegexValidator(r"\A[0-9]{6}\Z", WRONG_CODE)],
        error_messages={"required": gettext_lazy("Enter the code from the mail"), "max_length": WRONG_CODE},
    )
    ticket = HiddenField(required=False, max_length=22)
    email = HiddenField(required=False, max_length=254)
