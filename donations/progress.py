"""What the public tracker shows, as plain values. The same object feeds the page, the API, the embed and the admin."""

from dataclasses import dataclass
from datetime import date, datetime

from donations.matching import Match


@dataclass(frozen=True, slots=True)
class Progress:
    goal_minor: int
    raised_minor: int
    currency: str
    donors: int
    updated_at: datetime
    last_day: date | None
    today: date
    pledged_minor: int = 0
    matched_minor: int = 0
    checking_minor: int = 0
    returned_by_law_minor: int = 0
    match: tuple[Match, ...] = ()

    @property
    def percent(self) -> int:
        """Whole per cent of the goal, rounded down; below nothing counts as nothing."""
        return max(self.raised_minor, 0) * 100 // self.goal_minor if self.goal_minor > 0 else 0

    @property
    def capped_minor(self) -> int:
        """How far the bar goes: never below nothing, never beyond the goal."""
        return min(max(self.raised_minor, 0), self.goal_minor)

    @property
    def is_over_goal(self) -> bool:
        return self.raised_minor > self.goal_minor

    @property
    def days_left(self) -> int | None:
        """Days from today to the last day: 0 on the last day itself, None without one or when it is over."""
        if self.last_day is None or self.last_day < self.today:
            return None
        return (self.last_day - self.today).days
