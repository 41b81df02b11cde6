"""Months as the calendar's addresses name them, and places in a long list of dates. Pure."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from events.recurrence import EARLIEST, LATEST


@dataclass(frozen=True, slots=True, order=True)
class Month:
    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(number) for number in range(self.last.day)]

    @property
    def has_events(self) -> bool:
        """Whether events may lie in it at all."""
        return Month.of(EARLIEST) <= self <= Month.of(LATEST)

    def later(self, months: int) -> "Month":
        """So many months on, or back."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last date of a page of a list: the next page begins after it, whatever was added before it meanwhile."""

    starts_at: datetime
    pk: int

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """Raises: ValueError."""
        match = re.fullmatch(r"(\d{8}T\d{6})Z-([0-9]{1,18})", text, re.ASCII)
        if match is None:
            raise ValueError(text)
        return cls(datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC), int(match[2]))

    def __str__(self) -> str:
        return f"{self.starts_at:%Y%m%dT%H%M%S}Z-{self.pk}"
