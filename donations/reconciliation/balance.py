"""Compares the moves on our balance at Stripe, which is where money is, with the ledger, and the other way round."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from donations import rules
from donations.gateways.base import BalanceFact
from donations.models import Donation, LedgerEntry
from donations.reconciliation.differences import Difference

MOVES_WITHIN = timedelta(days=3)
"""A refund may wait so long for money on the balance before it moves."""

DEBITS_CLEAR_WITHIN = timedelta(days=14)
"""A debit moves on the balance when it is begun, and is in the ledger on the day it cleared."""

AT_ONCE = 500

OF_DISPUTES = ("dispute", "dispute_reversal")


@dataclass(slots=True)
class _Moved:
    """What the balance says under one key of the ledger."""

    currency: str
    amount_minor: int = 0
    fee_minor: int = 0

    def add(self, other: "_Moved | BalanceFact") -> None:
        self.amount_minor += other.amount_minor
        self.fee_minor += other.fee_minor


@dataclass(slots=True)
class BalanceComparison:
    """One run. `told` are the keys that Stripe's lists told of, `known` those of differences that were told before.

    `ask` compares all that Stripe tells of one payment, and repairs what can be; both sets grow by it.
    """

    told: set[str]
    known: set[str]
    ask: Callable[[str], Iterator[Difference]]
    moves: dict[str, dict[str, _Moved]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def take(self, move: BalanceFact) -> None:
        """Add a move up with others of the same charge or refund. Those of a dispute stay apart: each is an entry."""
        key = _key(move)
        if key and move.payment_intent_id:
            self.seen.add(key)
            if move.kind in OF_DISPUTES:
                key = f"{key}:{move.id}"
                self.seen.add(key)
            self.moves.setdefault(move.payment_intent_id, {}).setdefault(key, _Moved(move.currency)).add(move)

    def compare(self, since: datetime, now: datetime) -> Iterator[Difference]:
        """Tell what differs. What the lists left out, as it is older than the window, is asked for and repaired."""
        for payments in _parts(sorted(self.moves)):
            # What another account's programs sell, and what is held back, is told elsewhere or not ours.
            ours = Donation.objects.filter(payment_intent_id__in=payments, held_because="")
            for payment in sorted(filter(None, ours.values_list("payment_intent_id", flat=True))):
                yield from self._compare_payment(payment)
        yield from self._without_move(since, now)

    def _compare_payment(self, payment: str) -> Iterator[Difference]:
        found = list(self._differences(payment))
        # A move of an older dispute may be as large as another one of it, which the ledger has already.
        if found or any(_is_of_dispute(key) and _first(key) not in self.told for key in self.moves[payment]):
            yield from self.ask(payment)
            found = list(self._differences(payment))
        yield from found

    def _differences(self, payment: str) -> Iterator[Difference]:
        counted = LedgerEntry.objects.counted_for(payment)
        moves: dict[str, _Moved] = {}
        for key, moved in self.moves[payment].items():
            # The first move of a dispute, to and fro, is in the ledger under the dispute's own key.
            entry = _first(key) if _is_of_dispute(key) and key not in counted else key
            moves.setdefault(entry, _Moved(moved.currency)).add(moved)
        for key in sorted(moves.keys() - self.known):
            yield from _compare(key, payment, moves[key], counted)

    def _without_move(self, since: datetime, now: datetime) -> Iterator[Difference]:
        entries = LedgerEntry.objects.counted().exclude(kind__in=rules.KINDS_NOT_OF_STRIPE)
        entries = entries.filter(occurred_at__gt=since, recorded_at__lte=now - MOVES_WITHIN).order_by("pk")
        for key, amount_minor in entries.values_list("external_key", "amount_minor"):
            if key in self.told and key not in self.seen and key not in self.known:
                yield Difference(f"In the ledger, and never moved on the balance: {key} {amount_minor}", False)


def _key(move: BalanceFact) -> str:
    """The key in the ledger of what a move is of; empty where the ledger has nothing to say about it."""
    names = {
        "charge": f"{rules.CHARGE}:{move.payment_intent_id}",
        "refund": f"{rules.REFUND}:{move.source_id}",
        "refund_failure": f"{rules.REFUND_REVERSAL}:{move.source_id}",
        "dispute": f"{rules.DISPUTE}:{move.source_id}",
        "dispute_reversal": f"{rules.DISPUTE_REVERSAL}:{move.source_id}",
    }
    return names.get(move.kind, "")


def _is_of_dispute(key: str) -> bool:
    return key.startswith((f"{rules.DISPUTE}:", f"{rules.DISPUTE_REVERSAL}:"))


def _first(key: str) -> str:
    return key.rpartition(":")[0]


def _compare(key: str, payment: str, moved: _Moved, counted: Mapping[str, tuple[int, str]]) -> Iterator[Difference]:
    if key not in counted:
        yield Difference(f"On the balance, and not in the ledger: {key} {moved.amount_minor}", is_repaired=False)
        return
    minor, currency = counted[key]
    # What was paid in another currency than the account's comes in exchanged: no number of it can be compared.
    if currency != moved.currency:
        return
    if minor != moved.amount_minor:
        text = f"{key} is {minor} in the ledger, {moved.amount_minor} on the balance"
        yield Difference(text, is_repaired=False)
    fee_key = f"{rules.FEE}:{payment if key == f'{rules.CHARGE}:{payment}' else key}"
    if fee_key in counted and -counted[fee_key][0] != moved.fee_minor:
        text = f"{fee_key} is {-counted[fee_key][0]} in the ledger, {moved.fee_minor} on the balance"
        yield Difference(text, is_repaired=False)


def _parts(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]
