"""What facts mean for the ledger and which state follows."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from types import SimpleNamespace
from typing import Any

import pytest

from donations import rules
from donations.gateways.base import Facts
from donations.gateways.facts import DisputeMove
from tests.factories.donations import NOW, charge_fact, dispute_fact, facts_of, refund_fact, session_fact

DONATION: Any = SimpleNamespace(pk=1, public_id="d-1", checkout_session_id="cs_1")
OTHER: Any = SimpleNamespace(pk=2, public_id="d-2", checkout_session_id="cs_2")


def amounts(facts: Facts) -> dict[str, int]:
    return {draft.external_key: draft.amount_minor for draft in rules.draft_entries(facts)}


def test_a_charge_is_named_by_its_payment_and_brings_its_fee_beside_it() -> None:
    assert amounts(facts_of(charge_fact(DONATION))) == {"charge:pi_1": 2500}
    assert amounts(facts_of(charge_fact(DONATION, fee_minor=58))) == {"charge:pi_1": 2500, "fee:pi_1": -58}
    assert amounts(facts_of(charge_fact(DONATION, fee_minor=0))) == {"charge:pi_1": 2500}


def test_a_refund_subtracts_and_one_that_failed_restores() -> None:
    refund = refund_fact(DONATION, 700)

    assert amounts(facts_of(refund)) == {"refund:re_1": -700}
    assert amounts(facts_of(replace(refund, failed=True))) == {"refund:re_1": -700, "refund_reversal:re_1": 700}


@pytest.mark.parametrize(
    ("withdrawn", "reinstated", "expected"),
    [
        (False, False, {}),
        (True, False, {"dispute:du_1": -2500}),
        (True, True, {"dispute:du_1": -2500, "dispute_reversal:du_1": 2500}),
        (False, True, {"dispute:du_1": -2500, "dispute_reversal:du_1": 2500}),
    ],
)
def test_a_dispute_moves_money_only_with_the_funds(withdrawn: bool, reinstated: bool, expected: dict[str, int]) -> None:
    assert amounts(facts_of(dispute_fact(DONATION, withdrawn=withdrawn, reinstated=reinstated))) == expected


def test_each_move_of_a_dispute_is_an_entry_whose_key_no_later_telling_changes() -> None:
    moves = [
        DisputeMove(f"txn_{number}", amount_minor, NOW + timedelta(days=number))
        for number, amount_minor in enumerate([-2500, 1200, -1200, 2500])
    ]
    expected = {
        "dispute:du_1": -2500,
        "dispute_reversal:du_1": 1200,
        "dispute:du_1:txn_2": -1200,
        "dispute_reversal:du_1:txn_3": 2500,
    }

    for until in range(1, 5):
        fact = dispute_fact(DONATION, reinstated=until > 1, moves=tuple(moves[:until]))
        drafts = list(rules.draft_entries(facts_of(fact)))

        assert amounts(facts_of(fact)) == {key: expected[key] for key in list(expected)[:until]}
        assert sorted(draft.occurred_at for draft in drafts) == [move.occurred_at for move in moves[:until]]


def test_what_stripe_keeps_for_a_dispute_or_gives_back_of_it_is_an_entry_beside_its_move() -> None:
    moves = (DisputeMove("txn_1", -2500, NOW, 2000), DisputeMove("txn_2", 2500, NOW + timedelta(days=9), -2000))

    assert amounts(facts_of(dispute_fact(DONATION, reinstated=True, moves=moves))) == {
        "dispute:du_1": -2500,
        "fee:dispute:du_1": -2000,
        "dispute_reversal:du_1": 2500,
        "fee:dispute_reversal:du_1": 2000,
    }


def test_facts_are_put_together_by_payment() -> None:
    session, charge, refund = session_fact(DONATION), charge_fact(DONATION), refund_fact(DONATION, 700)
    unpaid, other = session_fact(OTHER, "open"), charge_fact(OTHER)

    parts = rules.by_payment(facts_of(session, unpaid, charge, other, refund))

    assert parts == [facts_of(session, charge, refund), facts_of(unpaid), facts_of(other)]
    assert [rules.payment_of(part) for part in parts] == ["pi_1", None, "pi_2"]


@pytest.mark.parametrize(
    ("outcomes", "last"),
    [
        (("created", "open"), "open"),
        (("open", "processing", "paid"), "paid"),
        (("open", "processing", "failed"), "failed"),
        (("failed", "paid"), "paid"),
        (("expired", "paid"), "paid"),
        (("open", "expired"), "expired"),
    ],
)
def test_the_outcome_does_not_hang_on_the_order_of_telling(outcomes: tuple[str, ...], last: str) -> None:
    for order in permutations(outcomes):
        known = "created"
        for told in order:
            known = rules.later_outcome(known, told)
        assert known == last


@pytest.mark.parametrize(
    ("outcome", "entries", "state"),
    [
        ("created", [], "created"),
        ("open", [], "open"),
        ("processing", [], "processing"),
        ("expired", [], "expired"),
        ("failed", [], "failed"),
        ("paid", [], "processing"),
        ("open", [("charge", 2500)], "paid"),
        ("expired", [("charge", 2500)], "paid"),
        ("failed", [("charge", 2500), ("fee", -58)], "paid"),
        ("paid", [("charge", 2500), ("refund", -1)], "part_refunded"),
        ("paid", [("charge", 2500), ("refund", -2500)], "refunded"),
        ("paid", [("charge", 2500), ("refund", -1000), ("refund", -1500)], "refunded"),
        ("paid", [("charge", 2500), ("refund", -9900)], "refunded"),
        ("paid", [("charge", 2500), ("refund", -2500), ("refund_reversal", 2500)], "paid"),
        ("paid", [("charge", 2500), ("dispute", -2500)], "disputed"),
        ("paid", [("charge", 2500), ("dispute", -2500), ("dispute_reversal", 2500)], "paid"),
        ("paid", [("charge", 2500), ("refund", -500), ("dispute", -2000)], "disputed"),
        ("paid", [("refund", -500)], "processing"),
        ("created", [("offline", 1000)], "paid"),
        ("created", [("offline", 1000), ("offline_reversal", -1000)], "refunded"),
    ],
)
def test_money_decides_the_state_wherever_there_is_any(
    outcome: str, entries: list[tuple[str, int]], state: str
) -> None:
    for order in permutations(entries):
        assert rules.derive_state(outcome, order) == state


def test_amounts_are_taken_from_the_least_to_the_most() -> None:
    rules.check_amount(100, min_minor=100, max_minor=200)
    rules.check_amount(200, min_minor=100, max_minor=200)
    with pytest.raises(rules.AmountOutOfRange, match="too_small") as small:
        rules.check_amount(99, min_minor=100, max_minor=200)
    with pytest.raises(rules.AmountOutOfRange, match="too_large") as large:
        rules.check_amount(201, min_minor=100, max_minor=200)

    assert (small.value.limit_minor, large.value.limit_minor) == (100, 200)


@pytest.mark.parametrize(
    ("budget_minor", "is_costed"), [(0, False), (499_999, False), (500_000, True), (500_001, False)]
)
def test_a_budget_says_what_the_whole_goal_is_for(budget_minor: int, is_costed: bool) -> None:
    assert rules.is_costed(goal_minor=500_000, budget_minor=budget_minor) == is_costed
