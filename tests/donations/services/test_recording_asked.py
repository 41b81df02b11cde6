"""Asking Stripe ourselves, and mending the total."""

from unittest.mock import Mock

import pytest

from donations.models import Crowdfund, CrowdfundTotal
from donations.services import rebuild_total, sync_donation, sync_payment
from tests.factories.donations import (
    NOW,
    charge_fact,
    facts_of,
    make_donation,
    payment_id,
    refund_fact,
    session_fact,
)
from tests.factories.recording import record, shown, state

pytestmark = pytest.mark.database


def test_rebuilding_a_total_mends_whatever_it_showed(crowdfund: Crowdfund) -> None:
    record(charge_fact(make_donation(crowdfund)))
    CrowdfundTotal.objects.update(raised_minor=1, donors=9, last_entry_at=None)

    rebuild_total(crowdfund=crowdfund)

    assert shown(crowdfund) == (2500, 1)
    assert CrowdfundTotal.objects.get().last_entry_at == NOW


def test_asking_stripe_how_a_checkout_ended_records_the_answer(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)
    gateway = Mock(spec=["fetch_session", "parse_event"])
    gateway.fetch_session.return_value = facts_of(session_fact(donation), charge_fact(donation))

    entries = sync_donation(donation=donation, gateway=gateway, now=NOW)

    gateway.fetch_session.assert_called_once_with(donation.checkout_session_id)
    assert [entry.amount_minor for entry in entries] == [2500]
    assert state(donation) == "paid"


def test_there_is_nothing_to_ask_about_a_checkout_that_never_opened(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund, checkout_session_id=None)

    assert sync_donation(donation=donation, gateway=Mock(spec=[]), now=NOW) == []


def test_a_payment_can_be_fetched_by_itself(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)
    gateway = Mock(spec=["fetch_payment", "parse_event"])
    gateway.fetch_payment.return_value = facts_of(charge_fact(donation), refund_fact(donation, 500))

    sync_payment(payment_intent_id=payment_id(donation), gateway=gateway, now=NOW)

    assert shown(crowdfund) == (2000, 1)
