"""What is asked of whoever cancels, moves or restores dates: which, why, and where they go."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cms.plain_text import PlainTextField
from events.models import Occurrence, SignUp
from events.services.occurrences import Scope

NAMES: dict[Scope, Promise] = {
    Scope.THIS: _("This one"),
    Scope.FOLLOWING: _("This one and all that follow"),
    Scope.ALL: _("All that are to come"),
}


# The browser's own: Wagtail's need scripts that only its editors load.
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput({"type": "time"}, format="%H:%M")


class DecisionForm(forms.Form):
    """`affected` are the dates that each scope is about; of a single date there is nothing to choose.

    Each says how many people have signed up: they are told by mail.
    """

    scope = forms.ChoiceField(label=_("Which dates"), widget=forms.RadioSelect, initial=Scope.THIS)

    def __init__(self, *args: Any, affected: Mapping[Scope, Sequence[Occurrence]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(scope, f"{NAMES[scope]}: {_days(rows)}{_people(rows)}") for scope, rows in affected.items()]
        self.fields["scope"].choices = told  # type: ignore[attr-defined]


class CancelForm(DecisionForm):
    note = PlainTextField(most=300, label=_("Why"), help_text=_("Shown beside the date. May be empty."))


class MoveForm(DecisionForm):
    day = forms.DateField(label=_("New day"), widget=DAY, help_text=_("The others move by as many days."))
    begins = forms.TimeField(label=_("Begins at"), widget=HOUR, help_text=_("It takes as long as before."))
    venue = PlainTextField(most=120, label=_("Venue"), help_text=_("Only if it takes place elsewhere."))
    address = PlainTextField(most=200, label=_("Address"), help_text=_("Only if it takes place elsewhere."))
    note = PlainTextField(most=300, label=_("Why"), help_text=_("Shown beside the date. May be empty."))


def _people(rows: Sequence[Occurrence]) -> str:
    """Such as “; 12 people have signed up”, or nothing."""
    number = SignUp.objects.of_dates(rows).current().people()
    told = ngettext("%(number)s person has signed up", "%(number)s people have signed up", number)
    return f"; {told % {'number': number}}" if number else ""


def _days(rows: Sequence[Occurrence]) -> str:
    """Such as “3 March 2026”, or “79 dates, 3 March 2026 to 31 August 2027”."""
    days = [date_format(row.starts_local, "j F Y") for row in rows]
    if len(days) < 2:
        return "".join(days)
    count = ngettext("%(number)s date", "%(number)s dates", len(days)) % {"number": len(days)}
    return gettext("%(count)s, %(first)s to %(last)s") % {"count": count, "first": days[0], "last": days[-1]}
