"""Which gifts must be checked and until when, over the gifts of one person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from donations.law.packs import RulePack

SINGLE, ADDED_UP = "single", "added_up"


@dataclass(frozen=True, slots=True)
class Gift:
    """What is left of one gift, in pence, and the day on which it was received."""

    key: int
    amount_minor: int
    received_on: date


@dataclass(frozen=True, slots=True)
class Need:
    """Why a gift must be checked, and the last day to decide."""

    reason: str
    due_on: date


def decide_by(from_day: date, pack: RulePack) -> date:
    """The last day to decide on a gift for which the clock starts on `from_day`.

    The law gives a period that begins with the day of receipt (PPERA s. 56); what is not decided goes back on its last
    day, so the last day to decide is the one before.
    """
    return from_day + timedelta(days=pack.days_to_decide - 2)


def needs(gifts: Iterable[Gift], pack: RulePack) -> dict[int, Need]:
    """Which of one person's gifts must be checked: the large ones, and all of a calendar year that add up to more.

    A gift becomes part of something that is checked on the day on which the sum exceeds the threshold: its clock
    starts then, or when it comes itself.
    """
    found: dict[int, Need] = {}
    if pack.check_above_minor is None:
        return found
    years: dict[int, list[Gift]] = defaultdict(list)
    for gift in sorted(gifts, key=lambda gift: (gift.received_on, gift.key)):
        years[gift.received_on.year].append(gift)
    for year in years.values():
        crossed_on = _crossed_on(year, pack.check_above_minor)
        for gift in year:
            if gift.amount_minor > pack.check_above_minor:
                found[gift.key] = Need(SINGLE, decide_by(gift.received_on, pack))
            elif crossed_on and gift.amount_minor > 0:
                found[gift.key] = Need(ADDED_UP, decide_by(max(gift.received_on, crossed_on), pack))
    return found


def _crossed_on(gifts: list[Gift], threshold_minor: int) -> date | None:
    """The day on which gifts in order add up to more than the threshold."""
    sum_minor = 0
    for gift in gifts:
        sum_minor += gift.amount_minor
        if sum_minor > threshold_minor:
            return gift.received_on
    return None
