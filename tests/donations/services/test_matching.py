"""What others add follows from the ledger, however its entries come in."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from donations import services
from donations.models import Crowdfund, CrowdfundTotal, LedgerEntry, MatchFund
from donations.rules import EntryDraft
from donations.services.entries import write_entry
from donations.services.locks import lock_total
from donations.services.totals import move_total
from tests.factories.donations import (
    NOW,
    charge_fact,
    dispute_fact,
    make_crowdfund,
    make_donation,
    refund_fact,
    session_fact,
)
from tests.factories.offline import enter, make_treasurer, match
from tests.factories.recording import record, shown

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LONG_AGO = datetime(2026, 9, 30, 22, 59, tzinfo=UTC)
"""The last minute of September, by summer time."""


def matched(crowdfund: Crowdfund) -> int:
    """What is shown as added, which must be what the ledger says."""
    shown_minor = CrowdfundTotal.objects.get(crowdfund=crowdfund).matched_minor
    assert services.stale_matches(crowdfund) == []
    assert services.reckon_total(crowdfund)["matched_minor"] == shown_minor
    return shown_minor


def test_gifts_are_matched_and_the_match_is_no_money_raised(crowdfund: Crowdfund) -> None:
    match(crowdfund)

    record(charge_fact(make_donation(crowdfund), fee_minor=58))

    assert (matched(crowdfund), shown(crowdfund)) == (2500, (2500, 1))


def test_what_goes_back_is_no_longer_matched(crowdfund: Crowdfund) -> None:
    match(crowdfund, percent=50)
    donation, disputed = make_donation(crowdfund), make_donation(crowdfund)
    record(charge_fact(donation))
    record(charge_fact(disputed))
    assert matched(crowdfund) == 2500

    record(refund_fact(donation, 751))
    record(dispute_fact(disputed))
    assert matched(crowdfund) == 874

    record(dispute_fact(disputed, reinstated=True))
    assert matched(crowdfund) == 2124


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        (LONG_AGO, 0),
        (LONG_AGO + timedelta(minutes=1), 2500),
        (datetime(2026, 11, 30, 23, 59, tzinfo=UTC), 2500),
        (datetime(2026, 12, 1, tzinfo=UTC), 0),
    ],
)
def test_days_are_those_of_the_site(crowdfund: Crowdfund, at: datetime, counts: int) -> None:
    match(crowdfund)

    record(charge_fact(make_donation(crowdfund), occurred_at=at))

    assert matched(crowdfund) == counts


def test_a_refund_belongs_to_the_day_on_which_the_money_came(crowdfund: Crowdfund) -> None:
    match(crowdfund)
    early = make_donation(crowdfund)
    record(charge_fact(early, occurred_at=LONG_AGO))
    record(charge_fact(make_donation(crowdfund)))

    record(refund_fact(early, 2500))

    assert matched(crowdfund) == 2500


def test_offline_gifts_are_matched_by_the_day_on_which_they_came(crowdfund: Crowdfund) -> None:
    theo = make_treasurer()
    match(crowdfund)
    gifts = [enter(crowdfund, theo), enter(crowdfund, theo, received_on=date(2026, 9, 30))]
    assert matched(crowdfund) == 0

    approved = [services.approve_offline_gift(gift=gift, user=theo, now=NOW) for gift in gifts]
    assert matched(crowdfund) == 5000

    services.return_offline_gift(gift=approved[0], reason="Not honoured", user=theo, now=NOW)
    assert matched(crowdfund) == 0


def test_nothing_is_added_beyond_the_limit_and_room_that_frees_up_is_filled(crowdfund: Crowdfund) -> None:
    fund = match(crowdfund, limit_minor=3000)
    first, second = make_donation(crowdfund), make_donation(crowdfund)
    record(charge_fact(first))
    record(charge_fact(second))
    assert (matched(crowdfund), MatchFund.objects.get().rule.left_minor) == (3000, 0)

    record(refund_fact(first, 2500))

    fund.refresh_from_db()
    assert (matched(crowdfund), fund.eligible_minor, fund.rule.left_minor) == (2500, 2500, 500)


def test_a_rule_that_comes_later_or_changes_counts_what_was_given_before(crowdfund: Crowdfund) -> None:
    record(charge_fact(make_donation(crowdfund)))

    fund = match(crowdfund)
    assert matched(crowdfund) == 2500

    fund.percent = 200
    services.keep_match_fund(fund=fund, user=None)
    assert matched(crowdfund) == 5000

    fund.is_published = False
    services.keep_match_fund(fund=fund, user=None)
    assert (matched(crowdfund), Crowdfund.objects.in_force().get().progress().match) == (0, ())


def test_two_matches_are_added_up_and_each_is_told(crowdfund: Crowdfund) -> None:
    match(crowdfund)
    match(crowdfund, sponsor="A friend", percent=10, starts_on=date(2026, 11, 2), ends_on=None)

    record(charge_fact(make_donation(crowdfund)))

    progress = Crowdfund.objects.in_force().get().progress()
    told = [(rule.sponsor, rule.matched_minor) for rule in progress.match]
    assert (matched(crowdfund), told) == (2750, [("The Example Trust", 2500), ("A friend", 250)])


def test_another_crowdfunds_gifts_are_not_matched(crowdfund: Crowdfund) -> None:
    match(crowdfund)

    record(charge_fact(make_donation(make_crowdfund("another"))))

    assert matched(crowdfund) == 0


def test_a_match_that_drifted_is_made_anew(crowdfund: Crowdfund) -> None:
    match(crowdfund)
    record(charge_fact(make_donation(crowdfund)))
    MatchFund.objects.update(eligible_minor=7)
    assert [truth for _fund, truth in services.stale_matches(crowdfund)] == [2500]

    services.rebuild_total(crowdfund=crowdfund)

    assert matched(crowdfund) == 2500


def test_what_a_session_told_and_the_charge_corrected_is_matched_once(crowdfund: Crowdfund) -> None:
    match(crowdfund)
    donation = make_donation(crowdfund)

    record(session_fact(donation), charge_fact(donation, is_provisional=True))
    record(charge_fact(donation, 1900))

    assert (matched(crowdfund), shown(crowdfund)) == (1900, (1900, 1))


MOVES = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["charge", "offline", "refund", "refund_reversal", "dispute", "dispute_reversal", "fee"]),
        st.integers(1, 9000),
        st.integers(-2, 2),
    ),
    max_size=14,
)


@given(moves=MOVES, percent=st.integers(1, 300), limit_minor=st.integers(1, 20_000))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_any_order_the_moved_match_is_the_one_made_from_scratch(
    crowdfund: Crowdfund, moves: Any, percent: int, limit_minor: int
) -> None:
    crowdfund = make_crowdfund(f"any-{Crowdfund.objects.count()}")
    today = NOW.date()
    match(crowdfund, percent=percent, limit_minor=limit_minor, starts_on=today, ends_on=today)
    donations = [make_donation(crowdfund) for _ in range(3)]

    for number, (which, kind, amount_minor, day) in enumerate(moves):
        signed = -amount_minor if kind in ("refund", "dispute", "fee") else amount_minor
        key = f"{crowdfund.slug}:{number}"
        draft = EntryDraft(kind, signed, "GBP", key, "", NOW + timedelta(days=day))
        entry = write_entry(donations[which], draft, NOW, None)
        total = lock_total(donations[which].crowdfund_id)
        ledger = list(donations[which].entries.all())
        move_total(total=total, donation=donations[which], donor_before=None, ledger=ledger, entries=[entry])

        matched(crowdfund)
    assert LedgerEntry.objects.filter(crowdfund=crowdfund).count() == len(moves)
