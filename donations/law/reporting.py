"""What of the accepted gifts of a year must be reported by name, and what as a sum."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from donations.law.packs import RulePack


@dataclass(frozen=True, slots=True)
class AcceptedGift:
    """One accepted gift of a person; `person` is anything that tells people apart."""

    key: int
    person: str
    amount_minor: int
    accepted_on: date


@dataclass(frozen=True, slots=True)
class Report:
    """`by_name` are the keys of gifts to report each with its donor; `others_minor` is the sum to report, if any."""

    by_name: frozenset[int]
    others_minor: int | None


def report_of(gifts: Iterable[AcceptedGift], pack: RulePack) -> Report:
    """What to report of the accepted gifts of one calendar year."""
    gifts = sorted(gifts, key=lambda gift: (gift.accepted_on, gift.key))
    if pack.report_above_minor is None:
        return Report(frozenset(), None)
    people: dict[str, list[AcceptedGift]] = defaultdict(list)
    for gift in gifts:
        people[gift.person].append(gift)
    by_name = frozenset(key for own in people.values() for key in _keys_to_report(own, pack.report_above_minor, pack))
    others_minor = sum(gift.amount_minor for gift in gifts if gift.key not in by_name)
    return Report(by_name, others_minor if pack.summarize_others else None)


def _keys_to_report(gifts: list[AcceptedGift], above_minor: int, pack: RulePack) -> set[int]:
    if pack.report_again_above_minor is None:
        is_above = sum(gift.amount_minor for gift in gifts) > above_minor
        return {gift.key for gift in gifts} if is_above else set()
    # A group is closed by the gift that takes it over the threshold; what follows makes a new, lower group.
    found: set[int] = set()
    group: list[AcceptedGift] = []
    for gift in gifts:
        group.append(gift)
        if sum(each.amount_minor for each in group) > above_minor:
            found |= {each.key for each in group}
            group, above_minor = [], pack.report_again_above_minor
    return found
