"""Months, days and keys in addresses. What is none, or lies beyond the calendar, is an address that does not exist."""

from datetime import date

from django.urls import register_converter
from django.urls.converters import IntConverter

from cms.row_keys import MOST_DIGITS
from events.month import Month


class MonthConverter:
    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> Month:
        """Raises: ValueError."""
        month = Month.of(date.fromisoformat(f"{value}-01"))
        if not month.has_events:
            raise ValueError(value)
        return month

    def to_url(self, value: Month) -> str:
        return str(value)


class DayConverter:
    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Raises: ValueError."""
        day = date.fromisoformat(value)
        if not Month.of(day).has_events:
            raise ValueError(value)
        return day

    def to_url(self, value: date) -> str:
        return value.isoformat()


class KeyConverter(IntConverter):
    """The key of a row, no longer than databases can be asked for."""

    regex = f"[0-9]{{1,{MOST_DIGITS}}}"


register_converter(KeyConverter, "key")
register_converter(MonthConverter, "month")
register_converter(DayConverter, "day")
