"""The demo's calendar: the evening of 5 July lies behind us whenever the demo is loaded; everything follows from it."""

from dataclasses import dataclass
from datetime import date, timedelta

LOCAL_MEETINGS_TOOK = timedelta(weeks=11)


@dataclass(frozen=True)
class Dates:
    """`evening` is the latest 5 July that leaves room for the local meetings after it."""

    today: date

    @property
    def evening(self) -> date:
        latest = self.today - LOCAL_MEETINGS_TOOK
        this_year = date(latest.year, 7, 5)
        return this_year if this_year <= latest else date(latest.year - 1, 7, 5)

    def after_evening(self, days: int) -> date:
        return self.evening + timedelta(days=days)

    def from_now(self, days: int) -> date:
        return self.today + timedelta(days=days)
