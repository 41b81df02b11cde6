"""Any life of any payments, told in any order, with copies and gaps, repaired and told again: one ledger, one total."""

import time
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from donations import inbox
from donations.gateways.base import Gateway
from donations.models import Crowdfund, CrowdfundTotal, LedgerEntry, StripeEvent
from donations.sandbox import actions
from donations.sandbox.current import current_store
from tests.factories.donations import make_crowdfund
from tests.factories.reconciling import run
from tests.factories.stripe_life import LIVES, Life, twin

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def receive(gateway: Gateway, body: bytes) -> None:
    now = timezone.now()
    event = gateway.parse_event(body, now)
    kept = inbox.receive_event(event=event, body=body.decode(), gateway=gateway, now=now, livemode=False)
    assert kept.status != StripeEvent.Status.FAILED, kept.error


def let_stripe_know(lives: list[Life]) -> None:
    """From now on Stripe answers with how all of it ended."""
    actions.reset()
    with current_store().transaction() as rows:
        for life in lives:
            for obj in life.ends.values():
                rows.put(obj)


def ledger_of(life: Life) -> list[tuple[str, int]]:
    entries = LedgerEntry.objects.counted().filter(donation=life.donation) if life.donation else []
    return sorted((entry.kind, entry.amount_minor) for entry in entries)


def fee_minor_of(life: Life) -> int:
    return -sum(entry.amount_minor for entry in LedgerEntry.objects.filter(kind="fee", donation=life.donation))


def assert_counted(lives: list[Life], crowdfunds: list[Crowdfund]) -> None:
    for life in lives:
        assert ledger_of(life) == sorted(life.expected)
        assert fee_minor_of(life) == life.fee_minor
    assert LedgerEntry.objects.counted().count() == sum(len(life.expected) for life in lives)
    for crowdfund in crowdfunds:
        total = CrowdfundTotal.objects.get(crowdfund=crowdfund)
        assert total.raised_minor == sum(life.left_minor for life in lives if life.crowdfund == crowdfund)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_copies_and_losses_end_in_what_happened(stripe_gateway: Gateway, data: st.DataObject) -> None:
    with transaction.atomic():
        crowdfunds = [make_crowdfund("one"), make_crowdfund("two")]
        any_life = st.one_of(*(of_kind(crowdfunds, int(time.time())) for of_kind in LIVES))
        lives = data.draw(st.lists(any_life, min_size=1, max_size=4))
        told = [event for life in lives for event in life.events]
        told += [twin(event) for event in told if data.draw(st.integers(0, 3)) == 0]
        order = data.draw(st.permutations(told))
        lost = data.draw(st.sets(st.sampled_from(order))) if order else set()
        let_stripe_know(lives)

        for event in order:
            if event not in lost:
                receive(stripe_gateway, event)
        run(stripe_gateway)
        assert_counted(lives, crowdfunds)

        assert run(stripe_gateway, repair=False) == []
        for event in data.draw(st.permutations(told)):
            receive(stripe_gateway, event)
        inbox.take_up_again(gateway=stripe_gateway, now=timezone.now() + timedelta(hours=1))
        assert_counted(lives, crowdfunds)
        transaction.set_rollback(True)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_without_a_loss_the_events_alone_tell_all_of_it(stripe_gateway: Gateway, data: st.DataObject) -> None:
    with transaction.atomic():
        crowdfunds = [make_crowdfund("one"), make_crowdfund("two")]
        any_life = st.one_of(*(of_kind(crowdfunds, int(time.time())) for of_kind in LIVES))
        lives = data.draw(st.lists(any_life, min_size=1, max_size=4))
        let_stripe_know(lives)

        for event in data.draw(st.permutations([event for life in lives for event in life.events])):
            receive(stripe_gateway, event)
        inbox.take_up_again(gateway=stripe_gateway, now=timezone.now() + timedelta(hours=1))

        assert_counted(lives, crowdfunds)
        waiting = StripeEvent.objects.filter(status__in=["new", "failed"])
        assert not waiting.exists()
        transaction.set_rollback(True)
