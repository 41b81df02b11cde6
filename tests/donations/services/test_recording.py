"""Facts become ledger entries, each once, and the total follows."""

from datetime import timedelta

import pytest

from cms.models import CacheTag
from donations.gateways.base import Facts
from donations.models import Crowdfund, Donor, LedgerEntry
from donations.services import PaymentUnknown, record_facts
from tests.factories.donations import (
    NOW,
    charge_fact,
    dispute_fact,
    make_crowdfund,
    make_donation,
    payment_id,
    refund_fact,
    session_fact,
)
from tests.factories.recording import GATEWAY, record, shown, state

pytestmark = pytest.mark.database


def test_a_paid_session_with_its_charge_is_one_donation(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)

    recorded = record(session_fact(donation), charge_fact(donation, fee_minor=58))

    assert recorded == [f"charge:{payment_id(donation)}", f"fee:{payment_id(donation)}"]
    assert shown(crowdfund) == (2500, 1)
    assert state(donation) == "paid"
    entry = LedgerEntry.objects.get(kind="charge")
    assert (entry.donation, entry.currency, entry.occurred_at, entry.recorded_at) == (donation, "GBP", NOW, NOW)
    assert donation.donor == Donor.objects.get(email="ada@example.org", name="Ada")


def test_the_same_fact_told_again_and_again_is_counted_once(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)

    record(charge_fact(donation), charge_fact(donation))
    again = record(session_fact(donation), charge_fact(donation), charge_fact(donation, occurred_at=NOW + timedelta(1)))

    assert again == []
    assert shown(crowdfund) == (2500, 1)


def test_what_was_charged_counts_and_not_what_was_wished_for(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund, requested_minor=2500)

    record(charge_fact(donation, 1900))

    assert shown(crowdfund) == (1900, 1)
    assert state(donation) == "paid"


@pytest.mark.parametrize("outcome", ["open", "processing", "expired", "failed", "paid"])
def test_a_session_alone_brings_no_money(crowdfund: Crowdfund, outcome: str) -> None:
    donation = make_donation(crowdfund)

    assert record(session_fact(donation, outcome)) == []

    assert shown(crowdfund) == (0, 0)
    assert state(donation) == ("processing" if outcome == "paid" else outcome)


def test_what_expired_or_failed_after_it_was_paid_is_paid(crowdfund: Crowdfund) -> None:
    for outcome in ("expired", "failed"):
        donation = make_donation(crowdfund)
        record(session_fact(donation), charge_fact(donation))
        record(session_fact(donation, outcome))
        assert state(donation) == "paid"


def test_what_is_paid_after_it_failed_is_paid(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)
    record(session_fact(donation, "failed"))

    record(session_fact(donation), charge_fact(donation))

    assert state(donation) == "paid"
    assert shown(crowdfund) == (2500, 1)


def test_refunds_subtract_and_failed_ones_restore(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)
    record(session_fact(donation), charge_fact(donation))

    record(refund_fact(donation, 700, id="re_1"))
    assert (shown(crowdfund), state(donation)) == ((1800, 1), "part_refunded")
    record(refund_fact(donation, 1800, id="re_2"))
    assert (shown(crowdfund), state(donation)) == ((0, 0), "refunded")
    record(refund_fact(donation, 1800, id="re_2", failed=True))
    assert (shown(crowdfund), state(donation)) == ((1800, 1), "part_refunded")
    record(refund_fact(donation, 1800, id="re_2", failed=False))
    assert (shown(crowdfund), state(donation)) == ((1800, 1), "part_refunded")


def test_a_refund_of_more_than_was_charged_is_written_as_told(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)
    record(charge_fact(donation, 2500))

    record(refund_fact(donation, 3000))

    assert (shown(crowdfund), state(donation)) == ((-500, 0), "refunded")
    assert Crowdfund.objects.in_force().get().progress().percent == 0


def test_a_dispute_subtracts_and_a_won_one_restores(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)
    record(charge_fact(donation))

    record(dispute_fact(donation, withdrawn=False))
    assert (shown(crowdfund), state(donation)) == ((2500, 1), "paid")
    record(dispute_fact(donation))
    assert (shown(crowdfund), state(donation)) == ((0, 0), "disputed")
    record(dispute_fact(donation, reinstated=True))
    assert (shown(crowdfund), state(donation)) == ((2500, 1), "paid")


def test_money_in_another_currency_is_held_back_for_somebody_to_see(
    crowdfund: Crowdfund, caplog: pytest.LogCaptureFixture
) -> None:
    donation = make_donation(crowdfund)

    assert record(charge_fact(donation, 2500, "EUR")) == []
    assert record(refund_fact(donation, 500, currency="EUR")) == []

    assert shown(crowdfund) == (0, 0)
    donation.refresh_from_db()
    assert donation.held_because == f"charge:{payment_id(donation)} is in EUR, not GBP"
    assert [entry.levelname for entry in caplog.records] == ["ERROR", "ERROR"]


def test_a_second_payment_for_one_donation_is_held_back(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund, payment_intent_id="pi_first")

    assert record(charge_fact(donation)) == []

    assert shown(crowdfund) == (0, 0)
    donation.refresh_from_db()
    assert donation.held_because == f"charge:{payment_id(donation)} is of a second payment"


def test_a_donation_is_found_by_its_own_id_when_we_died_before_writing_the_session_down(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund, checkout_session_id=None, checkout_url="", outcome="created", state="created")

    record(session_fact(donation, id="cs_late"), charge_fact(donation))

    assert state(donation) == "paid"
    assert (donation.checkout_session_id, donation.payment_intent_id) == ("cs_late", payment_id(donation))


@pytest.mark.parametrize("claim", [None, "", "d-1", "00000000-0000-0000-0000-000000000000", "é"])
def test_facts_of_nobody_we_know_write_nothing(crowdfund: Crowdfund, claim: str | None) -> None:
    donation = make_donation(crowdfund)

    with pytest.raises(PaymentUnknown):
        record(charge_fact(donation, donation_id=claim))

    assert not LedgerEntry.objects.exists()


def test_facts_of_several_payments_are_told_apart(crowdfund: Crowdfund) -> None:
    one, two = make_donation(crowdfund), make_donation(crowdfund)

    record(session_fact(one), session_fact(two, email="bo@example.org"), charge_fact(one), charge_fact(two, 500))

    assert (state(one), state(two)) == ("paid", "paid")
    assert shown(crowdfund) == (3000, 2)


def test_each_crowdfund_has_its_own_total(crowdfund: Crowdfund) -> None:
    other = make_crowdfund("first-meetings")

    record(charge_fact(make_donation(other), 700))

    assert (shown(crowdfund), shown(other)) == ((0, 0), (700, 1))


def test_the_tracker_tells_when_it_last_moved(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)
    before = Crowdfund.objects.in_force().get().progress().updated_at
    assert before == NOW - timedelta(days=30)

    record(charge_fact(donation), at=NOW)
    record(charge_fact(donation, fee_minor=58), at=NOW + timedelta(hours=1))

    assert Crowdfund.objects.in_force().get().progress().updated_at == NOW


def test_what_moves_the_total_makes_cached_answers_stale(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)
    tag = CacheTag.objects.get(tag=crowdfund.cache_tag).generation

    record(session_fact(donation, "processing", email=""))
    assert CacheTag.objects.get(tag=crowdfund.cache_tag).generation == tag
    record(charge_fact(donation))

    assert CacheTag.objects.get(tag=crowdfund.cache_tag).generation != tag


def test_no_facts_are_no_work(db: None) -> None:
    assert record_facts(facts=Facts(), gateway=GATEWAY, now=NOW) == []
