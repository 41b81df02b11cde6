"""Months and days in addresses. What is none, or lies beyond the calendar, is an address that does not exist."""

from datetime import date

from django.urls import register_converter

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


register_converter(MonthConverter, "month")
register_converter(DayConverter, "day")
