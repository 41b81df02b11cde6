"""Gifts that look like one large gift that was split to stay below the threshold. A suspicion, never a verdict."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from donations.law.packs import RulePack

CLOSE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class NamedGift:
    """A gift of somebody (`donor`) and the names that stand on it: the payer's, and the one typed for the public."""

    key: int
    donor: int
    names: tuple[str, ...]
    amount_minor: int
    received_on: date


def suspected_splits(gifts: Iterable[NamedGift], pack_on: Callable[[date], RulePack]) -> set[int]:
    """The keys of gifts within a week under one name, from different donors, that add up to more than the threshold.

    A first name alone is no sign: a name counts from two words on. Gifts of days on which nothing is checked are left
    out; where thresholds differ, the lowest counts.
    """
    by_name: dict[str, list[NamedGift]] = defaultdict(list)
    gifts = list(gifts)
    for gift in sorted(gifts, key=lambda gift: (gift.received_on, gift.key)):
        for name in {_plain(name) for name in gift.names}:
            if " " in name and gift.amount_minor > 0:
                by_name[name].append(gift)
    thresholds = {gift.received_on: pack_on(gift.received_on).check_above_minor for gift in gifts}
    return {key for named in by_name.values() for key in _keys_that_add_up(named, thresholds)}


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _keys_that_add_up(gifts: list[NamedGift], thresholds: Mapping[date, int | None]) -> set[int]:
    found: set[int] = set()
    gifts = [gift for gift in gifts if thresholds[gift.received_on] is not None]
    for start, first in enumerate(gifts):
        near = [gift for gift in gifts[start:] if gift.received_on - first.received_on <= CLOSE]
        threshold_minor = min(thresholds[gift.received_on] or 0 for gift in near)
        small = [gift for gift in near if gift.amount_minor <= threshold_minor]
        if len({gift.donor for gift in small}) > 1 and sum(gift.amount_minor for gift in small) > threshold_minor:
            found |= {gift.key for gift in small}
    return found
