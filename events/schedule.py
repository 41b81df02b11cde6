"""When meetings are: rules without I/O, framework or clock."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class Meeting(Protocol):
    """Something with a day, or a word from the editor when no day is known."""

    @property
    def day(self) -> date | None: ...

    @property
    def took_place(self) -> bool: ...


M = TypeVar("M", bound=Meeting)


def is_over(meeting: Meeting, today: date) -> bool:
    """A meeting is over from the day after it; without a day the editor's word counts."""
    return meeting.took_place if meeting.day is None else meeting.day < today


def split(meetings: Iterable[M], today: date) -> tuple[list[M], list[M]]:
    """Sort meetings into those to come (soonest first) and those that took place (latest first).

    Those without a day stand last in either list, in the order in which they were written.
    """
    listed = list(meetings)
    ahead = [meeting for meeting in listed if not is_over(meeting, today)]
    over = [meeting for meeting in listed if is_over(meeting, today)]
    ahead.sort(key=lambda meeting: (meeting.day is None, meeting.day or today))
    over.sort(key=lambda meeting: (meeting.day is None, -(meeting.day or today).toordinal()))
    return ahead, over
