"""Events are kept, processed once and taken up again; what they add up to does not hang on their order."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from donations import inbox
from donations.gateways.base import Event, Facts
from donations.models import Crowdfund, CrowdfundTotal, Donation, LedgerEntry, StripeEvent
from donations.services import recording
from tests.factories.donations import (
    NOW,
    charge_fact,
    dispute_fact,
    facts_of,
    make_crowdfund,
    make_donation,
    payment_id,
    refund_fact,
    session_fact,
)

pytestmark = pytest.mark.database


class Replay:
    """A gateway that only knows events which the test made: their body is their id."""

    def __init__(self) -> None:
        self.events: dict[str, Event] = {}

    def event(self, *found: Any, id: str = "", **changes: Any) -> Event:
        """An event that tells these facts."""
        facts = facts_of(*found)
        payments = [fact.payment_intent_id for fact in (*found,)]
        wanted = {
            "id": id or f"evt_{len(self.events)}",
            "type": "test",
            "livemode": False,
            "created_at": NOW,
            "api_version": "",
            "payment_intent_id": next(iter(payments), None),
            "facts": facts,
        }
        event = Event(**(wanted | changes))
        self.events[event.id] = event
        return event

    def parse_event(self, body: bytes, now: Any) -> Event:
        return self.events[body.decode()]

    def receive(self, event: Event, livemode: bool = False) -> str:
        """Deliver an event; gives what became of it."""
        gateway: Any = self
        return inbox.receive_event(event=event, body=event.id, gateway=gateway, now=NOW, livemode=livemode).status


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
        patch.setattr(recording, "rebuild_total", lambda **_: 1 // 0)
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


def test_what_failed_or_waits_is_taken_up_again_on_demand(
    crowdfund: Crowdfund, stripe: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, foreign = make_donation(crowdfund), make_donation(crowdfund, payment_intent_id="pi_shop")
    stripe.receive(stripe.event(refund_fact(foreign, 1)))
    with monkeypatch.context() as patch:
        patch.setattr(recording, "rebuild_total", lambda **_: 1 // 0)
        stripe.receive(stripe.event(charge_fact(ours)))
    gateway: Any = stripe

    inbox.take_up_again(gateway=gateway, now=NOW + timedelta(days=1))

    assert list(StripeEvent.objects.order_by("id").values_list("status", flat=True)) == ["waiting", "done"]
    assert raised() == 2500


def test_an_event_that_tells_only_of_a_change_has_the_payment_fetched_after_commit(
    crowdfund: Crowdfund,
    stripe: Replay,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    fetched: list[str] = []
    monkeypatch.setattr(
        "donations.services.sync_payment", lambda *, payment_intent_id, **_: fetched.append(payment_intent_id)
    )

    with django_capture_on_commit_callbacks(execute=True):
        status = stripe.receive(stripe.event(payment_intent_id="pi_1", refetch=True))
        assert fetched == []

    assert (status, fetched) == ("done", ["pi_1"])


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


@pytest.mark.django_db
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_any_events_in_any_order_lost_and_told_again_add_up_to_what_an_oracle_says(data: st.DataObject) -> None:
    with transaction.atomic():
        crowdfund = make_crowdfund("any")
        lives = [fact for scale in (1, 3) for fact in life_of(make_donation(crowdfund), scale)]
        stripe = Replay()
        happened = [stripe.event(*facts) for facts in data.draw(st.lists(st.sampled_from(lives), max_size=12))]
        order = data.draw(st.permutations(happened))
        lost = data.draw(st.sets(st.sampled_from(order))) if order else set()

        for event in order:
            if event not in lost:
                stripe.receive(event)
        for event in data.draw(st.permutations(happened)):
            stripe.receive(event)

        charged = {fact.payment_intent_id for event in happened for fact in event.facts.charges}
        linked = charged | {
            fact.payment_intent_id for event in happened for fact in event.facts.sessions if fact.payment_intent_id
        }
        counted = [event.facts for event in happened if event.payment_intent_id in linked]
        entries = LedgerEntry.objects.filter(crowdfund=crowdfund)
        total = CrowdfundTotal.objects.get(crowdfund=crowdfund)
        assert total.raised_minor == entries.sum_minor() == oracle(counted)
        assert total.donors == entries.donor_count()
        transaction.set_rollback(True)
