"""Calls to a host that hangs hold up no more threads than there are slots."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from donations.gateways.base import GatewayUnavailable
from donations.gateways.slots import NoSlot, Slots
from donations.gateways.stripe import StripeGateway


def test_no_more_than_there_are_slots_are_under_way_at_once() -> None:
    slots, hangs, hanging = Slots(2, patience_seconds=0), threading.Event(), threading.Barrier(3)

    def call() -> None:
        with slots.taken():
            hanging.wait(timeout=5)
            hangs.wait(timeout=5)

    with ThreadPoolExecutor() as pool:
        calls = [pool.submit(call) for _ in range(2)]
        hanging.wait(timeout=5)
        with pytest.raises(NoSlot), slots.taken():
            pass
        hangs.set()
        assert [each.result() for each in calls] == [None, None]

    with slots.taken():
        pass


def test_a_call_within_a_call_needs_no_second_slot() -> None:
    slots = Slots(1, patience_seconds=0)

    with slots.taken(), slots.taken():
        pass
    with pytest.raises(ZeroDivisionError), slots.taken():
        raise ZeroDivisionError

    with slots.taken():
        pass


def test_without_a_slot_stripe_is_unavailable(stripe_gateway: StripeGateway, monkeypatch: pytest.MonkeyPatch) -> None:
    slots = Slots(1, patience_seconds=0)
    monkeypatch.setattr("donations.gateways.stripe_sdk.SLOTS", slots)
    taken, done = threading.Event(), threading.Event()

    def hang() -> None:
        with slots.taken():
            taken.set()
            done.wait(timeout=5)

    with ThreadPoolExecutor() as pool:
        pool.submit(hang)
        taken.wait(timeout=5)
        with pytest.raises(GatewayUnavailable):
            stripe_gateway.fetch_payment("pi_1")
        done.set()

    assert not stripe_gateway.fetch_payment("pi_1")
