"""The form in which editors write how a meeting went. What does not fit yet may stay in a draft."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from cms.page_form import PageForm
from pages.languages import is_source
from pages.reports import date_told_of, is_told_elsewhere


class ReportForm(PageForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        is_written_here = self.instance.pk is None or is_source(self.instance)
        if is_written_here and not self.is_deferred_validation and not {"event_page", "held_on"} & self.errors.keys():
            self._refuse_a_day_without_meeting(cleaned)
        return cleaned

    def _refuse_a_day_without_meeting(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("event_page") is None:
            return
        self.instance.event_page, self.instance.held_on = cleaned["event_page"], cleaned["held_on"]
        date = date_told_of(self.instance, timezone.now())
        if date is None:
            self.add_error("held_on", gettext("This meeting did not take place on that day"))
        elif is_told_elsewhere(self.instance, date):
            self.add_error("held_on", gettext("Another page tells how it went on that day"))
