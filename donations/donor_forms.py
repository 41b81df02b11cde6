"""What donors fill in after the gift: name and words for the public, a wish to hear more, a request for money back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.plain_text import PlainTextField
from donations.models import Donation, PermissibilityCheck
from donations.services.supporters import was_wished_with

NAME_CHARACTERS, COMMENT_CHARACTERS, WORDS_CHARACTERS = 60, 280, 2000

UPDATES = gettext_lazy("Email me what became of the money. Each of these emails has a link that stops them.")
"""What a donor says yes to, kept beside their yes in the language that they read it in."""

ANONYMOUS = gettext_lazy("Leave it empty to stay anonymous. Only the treasurer then knows who gave.")
ANONYMOUS_UNLESS_BY_LAW = gettext_lazy(
    "Leave it empty to stay anonymous. Only the treasurer then knows who gave, except where the law publishes it."
)


class SupporterForm(forms.Form):
    """For the receipt of a gift that has arrived. Nothing in it comes from the payment."""

    use_required_attribute = False

    public_name = PlainTextField(
        most=NAME_CHARACTERS,
        label=gettext_lazy("Name to show"),
        help_text=ANONYMOUS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    comment = PlainTextField(
        most=COMMENT_CHARACTERS,
        label=gettext_lazy("A few words beside it"),
        help_text=gettext_lazy("Why you gave, for example. At most 280 characters."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    updates = forms.BooleanField(required=False, label=UPDATES)

    def __init__(self, *args: Any, donation: Donation, **kwargs: Any) -> None:
        message = getattr(donation, "message", None)
        donor = donation.donor
        initial = {
            "public_name": message.public_name if message else "",
            "comment": message.comment if message else "",
            "updates": was_wished_with(donor, donation),
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        check = getattr(donation, "permissibility", None)
        self.law_may_name = check is not None and check.state != PermissibilityCheck.State.RETURNED
        if self.law_may_name:
            self.fields["public_name"].help_text = ANONYMOUS_UNLESS_BY_LAW
        if donor is None or not donor.email:
            del self.fields["updates"]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("comment") and not data.get("public_name") and "public_name" not in self.errors:
            message = _("Enter a name to stand beside your words: a first name, or “A teacher from Frome”, will do")
            self.add_error("public_name", ValidationError(message, code="words_without_name"))
        return data


class MoneyBackForm(forms.Form):
    use_required_attribute = False

    words = PlainTextField(
        most=WORDS_CHARACTERS,
        keeps_lines=True,
        label=gettext_lazy("Anything we should know (you need not give a reason)"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
