"""Django-recurrence's field and widget for editors, without what the field does to hours: only whole days are kept.

The field of the library turns every date into a moment in UTC, so that a meeting at seven is at eight in summer, and a
date that was left out comes back. Ours keeps the text of events/recurrence_text.py.
"""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.widgets import Script
from recurrence.forms import RecurrenceField, RecurrenceWidget

from events import recurrence_text
from events.recurrence import RecurrenceError
from pages.recurrence_words import refusal


class RuleWidget(RecurrenceWidget):
    """The library's, whose changes are saved by themselves and whose days are those that somebody picked."""

    def get_media(self) -> forms.Media:
        # After the library's: it wraps what that one writes.
        return super().get_media() + forms.Media(js=[Script("js/recurrence.js", type="module")])  # type: ignore[list-item]

    media = property(get_media)


class RuleFormField(RecurrenceField):
    widget = RuleWidget

    def clean(self, value: Any) -> str:
        # Not the library's: it fails on a 30 February.
        text = forms.CharField.clean(self, value)
        try:
            return recurrence_text.write(recurrence_text.read(text, ZoneInfo(settings.TIME_ZONE)))
        except RecurrenceError as error:
            raise ValidationError(refusal(error), code=error.code) from None


class RuleField(models.TextField):
    """A recurrence as text, '' for a single meeting."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": RuleFormField, "widget": RuleWidget, **kwargs})
