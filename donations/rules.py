"""The rules of giving, without I/O: which amounts are taken, what a fact means for the ledger, what state follows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from donations.gateways.facts import (
    ChargeFact,
    DisputeFact,
    DisputeMove,
    Fact,
    Facts,
    RefundFact,
    SessionFact,
    SubscriptionFact,
)

CHARGE, REFUND, REFUND_REVERSAL = "charge", "refund", "refund_reversal"
DISPUTE, DISPUTE_REVERSAL = "dispute", "dispute_reversal"
OFFLINE, OFFLINE_REVERSAL, CORRECTION, FEE = "offline", "offline_reversal", "correction", "fee"

ADDING_KINDS = (CHARGE, REFUND_REVERSAL, DISPUTE_REVERSAL, OFFLINE)
SUBTRACTING_KINDS = (REFUND, DISPUTE, OFFLINE_REVERSAL)
KINDS_OF_EITHER_SIGN = (CORRECTION, FEE)
"""Of a dispute that is won Stripe may give its fee back."""
KINDS_NOT_OF_STRIPE = (OFFLINE, OFFLINE_REVERSAL, CORRECTION)

OUTCOME_RANK = {"created": 0, "open": 1, "processing": 2, "expired": 3, "failed": 4, "paid": 5}
"""How far a checkout got. A later rank replaces an earlier one, whatever the order in which they arrive."""


class AmountOutOfRange(ValueError):
    """`code` is too_small, too_large or uneven; `limit_minor` is the bound that was passed, or the step between."""

    def __init__(self, code: str, limit_minor: int) -> None:
        super().__init__(code)
        self.code, self.limit_minor = code, limit_minor


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A ledger entry that a fact asks for. `external_key` names the fact: the same fact is written once."""

    kind: str
    amount_minor: int
    currency: str
    external_key: str
    payment_intent_id: str
    occurred_at: datetime
    is_provisional: bool = False


def check_amount(amount_minor: int, *, min_minor: int, max_minor: int, step_minor: int = 1) -> None:
    """Raises: AmountOutOfRange."""
    if amount_minor % step_minor:
        raise AmountOutOfRange("uneven", step_minor)
    if amount_minor < min_minor:
        raise AmountOutOfRange("too_small", min_minor)
    if amount_minor > max_minor:
        raise AmountOutOfRange("too_large", max_minor)


def is_costed(*, goal_minor: int, budget_minor: int) -> bool:
    """Whether the budget says what the whole goal is for: nobody is asked for money before that is known."""
    return budget_minor == goal_minor


def by_payment(facts: Facts) -> list[Facts]:
    """The same facts, those of each payment together; sessions without a payment, and subscriptions, stand alone.

    The bill of a month that nobody has paid yet tells nothing that counts: it is left out.
    """
    groups: dict[str, list[Fact]] = {}
    for fact in (*facts.sessions, *facts.subscriptions, *facts.invoices, *_of_payments(facts)):
        if isinstance(fact, SessionFact | SubscriptionFact):
            key = fact.id if isinstance(fact, SubscriptionFact) else fact.payment_intent_id or fact.id
        else:
            key = fact.payment_intent_id or ""
        if key:
            groups.setdefault(key, []).append(fact)
    return [Facts.of(*group) for group in groups.values()]


def payment_of(facts: Facts) -> str | None:
    """The payment that facts of one payment are about; None while its session has none."""
    linking = (*facts.sessions, *facts.invoices, *_of_payments(facts))
    return next((fact.payment_intent_id for fact in linking if fact.payment_intent_id), None)


def _of_payments(facts: Facts) -> tuple[ChargeFact | RefundFact | DisputeFact, ...]:
    return (*facts.charges, *facts.refunds, *facts.disputes)


def draft_entries(facts: Facts) -> Iterator[EntryDraft]:
    """The ledger entries that follow from the facts, each under the same key however often the fact is told."""
    # A bill is paid when its money came; a debit's charge may be told with the day on which it was begun.
    paid_at = {invoice.payment_intent_id: invoice.occurred_at for invoice in facts.invoices}
    for charge in facts.charges:
        when = max(charge.occurred_at, paid_at.get(charge.payment_intent_id, charge.occurred_at))
        yield from _draft_charge(charge, when)
    for refund in facts.refunds:
        yield from _draft_refund(refund)
    for dispute in facts.disputes:
        yield from _draft_dispute(dispute)


def _draft_charge(fact: ChargeFact, when: datetime) -> Iterator[EntryDraft]:
    # One payment intent is charged at most once, and the session, the intent and the charge each tell of it.
    key = fact.payment_intent_id
    yield EntryDraft(CHARGE, fact.amount_minor, fact.currency, f"charge:{key}", key, when, fact.is_provisional)
    if fact.fee_minor:
        yield EntryDraft(FEE, -fact.fee_minor, fact.currency, f"fee:{key}", key, when)


def _draft_refund(fact: RefundFact) -> Iterator[EntryDraft]:
    key, when = fact.payment_intent_id, fact.occurred_at
    yield EntryDraft(REFUND, -fact.amount_minor, fact.currency, f"refund:{fact.id}", key, when)
    if fact.failed:
        yield EntryDraft(REFUND_REVERSAL, fact.amount_minor, fact.currency, f"refund_reversal:{fact.id}", key, when)


def _draft_dispute(fact: DisputeFact) -> Iterator[EntryDraft]:
    is_withdrawn = fact.withdrawn or fact.reinstated
    for kind, sign, is_told in ((DISPUTE, -1, is_withdrawn), (DISPUTE_REVERSAL, 1, fact.reinstated)):
        key = f"{kind}:{fact.id}"
        told = [DisputeMove("", sign * fact.amount_minor, fact.occurred_at)] if is_told else []
        # Each telling names all moves until then: the first stays the first, whichever telling comes first.
        for number, move in enumerate([move for move in fact.moves if move.amount_minor * sign > 0] or told):
            name = f"{key}:{move.id}" if number else key
            payment, when = fact.payment_intent_id, move.occurred_at
            yield EntryDraft(kind, move.amount_minor, fact.currency, name, payment, when)
            if move.fee_minor:
                yield EntryDraft(FEE, -move.fee_minor, fact.currency, f"fee:{name}", payment, when)


def draft_correction(draft: EntryDraft, *, counted_minor: int, truth_minor: int, currency: str) -> EntryDraft:
    """The row that brings what was counted for a charge to what was really charged."""
    key = f"{CORRECTION}:{draft.external_key}:{truth_minor}"
    return EntryDraft(
        CORRECTION, truth_minor - counted_minor, currency, key, draft.payment_intent_id, draft.occurred_at
    )


class Entry(Protocol):
    """A row of the ledger."""

    kind: str
    amount_minor: int
    currency: str
    external_key: str


def count_by_key(entries: Iterable[Entry]) -> dict[str, tuple[int, str]]:
    """What entries, in the order in which they were written, count under each key: (minor units, currency).

    A correction counts under the key of what it corrects.
    """
    counted: dict[str, tuple[int, str]] = {}
    for entry in entries:
        key, amount_minor = entry.external_key, entry.amount_minor
        if entry.kind == CORRECTION:
            key = key.removeprefix(f"{CORRECTION}:").rpartition(":")[0]
            amount_minor += counted[key][0]
        counted[key] = (amount_minor, entry.currency)
    return counted


def later_outcome(known: str, told: str) -> str:
    """The one of two outcomes of a checkout that got further."""
    return max(known, told, key=OUTCOME_RANK.__getitem__)


def derive_state(outcome: str, amounts: Iterable[tuple[str, int]]) -> str:
    """The state of a donation from its checkout's outcome and its ledger entries as (kind, amount_minor).

    Money decides wherever there is any: a session that expired after it was paid is paid.
    """
    sums: dict[str, int] = {}
    for kind, amount_minor in amounts:
        sums[kind] = sums.get(kind, 0) + amount_minor
    charged = sum(sums.get(kind, 0) for kind in (CHARGE, CORRECTION, OFFLINE))
    if not charged:
        # "paid" without a charge is a session that told so before the amount is known.
        return "processing" if outcome == "paid" else outcome
    if sums.get(DISPUTE, 0) + sums.get(DISPUTE_REVERSAL, 0) < 0:
        return "disputed"
    refunded = -sum(sums.get(kind, 0) for kind in (REFUND, REFUND_REVERSAL, OFFLINE_REVERSAL))
    if refunded >= charged:
        return "refunded"
    return "part_refunded" if refunded > 0 else "paid"
