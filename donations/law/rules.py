"""Which gifts must be checked and until when, over the gifts of one person."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from donations.law.packs import RulePack

SINGLE, ADDED_UP = "single", "added_up"


@dataclass(frozen=True, slots=True)
class Gift:
    """One gift, in pence: what came, what of it is left, and the day on which it was received."""

    key: int
    received_minor: int
    left_minor: int
    received_on: date


@dataclass(frozen=True, slots=True)
class Need:
    """Why a gift must be checked, by which pack, and the last day to decide."""

    reason: str
    rule: str
    due_on: date


def decide_by(from_day: date, pack: RulePack) -> date:
    """The last day to decide on a gift for which the clock starts on `from_day`.

    The law gives a period that begins with the day of receipt (PPERA s. 56); what is not decided goes back on its last
    day, so the last day to decide is the one before.
    """
    return from_day + timedelta(days=pack.days_to_decide - 2)


def needs(gifts: Iterable[Gift], pack_on: Callable[[date], RulePack]) -> dict[int, Need]:
    """Which of one person's gifts must be checked: the large ones, and all of a calendar year that add up to more.

    A gift becomes part of something that is checked on the day on which the sum exceeds the threshold: its clock
    starts then, or when it comes itself. Each gift falls under the pack of the day on which it was received; what has
    gone back in whole is no gift any more.
    """
    years: dict[int, list[Gift]] = defaultdict(list)
    for gift in sorted(gifts, key=lambda gift: (gift.received_on, gift.key)):
        if gift.left_minor > 0 and pack_on(gift.received_on).check_above_minor is not None:
            years[gift.received_on.year].append(gift)
    return {key: need for year in years.values() for key, need in _needs_of_year(year, pack_on).items()}


def _needs_of_year(gifts: list[Gift], pack_on: Callable[[date], RulePack]) -> dict[int, Need]:
    found = {}
    crossed_on = _crossed_on(gifts, pack_on)
    for gift in gifts:
        pack = pack_on(gift.received_on)
        if gift.received_minor > (pack.check_above_minor or 0):
            found[gift.key] = Need(SINGLE, pack.name, decide_by(gift.received_on, pack))
        elif crossed_on:
            found[gift.key] = Need(ADDED_UP, pack.name, decide_by(max(gift.received_on, crossed_on), pack))
    return found


def _crossed_on(gifts: list[Gift], pack_on: Callable[[date], RulePack]) -> date | None:
    """The day on which what is left of gifts, in order, adds up to more than the threshold of that day."""
    sum_minor = 0
    for gift in gifts:
        sum_minor += gift.left_minor
        if sum_minor > (pack_on(gift.received_on).check_above_minor or 0):
            return gift.received_on
    return None
