"""What a treasurer fills in to accept a checked gift, or to send it back."""

from django import forms
from django.utils.translation import gettext_lazy

from cms.plain_text import PlainTextField


class AcceptForm(forms.Form):
    """What the register keeps of an accepted gift."""

    use_required_attribute = False

    full_name = PlainTextField(
        most=255,
        required=True,
        label=gettext_lazy("Full name"),
        error_messages={"required": gettext_lazy("Enter the donor’s full name")},
    )
    address = PlainTextField(
        most=1000,
        keeps_lines=True,
        required=True,
        label=gettext_lazy("Home address, as on the register"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Enter the donor’s home address")},
    )
    postcode = PlainTextField(most=12, label=gettext_lazy("Postcode"))
    evidence = forms.CharField(
        label=gettext_lazy("How it was checked"),
        help_text=gettext_lazy(
            "Which register, of which day, and what you found. Do not copy the register itself: it must not be passed"
            " on."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say how the donor was checked")},
    )
    elector_number = forms.CharField(label=gettext_lazy("Elector number"), max_length=50, required=False)


class ReturnForm(forms.Form):
    """Why a gift may not be kept, for the register; and to whom it went, if not the way it came."""

    use_required_attribute = False

    reason = forms.CharField(
        label=gettext_lazy("Why it may not be kept"),
        help_text=gettext_lazy("For the register. The donor does not read it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why the gift may not be kept")},
    )
    returned_to = forms.CharField(
        label=gettext_lazy("How and to whom it goes back"),
        help_text=gettext_lazy("Only for cheques, cash and transfers, which you send back yourself."),
        max_length=1000,
        required=False,
    )
