"""What somebody adds to gifts: who, how much for each pound, what is left of it, and what counts towards it. Pure."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from donations.rules import CHARGE, FEE, OFFLINE

ARRIVING_KINDS = (CHARGE, OFFLINE)
"""With these money comes. What follows them, such as a refund, belongs to the day on which it came."""

EACH_MINOR = 100
"""A rule reads “£1 for each £1”: what is added to each hundred of the smallest unit is the per cent."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One entry of the ledger as a match sees it; `day` by the site's own time."""

    kind: str
    amount_minor: int
    day: date


def eligible_minor(movements: Iterable[Movement], first: date, last: date | None) -> int:
    """What one donation's movements count towards a match from `first` to `last`: its net, if its money came then."""
    movements = [movement for movement in movements if movement.kind != FEE]
    came = min((movement.day for movement in movements if movement.kind in ARRIVING_KINDS), default=None)
    if came is None or came < first or (last is not None and came > last):
        return 0
    return sum(movement.amount_minor for movement in movements)


def added_minor(*, eligible_minor: int, percent: int, limit_minor: int) -> int:
    """What is added to what counts: so many per cent of it, rounded down, never below nothing or beyond the limit."""
    return min(limit_minor, max(eligible_minor, 0) * percent // 100)


@dataclass(frozen=True, slots=True)
class Match:
    """The public rule of one match and where it stands. Days are inclusive; without `until` it has no last day."""

    sponsor: str
    percent: int
    limit_minor: int
    matched_minor: int
    since: date
    until: date | None

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Match":
        """From what `written` gave."""
        until = kept["until"] and date.fromisoformat(kept["until"])
        return cls(**{**kept, "since": date.fromisoformat(kept["since"]), "until": until})

    def written(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {**asdict(self), "since": str(self.since), "until": self.until and str(self.until)}

    @property
    def left_minor(self) -> int:
        """What may still be added."""
        return self.limit_minor - self.matched_minor

    @property
    def each_minor(self) -> int:
        """To how much `percent` is added: see EACH_MINOR."""
        return EACH_MINOR
