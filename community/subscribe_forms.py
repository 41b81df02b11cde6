"""The forms in which people say what they want to be written to about."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.email_field import EmailAddressField
from cms.plain_text import PlainTextField
from cms.radios import Boxes
from community.models.subscriber import LONGEST_NAME
from community.purposes import OfferedConsent

NOTHING_TICKED = _("Tick what we may write to you about")
CHANGED = _("The words beside a box have changed. Read them, and tick what you agree to")


class ConsentsField(forms.MultipleChoiceField):
    """Boxes that nobody ticks but whoever reads them. Its value are the OfferedConsents that were ticked."""

    widget = Boxes

    def __init__(self, **kwargs: Any) -> None:
        told = {"required": NOTHING_TICKED, "invalid_choice": CHANGED, "invalid_list": CHANGED}
        super().__init__(error_messages=told, **kwargs)
        self.offered: dict[str, OfferedConsent] = {}

    def offer(self, consents: Iterable[OfferedConsent]) -> None:
        self.offered = {each.key: each for each in consents}
        self.choices = [(key, each.wording) for key, each in self.offered.items()]

    def clean(self, value: Any) -> Any:
        return [self.offered[key] for key in dict.fromkeys(super().clean(value))]


class _ConsentsForm(forms.Form):
    def __init__(self, *args: Any, consents: Iterable[OfferedConsent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["consents"]
        field.offer(consents)


class SubscribeForm(_ConsentsForm):
    """Stands on pages, more than once perhaps: give each an `auto_id` of its own."""

    name = PlainTextField(
        most=LONGEST_NAME,
        label=_("Name"),
        help_text=_("If you like: as we should call you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = EmailAddressField(
        help_text=_("We send you a mail with a button. We write to you once you have pressed it.")
    )
    consents = ConsentsField(label=_("What may we write to you about?"))


class ChoicesForm(_ConsentsForm):
    """On somebody's own page. With no box ticked, they leave."""

    name = PlainTextField(most=LONGEST_NAME, label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    consents = ConsentsField(label=_("What may we write to you about?"), required=False)
