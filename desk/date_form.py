"""The form that asks what should become of one date of a meeting, or of those that follow it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.radios import Radios
from desk.fields import DayInput, HourInput
from events.models import Occurrence
from events.services.occurrences import Scope

WHAT = (("cancel", _("Cancel it")), ("move", _("Move it")), ("restore", _("Let it take place as it was planned")))
SCOPES = (
    (Scope.THIS.value, _("This date only")),
    (Scope.FOLLOWING.value, _("This one and all that follow")),
    (Scope.ALL.value, _("All that are still to come")),
)


class DateForm(forms.Form):
    use_required_attribute = False

    what = forms.ChoiceField(
        label=_("What should happen?"),
        choices=WHAT,
        widget=Radios,
        error_messages={"required": _("Choose what should happen")},
    )
    scope = forms.ChoiceField(label=_("Which dates?"), choices=SCOPES, widget=Radios, initial=Scope.THIS.value)
    day = forms.DateField(label=_("Moved to which day?"), required=False, widget=DayInput)
    time = forms.TimeField(label=_("At which time does it begin then?"), required=False, widget=HourInput)
    note = forms.CharField(
        label=_("What should people be told?"),
        max_length=300,
        required=False,
        help_text=_("For example “The hall is flooded.” Everybody can read it."),
    )

    def __init__(self, *args: Any, row: Occurrence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.initial = {
            **self.initial,
            "day": row.starts_local.date(),
            "time": row.starts_local.time(),
            "note": row.note,
        }
        is_changed = row.is_cancelled or row.is_moved
        what: Any = self.fields["what"]
        what.choices = [each for each in WHAT if is_changed or each[0] != "restore"]
        if not row.event.rule:
            del self.fields["scope"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "scope" not in self.fields:
            cleaned["scope"] = Scope.THIS.value
        if cleaned.get("what") == "move":
            self._check_move(cleaned)
        return cleaned

    def _check_move(self, cleaned: dict[str, Any]) -> None:
        for name, words in (("day", gettext("Say to which day")), ("time", gettext("Say at which time"))):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        if cleaned.get("day") and cleaned["day"] < timezone.localdate():
            self.add_error("day", gettext("This day is over. Choose one that is still to come"))
