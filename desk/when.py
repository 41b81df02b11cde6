"""The step that asks when a meeting takes place, and how often."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.radios import Radios
from desk.fields import DayInput, HourInput
from desk.forms import StepForm
from desk.repeats import CHOICES, Repeats, answer_of, rule_for
from events import recurrence_text
from events.recurrence import EARLIEST, LATEST, Recurrence, RecurrenceError, check_start
from pages.models import EventPage
from pages.recurrence_words import refusal

LONGEST_NIGHT = timedelta(hours=8)
"""A meeting that ends at an earlier hour than it begins goes on after midnight, if it takes no longer than this."""

COPIES = (
    (Repeats.NO.value, Repeats.NO.label),
    (Repeats.AS_IT_IS.value, _("Yes, as that one does")),
)
"""Of a series a copy is one more date, or another series."""

WITHOUT = {
    "start_date": _("Choose a day"),
    "start_time": _("Say when it begins"),
    "end_time": _("Say when it ends"),
}
"""What whoever left it empty reads, in the summary far from the field, too."""


def recurrence_of(page: EventPage) -> Recurrence:
    """Its rule; a draft of the admin's may hold one that makes no sense yet, and counts as none."""
    try:
        return recurrence_text.read(page.rule, ZoneInfo(settings.TIME_ZONE))
    except RecurrenceError:
        return Recurrence()


def check_day(page: EventPage, day: date) -> str:
    """What is wrong with a day on which the meeting is to begin; '' if nothing is."""
    if not EARLIEST <= day <= LATEST:
        return gettext("This day is too long ago or too far ahead")
    if not page.live and day < timezone.localdate():
        return gettext("This day is over. Choose one that is still to come")
    return ""


def fit_rule(page: EventPage, day: date) -> None:
    """Let the page repeat as it does from another first day on; single dates that were left out are past."""
    answer = answer_of(recurrence_of(page), page.start_date or day)
    if answer != Repeats.AS_IT_IS:
        page.rule = rule_for(answer, day)
    else:
        check_start(recurrence_of(page), day)


class WhenForm(StepForm):
    repeats = forms.ChoiceField(label=_("Does it repeat?"), widget=Radios)

    class Meta:
        model = EventPage
        fields = ("start_date", "start_time", "end_time")
        labels = {"start_date": _("On which day?"), "start_time": _("It begins at"), "end_time": _("It ends at")}
        help_texts = {"start_date": _("Of several, the first."), "start_time": "", "end_time": ""}
        widgets = {"start_date": DayInput, "start_time": HourInput, "end_time": HourInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in WITHOUT.items():
            # The admin lets a draft be without them.
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = words
        page = self.instance
        self.day_before, self.days_longer = page.start_date, _days_longer(page)
        self.answer = answer_of(recurrence_of(page), page.start_date or timezone.localdate())
        as_it_was = [(Repeats.AS_IT_IS, Repeats.AS_IT_IS.label)] if self.answer == Repeats.AS_IT_IS else []
        repeats: Any = self.fields["repeats"]
        repeats.choices = [*CHOICES, *as_it_was]
        self.initial["repeats"] = self.answer

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day, begins, ends = (cleaned.get(name) for name in ("start_date", "start_time", "end_time"))
        if day and (wrong := check_day(self.instance, day)):
            self.add_error("start_date", wrong)
        elif day and begins and ends:
            self._set_last_day(day, begins, ends)
            self._set_rule(day, cleaned.get("repeats"))
        return cleaned

    def _set_last_day(self, day: date, begins: time, ends: time) -> None:
        length = datetime.combine(day, ends) - datetime.combine(day, begins)
        days = self.days_longer
        if not days and length <= timedelta(0):
            days = 1
            if length + timedelta(days=1) > LONGEST_NIGHT:
                self.add_error("end_time", gettext("It ends before it begins"))
        self.instance.end_date = day + timedelta(days) if days else None

    def _set_rule(self, day: date, repeats: str | None) -> None:
        if repeats is None:
            return
        if repeats == Repeats.AS_IT_IS:
            try:
                check_start(recurrence_of(self.instance), day)
            except RecurrenceError as error:
                self.add_error("start_date", refusal(error))
        elif repeats != self.answer or day != self.day_before:
            self.instance.rule = rule_for(repeats, day)


class CopyForm(forms.Form):
    use_required_attribute = False

    day = forms.DateField(
        label=_("On which day is it?"), widget=DayInput, error_messages={"required": WITHOUT["start_date"]}
    )

    repeats = forms.ChoiceField(label=_("Does it repeat?"), choices=COPIES, required=False, widget=Radios)

    def __init__(self, *args: Any, does_repeat: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not does_repeat:
            del self.fields["repeats"]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if wrong := check_day(EventPage(live=False), day):
            raise ValidationError(wrong)
        return day


def _days_longer(page: EventPage) -> int:
    """How many days after its first one it ends, unless it only goes on after midnight."""
    if not (page.start_date and page.end_date and page.start_time and page.end_time):
        return 0
    days = (page.end_date - page.start_date).days
    return 0 if days == 1 and page.end_time <= page.start_time else max(days, 0)
