"""Events are kept, processed once and taken up again; what they add up to does not hang on their order."""

from datetime import timedelta
from typing import Any

import pytest

from donations import inbox
from donations.gateways.base import Event, Reference
from donations.models import Crowdfund, CrowdfundTotal, LedgerEntry, StripeEvent
from donations.services import recording
from tests.factories.donations import (
    NOW,
    charge_fact,
    dispute_fact,
    facts_of,
    make_donation,
    payment_id,
    refund_fact,
    session_fact,
)
from tests.factories.stripes import Replay

pytestmark = pytest.mark.database


@pytest.fixture
def stripe() -> Replay:
    return Replay()


def raised() -> int:
    return CrowdfundTotal.objects.get().raised_minor


def test_an_event_is_kept_with_what_became_of_it(crowdfund: Crowdfund, stripe: Replay) -> None:
    donation = make_donation(crowdfund)

    assert stripe.receive(stripe.event(charge_fact(donation))) == "done"

    row = StripeEvent.objects.get()
    assert (row.id, row.payload, row.attempts, row.error) == ("evt_0", "evt_0", 1, "")
    assert row.payment_intent_id == payment_id(donation)
    assert LedgerEntry.objects.get().event == row


def test_a_second_delivery_is_not_processed(crowdfund: Crowdfund, stripe: Replay) -> None:
    event = stripe.event(charge_fact(make_donation(crowdfund)))
    stripe.receive(event)
    stripe.events.clear()

    assert stripe.receive(event) == "done"

    assert StripeEvent.objects.get().attempts == 1
    assert raised() == 2500


def test_twins_of_one_fact_are_counted_once(crowdfund: Crowdfund, stripe: Replay) -> None:
    donation = make_donation(crowdfund)

    assert [stripe.receive(stripe.event(charge_fact(donation))) for _ in range(3)] == ["done", "done", "done"]

    assert (raised(), StripeEvent.objects.count()) == (2500, 3)


def test_an_event_that_tells_nothing_is_of_no_concern(crowdfund: Crowdfund, stripe: Replay) -> None:
    assert stripe.receive(stripe.event()) == "ignored"


def test_a_session_of_nobody_we_know_is_of_no_concern(crowdfund: Crowdfund, stripe: Replay) -> None:
    donation = make_donation(crowdfund)

    event = stripe.event(session_fact(donation, "expired", id="cs_shop", donation_id=None), payment_intent_id=None)

    assert stripe.receive(event) == "ignored"


@pytest.mark.parametrize(("event_is_live", "we_are_live"), [(True, False), (False, True)])
def test_test_mode_and_live_mode_are_not_mixed(
    crowdfund: Crowdfund, stripe: Replay, event_is_live: bool, we_are_live: bool
) -> None:
    event = stripe.event(charge_fact(make_donation(crowdfund)), livemode=event_is_live)

    assert stripe.receive(event, livemode=we_are_live) == "ignored"

    assert raised() == 0


def test_what_failed_leaves_nothing_behind_and_is_processed_when_it_comes_again(
    crowdfund: Crowdfund, stripe: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    donation = make_donation(crowdfund)
    event = stripe.event(session_fact(donation), charge_fact(donation))
    with monkeypatch.context() as patch:
        patch.setattr(recording, "move_total", lambda **_: 1 // 0)
        assert stripe.receive(event) == "failed"
    row = StripeEvent.objects.get()
    assert (row.attempts, row.error) == (1, "ZeroDivisionError: integer division or modulo by zero")
    assert not LedgerEntry.objects.exists()
    donation.refresh_from_db()
    assert (donation.state, donation.donor) == ("open", None)

    assert stripe.receive(event) == "done"

    row.refresh_from_db()
    assert (row.attempts, row.error, raised()) == (2, "", 2500)


def test_a_refund_before_its_charge_waits_for_it(crowdfund: Crowdfund, stripe: Replay) -> None:
    donation = make_donation(crowdfund)
    assert stripe.receive(stripe.event(refund_fact(donation, 700))) == "waiting"
    assert stripe.receive(stripe.event(dispute_fact(donation, 500))) == "waiting"
    assert raised() == 0

    assert stripe.receive(stripe.event(charge_fact(donation))) == "done"

    assert raised() == 2500 - 700 - 500
    assert set(StripeEvent.objects.values_list("status", flat=True)) == {"done"}


def test_a_waiting_event_is_also_taken_up_when_we_ask_stripe_ourselves(crowdfund: Crowdfund, stripe: Replay) -> None:
    donation = make_donation(crowdfund)
    stripe.receive(stripe.event(refund_fact(donation, 700)))
    gateway: Any = stripe
    gateway.fetch_session = lambda _: facts_of(session_fact(donation), charge_fact(donation))

    recording.sync_donation(donation=donation, gateway=gateway, now=NOW)

    assert raised() == 1800
    assert StripeEvent.objects.get().status == "done"


def test_a_waiting_event_that_fails_does_not_hold_up_the_money(
    crowdfund: Crowdfund, stripe: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    donation = make_donation(crowdfund)
    stripe.receive(stripe.event(refund_fact(donation, 0)))  # The database refuses a refund of nothing.

    assert stripe.receive(stripe.event(charge_fact(donation))) == "done"

    assert raised() == 2500
    assert StripeEvent.objects.get(pk="evt_0").status == "failed"


def test_a_waiting_event_whose_payload_was_erased_does_not_either(crowdfund: Crowdfund, stripe: Replay) -> None:
    donation = make_donation(crowdfund)
    stripe.receive(stripe.event(refund_fact(donation, 700)))
    StripeEvent.objects.update(payload="")

    assert stripe.receive(stripe.event(charge_fact(donation))) == "done"

    assert raised() == 2500
    assert StripeEvent.objects.get(pk="evt_0").status == "ignored"


def test_what_failed_or_waits_is_taken_up_again_on_demand(
    crowdfund: Crowdfund, stripe: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, foreign = make_donation(crowdfund), make_donation(crowdfund, payment_intent_id="pi_shop")
    stripe.receive(stripe.event(refund_fact(foreign, 1)))
    with monkeypatch.context() as patch:
        patch.setattr(recording, "move_total", lambda **_: 1 // 0)
        stripe.receive(stripe.event(charge_fact(ours)))
    gateway: Any = stripe

    inbox.take_up_again(gateway=gateway, now=NOW + timedelta(days=1))

    assert list(StripeEvent.objects.order_by("id").values_list("status", flat=True)) == ["waiting", "done"]
    assert raised() == 2500


@pytest.fixture
def changed(crowdfund: Crowdfund, stripe: Replay, monkeypatch: pytest.MonkeyPatch) -> Event:
    """Tells of a charge, and that something about it changed: £7 went back, as Stripe tells when asked."""
    donation = make_donation(crowdfund)
    charge = charge_fact(donation)
    stripe.payments[payment_id(donation)] = facts_of(charge, refund_fact(donation, 700))
    monkeypatch.setattr("donations.tasks.get_gateway", lambda: stripe)
    return stripe.event(charge, refetch=Reference("payment", payment_id(donation)))


def test_an_event_that_tells_only_of_a_change_has_its_payment_fetched_after_commit(
    changed: Event, stripe: Replay, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        status = stripe.receive(changed)
        assert raised() == 2500

    assert (status, StripeEvent.objects.get().status) == ("new", "done")
    assert raised() == 1800


@pytest.mark.parametrize("way", ["it comes again", "the clock ticks"])
def test_a_payment_that_could_not_be_fetched_is_fetched_later(
    changed: Event, stripe: Replay, django_capture_on_commit_callbacks: Any, way: str
) -> None:
    with stripe.silence(), django_capture_on_commit_callbacks(execute=True):
        stripe.receive(changed)
    assert (StripeEvent.objects.get().status, raised()) == ("new", 2500)

    if way == "it comes again":
        with django_capture_on_commit_callbacks(execute=True):
            stripe.receive(changed)
    else:
        gateway: Any = stripe
        inbox.take_up_again(gateway=gateway, now=NOW + timedelta(seconds=59))
        assert raised() == 2500
        inbox.take_up_again(gateway=gateway, now=NOW + timedelta(seconds=61))

    assert (StripeEvent.objects.get().status, raised()) == ("done", 1800)


def test_what_waits_for_a_payment_that_nobody_knows_is_not_read_again(crowdfund: Crowdfund, stripe: Replay) -> None:
    donation = make_donation(crowdfund)
    assert stripe.receive(stripe.event(refund_fact(donation, 700))) == "waiting"
    stripe.events.clear()
    gateway: Any = stripe

    inbox.take_up_again(gateway=gateway, now=NOW)

    assert StripeEvent.objects.get().status == "waiting"


def test_what_waited_a_month_for_a_payment_that_is_not_ours_is_not_kept(crowdfund: Crowdfund, stripe: Replay) -> None:
    stripe.receive(stripe.event(refund_fact(make_donation(crowdfund), 700)))
    came = StripeEvent.objects.get().received_at

    inbox.give_up_waiting(came + timedelta(days=30))
    assert StripeEvent.objects.get().status == "waiting"
    inbox.give_up_waiting(came + timedelta(days=30, seconds=1))

    assert (StripeEvent.objects.get().status, StripeEvent.objects.get().payload) == ("ignored", "")
