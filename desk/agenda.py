"""An agenda from the length of a meeting and those who speak: what comes when, to the nearest five minutes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

WELCOME, SPEECH, GROUPS, TASKS, CLOSE = "welcome", "speech", "groups", "tasks", "close"
SHARES = ((WELCOME, 10), (SPEECH, 30), (GROUPS, 30), (TASKS, 20), (CLOSE, 10))
"""Of the whole, in hundredths. Where several speak they share theirs; where nobody does it goes to the groups."""


@dataclass(frozen=True, slots=True)
class Point:
    """`begins` by the clock at the meeting; `speaker` of a speech."""

    begins: datetime
    what: str
    speaker: str = ""


def points(begins: datetime, minutes: int, speakers: Sequence[str]) -> list[Point]:
    found, spent = [], 0.0
    for what, share in SHARES:
        if what == SPEECH:
            for speaker in speakers:
                found.append(Point(_at(begins, minutes * spent), what, speaker))
                spent += share / 100 / len(speakers)
        else:
            found.append(Point(_at(begins, minutes * spent), what))
            spent += (share + (30 if what == GROUPS and not speakers else 0)) / 100
    return found


def _at(begins: datetime, minutes: float) -> datetime:
    return begins + timedelta(minutes=5 * round(minutes / 5))
