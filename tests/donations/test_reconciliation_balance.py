"""What moved on the balance at Stripe is compared with the ledger, and the other way round."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from donations.gateways.base import BalanceFact
from donations.gateways.facts import DisputeMove
from donations.models import Crowdfund, Donation
from tests.factories.donations import charge_fact, dispute_fact, facts_of, make_donation, payment_id, refund_fact
from tests.factories.reconciling import raised, record, run
from tests.factories.stripes import Told, moves_of

pytestmark = pytest.mark.database


@pytest.fixture
def week_ago() -> datetime:
    return timezone.now() - timedelta(days=7)


def told_and_recorded(donation: Donation, at: datetime) -> Any:
    """A payment with all that may move money, in the ledger as Stripe tells it."""
    facts = [
        charge_fact(donation, 2500, occurred_at=at, fee_minor=58),
        refund_fact(donation, 700, id="re_1", occurred_at=at),
        refund_fact(donation, 300, id="re_2", failed=True, occurred_at=at),
        dispute_fact(donation, 1500, reinstated=True, occurred_at=at),
    ]
    gateway = Told(*(facts_of(fact) for fact in facts))
    record(gateway, *facts)
    return gateway


def changed(gateway: Any, kind: str, **changes: Any) -> list[BalanceFact]:
    """The moves of what it tells, those of one kind changed, or left out where nothing is said to change."""
    moves = moves_of(*gateway.pages)
    return [replace(move, **changes) if move.kind == kind else move for move in moves if move.kind != kind or changes]


def test_a_balance_that_moved_as_the_ledger_says_is_no_difference(crowdfund: Crowdfund, week_ago: datetime) -> None:
    gateway = told_and_recorded(make_donation(crowdfund), week_ago)
    assert len(moves_of(*gateway.pages)) == 6

    assert [run(gateway, repair=False), run(gateway)] == [[], []]


@pytest.mark.parametrize(
    ("kind", "changes", "text"),
    [
        ("charge", {"amount_minor": 2400}, "charge:{0} is 2500 in the ledger, 2400 on the balance"),
        ("charge", {"fee_minor": 70}, "fee:{0} is 58 in the ledger, 70 on the balance"),
        ("refund_failure", {"amount_minor": 299}, "refund_reversal:re_2 is 300 in the ledger, 299 on the balance"),
        ("dispute", {"amount_minor": -1400}, "dispute:du_1 is -1500 in the ledger, -1400 on the balance"),
        ("dispute_reversal", {"amount_minor": 1}, "dispute_reversal:du_1 is 1500 in the ledger, 1 on the balance"),
    ],
)
def test_another_amount_on_the_balance_is_told(
    crowdfund: Crowdfund, week_ago: datetime, kind: str, changes: dict[str, int], text: str
) -> None:
    donation = make_donation(crowdfund)
    gateway = told_and_recorded(donation, week_ago)
    gateway.moves = changed(gateway, kind, **changes)

    assert run(gateway, repair=False) == [(text.format(payment_id(donation)), False)]


def test_a_move_of_ours_that_the_ledger_does_not_have_is_told(crowdfund: Crowdfund, week_ago: datetime) -> None:
    donation = make_donation(crowdfund)
    gateway = told_and_recorded(donation, week_ago)
    more = BalanceFact("txn_1", "refund", "re_9", payment_id(donation), -200, "GBP", week_ago)
    gateway.moves = [*moves_of(*gateway.pages), more]

    assert run(gateway) == [("On the balance, and not in the ledger: refund:re_9 -200", False)]


def test_an_entry_that_never_moved_is_told_once_it_has_had_its_time(
    crowdfund: Crowdfund, week_ago: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    donation = make_donation(crowdfund)
    gateway = told_and_recorded(donation, week_ago)
    gateway.moves = changed(gateway, "dispute")
    monkeypatch.setattr("donations.reconciliation.balance.MOVES_WITHIN", timedelta(days=999))
    assert run(gateway) == []
    monkeypatch.undo()

    assert run(gateway) == [("In the ledger, and never moved on the balance: dispute:du_1 -1500", False)]


def test_a_dispute_s_fee_that_differs_is_told(crowdfund: Crowdfund, week_ago: datetime) -> None:
    donation = make_donation(crowdfund)
    charge = charge_fact(donation, occurred_at=week_ago)
    moves = (DisputeMove("txn_1", -2500, week_ago, 2000),)
    dispute = dispute_fact(donation, occurred_at=week_ago, moves=moves)
    payment = payment_id(donation)
    moved = BalanceFact("txn_0", "charge", "ch_1", payment, 2500, "GBP", week_ago)
    taken = BalanceFact("txn_1", "dispute", "du_1", payment, -2500, "GBP", week_ago, fee_minor=1500)
    gateway: Any = Told(facts_of(charge, dispute), payments={payment: facts_of(charge, dispute)}, moves=[moved, taken])
    record(gateway, charge, dispute)

    assert raised() == (0, 0)
    assert run(gateway, repair=False) == [("fee:dispute:du_1 is 2000 in the ledger, 1500 on the balance", False)]
    gateway.moves[1] = replace(taken, fee_minor=2000)
    assert run(gateway, repair=False) == []


def test_moves_in_parts_are_added_up(crowdfund: Crowdfund, week_ago: datetime) -> None:
    gateway = told_and_recorded(make_donation(crowdfund), week_ago)
    half = changed(gateway, "dispute", amount_minor=-750)
    gateway.moves = [*half, *(replace(move, id=f"{move.id}_2") for move in half if move.kind == "dispute")]

    assert run(gateway, repair=False) == []


def test_what_moved_for_somebody_else_or_in_another_currency_is_no_difference(
    crowdfund: Crowdfund, week_ago: datetime
) -> None:
    gateway = told_and_recorded(make_donation(crowdfund), week_ago)
    shop = BalanceFact("txn_1", "charge", "ch_shop", "pi_shop", 9900, "GBP", week_ago)
    payout = BalanceFact("txn_2", "other", "po_1", None, -9900, "GBP", week_ago)
    exchanged = changed(gateway, "charge", amount_minor=2950, currency="EUR", fee_minor=58)
    gateway.moves = [*exchanged, shop, payout]

    assert [run(gateway, repair=False), run(gateway)] == [[], []]


def test_what_was_missed_is_told_once_and_not_once_more_of_the_balance(
    crowdfund: Crowdfund, week_ago: datetime
) -> None:
    donation = make_donation(crowdfund, payment_intent_id="pi_1")
    gateway: Any = Told(facts_of(charge_fact(donation, payment_intent_id="pi_1", occurred_at=week_ago)))

    assert run(gateway, repair=False) == [("Not in the ledger: charge:pi_1 2500", False)]
    assert run(gateway) == [("Not in the ledger: charge:pi_1 2500", True)]
    assert run(gateway, repair=False) == []


def test_what_the_lists_left_out_is_asked_for_and_repaired(crowdfund: Crowdfund, week_ago: datetime) -> None:
    """A refund of two months ago fails today: Stripe's lists go by when it was made, the balance by when it moved."""
    donation, long_ago = make_donation(crowdfund), week_ago - timedelta(days=60)
    charge, refund = (
        charge_fact(donation, 2500, occurred_at=long_ago),
        refund_fact(donation, 700, occurred_at=long_ago),
    )
    failed = replace(refund, failed=True)
    move = BalanceFact("txn_1", "refund_failure", "re_1", payment_id(donation), 700, "GBP", week_ago)
    gateway: Any = Told(payments={payment_id(donation): facts_of(charge, failed)}, moves=[move])
    record(gateway, charge, refund)

    assert run(gateway, repair=False) == [("Not in the ledger: refund_reversal:re_1 700", False)]
    assert run(gateway) == [("Not in the ledger: refund_reversal:re_1 700", True)]

    assert raised() == (2500, 1)
    assert run(gateway) == []


def test_money_that_an_old_dispute_took_again_is_repaired(crowdfund: Crowdfund, week_ago: datetime) -> None:
    """It is as much as the first time, so that the sums alone would tell nothing."""
    donation, long_ago = make_donation(crowdfund), week_ago - timedelta(days=60)
    went, back = DisputeMove("txn_1", -2500, long_ago), DisputeMove("txn_2", 2500, long_ago + timedelta(days=9))
    again = DisputeMove("txn_3", -2500, week_ago)
    charge = charge_fact(donation, occurred_at=long_ago)
    won = dispute_fact(donation, reinstated=True, occurred_at=long_ago, moves=(went, back))
    lost = replace(won, moves=(went, back, again))
    move = BalanceFact("txn_3", "dispute", "du_1", payment_id(donation), -2500, "GBP", week_ago)
    gateway: Any = Told(payments={payment_id(donation): facts_of(charge, lost)}, moves=[move])
    record(gateway, charge, won)
    assert raised() == (2500, 1)

    assert run(gateway) == [("Not in the ledger: dispute:du_1:txn_3 -2500", True)]

    assert raised() == (0, 0)
    assert run(gateway) == []
