"""What was decided of all dates from a day on, kept with the event so that dates that are made later follow it."""

from dataclasses import asdict, dataclass
from datetime import date, time, timedelta
from typing import Any

from events.models import Event, Occurrence
from events.schedule import Slot, Start, slot


@dataclass(frozen=True, slots=True)
class Standing:
    """Cancelled, or moved by so many days to an hour of the clock, for `minutes`, perhaps elsewhere."""

    since: date
    is_cancelled: bool = False
    days: int = 0
    at: time | None = None
    minutes: int = 0
    venue: str = ""
    address: str = ""
    note: str = ""

    def written(self) -> dict[str, Any]:
        """As it is kept in JSON."""
        return {**asdict(self), "since": self.since.isoformat(), "at": self.at.isoformat() if self.at else None}

    def applied_to(self, row: Occurrence) -> Occurrence:
        """The date as it now is; nothing is saved."""
        if self.is_cancelled:
            row.status = Occurrence.Status.CANCELLED
        elif self.at:
            start = row.event.start
            moved = Start(start.day, self.at, start.zone, self.minutes)
            place(row, slot(moved, row.original_date + timedelta(self.days)))
            row.is_moved, row.venue, row.address = True, self.venue, self.address
        row.note = self.note
        return row


def read(event: Event) -> Standing | None:
    """What holds for the event's later dates, if anything does."""
    kept = event.standing
    if not kept:
        return None
    at = time.fromisoformat(kept["at"]) if kept["at"] else None
    return Standing(**{**kept, "since": date.fromisoformat(kept["since"]), "at": at})


def planned(event: Event, at: Slot, **shown: Any) -> Occurrence:
    """A date as the event's rule has it, unsaved."""
    row = Occurrence(event=event, original_date=at.day, original_starts_at=at.starts_at, **shown)
    place(row, at)
    return row


def place(row: Occurrence, at: Slot) -> None:
    """Set when the date is."""
    row.starts_at, row.ends_at, row.local_date = at.starts_at, at.ends_at, at.day
    row.last_date = None
    if at.ends_at - at.starts_at > timedelta(days=1):
        # One that ends at midnight does not take place on the day that begins then.
        row.last_date = (at.ends_at - timedelta(microseconds=1)).astimezone(row.zone).date()
