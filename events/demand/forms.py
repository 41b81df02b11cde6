"""The form in which somebody says where, with whom and how they would meet."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.email_field import EmailAddressField
from cms.plain_text import PlainTextField
from cms.radios import Radios
from events.models.meeting_wish import LONGEST_WORDS
from events.services.meeting_wishes import Answer
from events.sign_up_forms import LONGEST_NAME
from events.towns import gazetteer
from events.towns.gazetteer import Town

LONGEST_TOWN = 80
WAYS = ("would_come", "can_host", "has_venue")


def _words(label: Any, example: Any) -> PlainTextField:
    return PlainTextField(
        most=LONGEST_WORDS, keeps_lines=True, label=label, help_text=example, widget=forms.Textarea(attrs={"rows": 3})
    )


class WishForm(forms.Form):
    """`which` is asked for only where the name of the town may mean several; `town_id` is the town that is meant."""

    town = PlainTextField(
        most=LONGEST_TOWN,
        required=True,
        label=_("Near which town?"),
        help_text=_("The town or city nearest to you, such as Nuneaton."),
        error_messages={"required": _("Enter a town")},
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    which = forms.ChoiceField(
        label=_("Which of these do you mean?"),
        widget=Radios,
        required=False,
        error_messages={"invalid_choice": _("Choose the town that you mean")},
    )
    would_come = forms.BooleanField(label=_("I would come to a meeting"), required=False)
    can_host = forms.BooleanField(label=_("I can host one"), required=False)
    has_venue = forms.BooleanField(label=_("I have a venue, or know of one"), required=False)
    where = _words(_("Where should we hold meetings?"), _("A hall, a pub, which part of town."))
    who = _words(_("Who should be in the room?"), _("People and groups to ask."))
    how = _words(_("How should they be run?"), _("What makes a meeting worth an evening."))
    name = PlainTextField(
        most=LONGEST_NAME,
        label=_("Name"),
        help_text=_("Only if you can host or have a venue: as the hosts of the hub should call you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = EmailAddressField(
        help_text=_("We send you a mail with a button. Your answer counts when you have pressed it.")
    )
    wants_mail = forms.BooleanField(label=_("Send me one mail when a meeting near there is published"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = str(self.fields["town"].to_python(self.data.get("town")))
        exact = gazetteer.named(typed)
        self.found = exact or tuple(gazetteer.matching(typed))
        if len(exact) == 1 or not self.found:
            del self.fields["which"]
        else:
            which: Any = self.fields["which"]
            which.choices = [(str(town.id), _told_apart(town)) for town in self.found]

    @property
    def ways(self) -> list[forms.BoundField]:
        """The boxes of which at least one is ticked."""
        return [self[name] for name in WAYS]

    @property
    def answer(self) -> Answer:
        names = (*WAYS, "where", "who", "how", "name", "wants_mail")
        return Answer(**{name: self.cleaned_data[name] for name in names})

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("town"):
            self._choose(cleaned.get("which", ""))
        if not any(cleaned.get(name) for name in WAYS):
            self.add_error("would_come", gettext("Tick at least one"))
        return cleaned

    def _choose(self, which: str) -> None:
        if not self.found:
            self.add_error("town", gettext("We know of no town of this name. Enter the nearest larger one"))
            return
        chosen = which if "which" in self.fields else str(self.found[0].id)
        self.cleaned_data["town_id"] = next((town.id for town in self.found if str(town.id) == chosen), None)
        if self.cleaned_data["town_id"] is None and "which" not in self.errors:
            self.add_error("which", gettext("Choose the town that you mean"))


def _told_apart(town: Town) -> str:
    return town.label if town.county in town.label else f"{town.label}, {town.county}"
