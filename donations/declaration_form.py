"""The form in which a donor says who they are, for the check that the law asks for."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from cms.plain_text import PlainTextField

POSTCODE = RegexValidator(
    r"^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}$",
    _("Enter a postcode as it is written on letters, like BN1 1AA"),
)


class DeclarationForm(forms.Form):
    """Who gives, where they are on the electoral register, and that the money is their own."""

    full_name = PlainTextField(
        most=255,
        required=True,
        label=_("Full name"),
        help_text=_("As it stands on the electoral register."),
        error_messages={"required": _("Enter your full name")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = PlainTextField(
        most=1000,
        keeps_lines=True,
        required=True,
        label=_("Home address"),
        help_text=_("Where you are on the electoral register. Not a work address."),
        error_messages={"required": _("Enter your home address")},
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    postcode = PlainTextField(
        most=12,
        required=True,
        label=_("Postcode"),
        validators=[POSTCODE],
        error_messages={"required": _("Enter your postcode")},
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "class": "short"}),
    )
    is_declared = forms.BooleanField(
        error_messages={"required": _("Tick the box if it is true; else we must not keep the gift")}
    )

    def __init__(self, *args: Any, declaration: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_declared"].label = declaration

    def clean_postcode(self) -> str:
        """As the post writes it: capitals, and a space before the last three."""
        letters = "".join(self.cleaned_data["postcode"].upper().split())
        return f"{letters[:-3]} {letters[-3:]}"
