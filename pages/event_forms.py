"""The form in which editors write an event. What makes no sense yet may stay in a draft, but is not published."""

from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.page_form import PageForm
from events import recurrence_text
from events.hub_areas import suggested
from events.models import Hub, Mode
from events.recurrence import RecurrenceError, check_start
from events.schedule import LONGEST_MINUTES
from pages.languages import is_source
from pages.recurrence_words import refusal


def check_zone(name: str) -> None:
    """Raises: ValidationError."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValidationError(_("Enter the name of a time zone, such as Europe/London")) from None


class EventForm(PageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A translation is not asked for its facts.
        if self.parent_page and (town := self.fields.get("town")):
            town.widget.suggest(suggested(Hub.objects.filter(key=self.parent_page.translation_key).first()))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation and (self.instance.pk is None or is_source(self.instance)):
            self._ask_for_times(cleaned)
            self._refuse_times_that_make_no_sense(cleaned)
            self._refuse_a_rule_that_its_start_does_not_fit(cleaned)
            self._refuse_half_a_place(cleaned)
        return cleaned

    def _ask_for_times(self, cleaned: dict[str, Any]) -> None:
        for name in ("start_date", "start_time", "end_time"):
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])

    def _refuse_times_that_make_no_sense(self, cleaned: dict[str, Any]) -> None:
        start: date | None = cleaned.get("start_date")
        begins: time | None = cleaned.get("start_time")
        ends: time | None = cleaned.get("end_time")
        if start is None or begins is None or ends is None:
            return
        last = cleaned.get("end_date") or start
        if (last, ends) <= (start, begins):
            after_midnight = gettext("It ends before it begins. If it goes on after midnight, give its last day too")
            self.add_error("end_date" if cleaned.get("end_date") else "end_time", after_midnight)
        elif (last - start).days * 24 * 60 > LONGEST_MINUTES:
            self.add_error("end_date", gettext("An event lasts 14 days at most. Longer ones are a series"))

    def _refuse_a_rule_that_its_start_does_not_fit(self, cleaned: dict[str, Any]) -> None:
        start = cleaned.get("start_date")
        if start is None or "rule" not in cleaned:
            return
        try:
            # Of whole days; the zone that the editor has typed is looked at by itself, and later.
            check_start(recurrence_text.read(cleaned["rule"], ZoneInfo(settings.TIME_ZONE)), start)
        except RecurrenceError as error:
            self.add_error("start_date" if error.code == "range" else "rule", refusal(error))

    def _refuse_half_a_place(self, cleaned: dict[str, Any]) -> None:
        latitude, longitude = cleaned.get("latitude"), cleaned.get("longitude")
        if (latitude is None) != (longitude is None) and not {"latitude", "longitude"} & self.errors.keys():
            empty = "latitude" if latitude is None else "longitude"
            self.add_error(empty, gettext("Give both latitude and longitude, or neither"))
        if cleaned.get("mode") != Mode.ONLINE and not cleaned.get("town"):
            self.add_error("town", gettext("Say in which town people meet"))
