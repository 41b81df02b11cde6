"""The form that asks near which place, and within how many miles."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.near import LONGEST, USUALLY_WITHIN, WITHIN, Near, PlaceError, read

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

REFUSALS: dict[str, "_StrOrPromise"] = {
    "unknown": _("We know no such place. Type the nearest town"),
    "several": _("Several towns are called so. Choose the one you mean"),
    "no_postcodes": _("We cannot look up postcodes here: type the nearest town"),
    "unknown_postcode": _("We do not know this postcode: type the nearest town"),
    "no_answer": _("We cannot look up postcodes at the moment: type the nearest town"),
}


def distances() -> list[tuple[int, str]]:
    """How far one may ask for, each in words of the reader's language: they are asked for anew with each form."""
    return [(miles, ngettext("%(number)d mile", "%(number)d miles", miles) % {"number": miles}) for miles in WITHIN]


class NearForm(forms.Form):
    """`place` is what was asked for, None where nothing was; `choices` are what may have been meant by another name."""

    near = forms.CharField(
        max_length=LONGEST,
        required=False,
        label=_("Near"),
        help_text=_("A town, a postcode or an area such as Surrey."),
        error_messages={"max_length": REFUSALS["unknown"]},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    within = forms.TypedChoiceField(
        choices=distances,
        coerce=int,
        empty_value=str(USUALLY_WITHIN),
        initial=USUALLY_WITHIN,
        required=False,
        label=_("Within"),
        error_messages={"invalid_choice": _("Choose how far")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.POSTCODE_LOOKUP:
            self.fields["near"].help_text = _("A town, or an area such as Surrey.")
        self.place: Near | None = None
        self.choices: list[str] = []

    @property
    def knows_code_point_open(self) -> bool:
        """Whether its licence asks for its name: what is looked up elsewhere says itself whose it is."""
        return settings.POSTCODE_LOOKUP == "events.postcodes.by_first_half"

    def clean_near(self) -> str:
        """Without what no database takes. Never raises."""
        return str(self.cleaned_data["near"]).replace("\0", "").strip()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("near") and not self.errors:
            try:
                self.place = read(cleaned["near"], int(cleaned["within"]))
            except PlaceError as error:
                self.choices = error.choices
                self.add_error("near", forms.ValidationError(REFUSALS[error.code], error.code))
        return cleaned
