"""Compares the moves on our balance at Stripe, which is where money is, with the ledger, and the other way round."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from donations import rules
from donations.gateways.base import BalanceFact
from donations.models import Donation, LedgerEntry
from donations.reconciliation.differences import Difference

MOVES_WITHIN = timedelta(days=3)
"""A refund may wait so long for money on the balance before it moves."""

AT_ONCE = 500


@dataclass(slots=True)
class _Moved:
    """What the balance says under one key of the ledger."""

    payment_intent_id: str
    currency: str
    amount_minor: int = 0
    fee_minor: int = 0


@dataclass(slots=True)
class BalanceComparison:
    """One run. `told` are the keys that Stripe's lists told of, `known` those of differences that were told before."""

    told: set[str]
    known: set[str]
    moves: dict[str, _Moved] = field(default_factory=dict)

    def take(self, move: BalanceFact) -> None:
        """Add a move up with others of the same charge, refund or dispute."""
        key = _key(move)
        if key and move.payment_intent_id:
            moved = self.moves.setdefault(key, _Moved(move.payment_intent_id, move.currency))
            moved.amount_minor += move.amount_minor
            moved.fee_minor += move.fee_minor

    def compare(self, since: datetime, now: datetime) -> Iterator[Difference]:
        """Tell what differs. Nothing is repaired: whatever can be was, from Stripe's lists; the rest wants eyes."""
        for keys in _parts(sorted(self.moves)):
            payments = {self.moves[key].payment_intent_id for key in keys}
            # What another account's programs sell, and what is held back, is told elsewhere or not ours.
            ours = Donation.objects.filter(payment_intent_id__in=payments, held_because="")
            counted = {
                payment: LedgerEntry.objects.counted_for(payment)
                for payment in ours.values_list("payment_intent_id", flat=True)
                if payment
            }
            for key in keys:
                moved = self.moves[key]
                if moved.payment_intent_id in counted and key not in self.known:
                    yield from _compare(key, moved, counted[moved.payment_intent_id])
        yield from self._without_move(since, now)

    def _without_move(self, since: datetime, now: datetime) -> Iterator[Difference]:
        entries = LedgerEntry.objects.counted().exclude(kind__in=rules.KINDS_NOT_OF_STRIPE)
        entries = entries.filter(occurred_at__gt=since, recorded_at__lte=now - MOVES_WITHIN).order_by("pk")
        for key, amount_minor in entries.values_list("external_key", "amount_minor"):
            if key in self.told and key not in self.moves and key not in self.known:
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


def _compare(key: str, moved: _Moved, counted: Mapping[str, tuple[int, str]]) -> Iterator[Difference]:
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
    fee_key = f"{rules.FEE}:{moved.payment_intent_id}"
    if key.startswith(f"{rules.CHARGE}:") and fee_key in counted and -counted[fee_key][0] != moved.fee_minor:
        text = f"{fee_key} is {-counted[fee_key][0]} in the ledger, {moved.fee_minor} on the balance"
        yield Difference(text, is_repaired=False)


def _parts(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]
