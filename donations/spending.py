"""Each budget line's share of what was really spent, for whoever gave: never whose money paid for what."""

from collections.abc import Sequence
from dataclasses import dataclass

from donations.line_words import line_titles
from donations.models import Crowdfund


@dataclass(frozen=True, slots=True)
class SpentShare:
    """`title` is empty for what belongs to no line; `percent` is whole, and all of them make 100."""

    title: str
    spent_minor: int
    percent: int


def spent_shares(crowdfund: Crowdfund, locale: str) -> list[SpentShare]:
    """What was spent on each line, in the lines' order, without those on which nothing was."""
    titles = line_titles(crowdfund, locale)
    spent_minor = dict.fromkeys([*titles, None], 0)
    for entry in crowdfund.spending.all():
        spent_minor[entry.line_key if entry.line_key in titles else None] += entry.amount_minor
    found = [(titles.get(key, "") if key else "", minor) for key, minor in spent_minor.items() if minor]
    percents = whole_percents([minor for _, minor in found])
    return [SpentShare(title, minor, percent) for (title, minor), percent in zip(found, percents, strict=True)]


def whole_percents(parts: Sequence[int]) -> list[int]:
    """Whole per cents that add up to 100: those that lose most by rounding down are given one more."""
    total = sum(parts)
    if not total:
        return [0] * len(parts)
    percents = [part * 100 // total for part in parts]
    by_loss = sorted(range(len(parts)), key=lambda index: (-(parts[index] * 100 % total), index))
    for index in by_loss[: 100 - sum(percents)]:
        percents[index] += 1
    return percents
