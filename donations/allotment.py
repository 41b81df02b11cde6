"""How what came in and what was spent fall on the lines of a budget. Pure; all amounts in minor units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class LineShare:
    """One line of a budget: what was asked for it, how much of that has come in, and what was spent on it."""

    key: UUID
    asked_minor: int
    raised_minor: int
    spent_minor: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """`beyond_minor` came in above all lines together; `unassigned_minor` was spent on none of them."""

    lines: list[LineShare]
    beyond_minor: int
    unassigned_minor: int


def allot(raised_minor: int, asked_minor: Sequence[int]) -> list[int]:
    """What of the money that came in falls on each line: it fills the first line, then the next, until none is left."""
    left, shares = max(raised_minor, 0), []
    for asked in asked_minor:
        shares.append(min(left, asked))
        left -= shares[-1]
    return shares


def break_down(
    raised_minor: int, lines: Sequence[tuple[UUID, int]], spending: Iterable[tuple[UUID | None, int]]
) -> Breakdown:
    """`lines` as (key, asked), in their order; `spending` as (key of its line, spent).

    An entry whose line is none of these belongs to none.
    """
    spent, unassigned = dict.fromkeys((key for key, _ in lines), 0), 0
    for line_key, amount_minor in spending:
        if line_key in spent:
            spent[line_key] += amount_minor
        else:
            unassigned += amount_minor
    shares = allot(raised_minor, [asked for _, asked in lines])
    return Breakdown(
        lines=[LineShare(key, asked, share, spent[key]) for (key, asked), share in zip(lines, shares, strict=True)],
        beyond_minor=max(raised_minor, 0) - sum(shares),
        unassigned_minor=unassigned,
    )
