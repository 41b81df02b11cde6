"""What events add up to does not hang on their order, copies and losses."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from donations.gateways.base import ChargeFact, Facts, InvoiceFact, SessionFact, SubscriptionFact
from donations.models import Crowdfund, CrowdfundTotal, Donation, LedgerEntry, RecurringDonation
from tests.factories.donations import (
    charge_fact,
    dispute_fact,
    invoice_fact,
    make_crowdfund,
    make_donation,
    make_monthly,
    payment_id,
    refund_fact,
    session_fact,
    subscription_fact,
)
from tests.factories.stripes import Replay

pytestmark = pytest.mark.database


@pytest.fixture
def stripe() -> Replay:
    return Replay()


def raised() -> int:
    return CrowdfundTotal.objects.get().raised_minor


def oracle(known: Iterable[Facts]) -> int:
    """What facts about payments in pounds add up to, reckoned another way than the rules do: by sets, not by rows."""
    charges: dict[str, int] = {}
    refunds: dict[str, int] = {}
    disputes: dict[str, int] = {}
    returned: set[str] = set()
    for facts in known:
        for charge in facts.charges:
            charges.setdefault(charge.payment_intent_id, charge.amount_minor)
        for refund in facts.refunds:
            refunds[refund.id] = refund.amount_minor
            returned |= {refund.id} if refund.failed else set()
        for dispute in facts.disputes:
            if dispute.withdrawn or dispute.reinstated:
                disputes[dispute.id] = dispute.amount_minor
            returned |= {dispute.id} if dispute.reinstated else set()
    taken = [amount for key, amount in (refunds | disputes).items() if key not in returned]
    return sum(charges.values()) - sum(taken)


def life_of(donation: Donation, scale: int = 1) -> list[tuple[Any, ...]]:
    """What Stripe may tell of one donation, event by event, in the order in which it happened."""
    refund = refund_fact(donation, 700 * scale, id=f"re_a{donation.pk}")
    failed = refund_fact(donation, 700 * scale, id=f"re_a{donation.pk}", failed=True)
    dispute = dispute_fact(donation, 900 * scale, id=f"du_{donation.pk}", withdrawn=False)
    return [
        (session_fact(donation, "processing"),),
        (charge_fact(donation, 2500 * scale),),
        (session_fact(donation), charge_fact(donation, 2500 * scale)),
        (refund,),
        (refund_fact(donation, 300 * scale, id=f"re_b{donation.pk}"),),
        (failed,),
        (dispute,),
        (dispute_fact(donation, 900 * scale, id=f"du_{donation.pk}"),),
        (dispute_fact(donation, 900 * scale, id=f"du_{donation.pk}", reinstated=True),),
        (session_fact(donation, "expired"),),
    ]


def life_of_monthly(first: Donation) -> list[tuple[Any, ...]]:
    """What Stripe may tell of a monthly gift, twins among it. Its charges carry no claim, only its bills do."""
    two, three = (f"{payment_id(first)}_{number}" for number in (2, 3))
    charge_two = charge_fact(first, 1000, payment_intent_id=two, donation_id=None)
    refund = refund_fact(first, 400, id=f"re_m{first.pk}", payment_intent_id=two)
    dispute = dispute_fact(first, 1500, id=f"du_m{first.pk}", payment_intent_id=three)
    return [
        (session_fact(first, payment_intent_id=None, subscription_id=f"sub_{first.pk}"),),
        (subscription_fact(first),),
        (invoice_fact(first, 1),),
        (charge_fact(first, 1000, donation_id=None),),
        (invoice_fact(first, 2),),
        (charge_two,),
        (invoice_fact(first, 2), charge_two),
        (refund,),
        (replace(refund, failed=True),),
        (refund_fact(first, 100, id=f"re_n{first.pk}", payment_intent_id=two),),
        (invoice_fact(first, 3), charge_fact(first, 1500, payment_intent_id=three, donation_id=None)),
        (dispute,),
        (replace(dispute, reinstated=True),),
        (subscription_fact(first, "ended"),),
    ]


def test_every_order_of_a_payment_s_events_ends_in_the_same_ledger(crowdfund: Crowdfund) -> None:
    ends = set()
    for order in permutations((2, 3, 5, 7)):
        with transaction.atomic():
            stripe, donation = Replay(), make_donation(crowdfund)
            told = [life_of(donation)[number] for number in order]
            for facts in told:
                stripe.receive(stripe.event(*facts))
            donation.refresh_from_db()
            rows = LedgerEntry.objects.order_by("external_key").values_list("kind", "amount_minor")
            ends.add((tuple(rows), donation.state, raised()))
            transaction.set_rollback(True)

    assert ends == {
        (
            (("charge", 2500), ("dispute", -900), ("refund", -700), ("refund_reversal", 700)),
            "disputed",
            1600,
        )
    }


def assert_monthly_is_as_told(first: Donation, told: list[Any]) -> None:
    """One donation for each bill that was told, each the donor's once anybody told who that is, and the end final."""
    renewed = {fact.id for fact in told if isinstance(fact, InvoiceFact) and not fact.is_first}
    gift = RecurringDonation.objects.get()
    keys = set(gift.donations.exclude(pk=first.pk).values_list("idempotency_key", flat=True))
    assert keys == {f"invoice:{bill}" for bill in renewed}
    is_named = any(isinstance(fact, SessionFact) and fact.id == first.checkout_session_id for fact in told)
    assert set(gift.donations.values_list("donor__email", flat=True)) == {"ada@example.org" if is_named else None}
    states = {fact.state for fact in told if isinstance(fact, SubscriptionFact)}
    begun = "active" if is_named or states else "starting"
    assert gift.state == ("ended" if "ended" in states else begun)


@pytest.mark.django_db
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_any_events_in_any_order_lost_and_told_again_add_up_to_what_an_oracle_says(data: st.DataObject) -> None:
    with transaction.atomic():
        crowdfund = make_crowdfund("any")
        first = make_monthly(crowdfund)
        lives = [fact for scale in (1, 3) for fact in life_of(make_donation(crowdfund), scale)]
        lives += life_of_monthly(first)
        stripe = Replay()
        happened = [stripe.event(*facts) for facts in data.draw(st.lists(st.sampled_from(lives), max_size=16))]
        order = data.draw(st.permutations(happened))
        lost = data.draw(st.sets(st.sampled_from(order))) if order else set()

        for event in order:
            if event not in lost:
                stripe.receive(event)
        for event in data.draw(st.permutations(happened)):
            stripe.receive(event)

        told = [fact for event in happened for fact in event.facts.every()]
        linked = {fact.payment_intent_id for fact in told if isinstance(fact, SessionFact | InvoiceFact)}
        linked |= {fact.payment_intent_id for fact in told if isinstance(fact, ChargeFact) and fact.donation_id}
        counted = [event.facts for event in happened if event.payment_intent_id in linked - {None}]
        entries = LedgerEntry.objects.filter(crowdfund=crowdfund)
        total = CrowdfundTotal.objects.get(crowdfund=crowdfund)
        assert total.raised_minor == entries.sum_minor() == oracle(counted)
        assert total.donors == entries.donor_count()
        assert_monthly_is_as_told(first, told)
        transaction.set_rollback(True)
