"""Stripe, ledger and totals are compared, and what was missed is repaired."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from donations import inbox, services
from donations.gateways.base import Facts, Gateway, GatewayUnavailable
from donations.models import Crowdfund, CrowdfundTotal, Donation, LedgerEntry, StripeEvent
from donations.reconciliation import DEFAULT_WINDOW, reconcile, repair_recent
from donations.sandbox import actions
from tests.factories.donations import NOW, charge_fact, dispute_fact, facts_of, make_donation, payment_id, refund_fact
from tests.factories.stripes import Told

pytestmark = pytest.mark.database


@pytest.fixture
def lost(stripe_gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> list[tuple[bytes, str]]:
    """No webhook arrives from now on; here lie those that were lost."""
    letters: list[tuple[bytes, str]] = []

    def lose(body: bytes, signature: str) -> int:
        letters.append((body, signature))
        return 0

    monkeypatch.setattr("donations.sandbox.delivery.send", lose)
    return letters


def run(gateway: Gateway, *, repair: bool = True, since: timedelta = DEFAULT_WINDOW) -> list[tuple[str, bool]]:
    now = timezone.now()
    found = reconcile(gateway=gateway, since=now - since, now=now, repair=repair)
    return [(difference.text, difference.is_repaired) for difference in found]


def give(crowdfund: Crowdfund, gateway: Gateway, key: str, email: str = "ada@example.org") -> tuple[Donation, str]:
    """A paid donation of £25; gives it and its payment."""
    donation = services.start_checkout(
        crowdfund=crowdfund,
        amount_minor=2500,
        idempotency_key=key,
        locale="en",
        source="",
        gateway=gateway,
        now=timezone.now(),
    )
    assert donation.checkout_session_id
    return donation, actions.pay(donation.checkout_session_id, email=email)


def raised() -> tuple[int, int]:
    total = CrowdfundTotal.objects.get()
    return total.raised_minor, total.donors


def test_the_loss_of_every_webhook_is_repaired_by_one_run(
    crowdfund: Crowdfund, stripe_gateway: Gateway, lost: list[tuple[bytes, str]], deliver: Callable[..., Any]
) -> None:
    one, paid = give(crowdfund, stripe_gateway, "k-1")
    two, refunded = give(crowdfund, stripe_gateway, "k-2", "bo@example.org")
    three, disputed = give(crowdfund, stripe_gateway, "k-3")
    refund = actions.refund(refunded, 700)
    failed = actions.refund(refunded, 300)
    actions.fail_refund(failed)
    dispute = actions.open_dispute(disputed)
    assert (raised(), len(lost) > 12) == ((0, 0), True)

    wanted = run(stripe_gateway, repair=False)
    repaired = run(stripe_gateway)

    assert sorted(text for text, _ in wanted) == sorted(
        [
            *(f"Not in the ledger: charge:{payment} 2500" for payment in (paid, refunded, disputed)),
            f"Not in the ledger: refund:{refund} -700",
            f"Not in the ledger: refund:{failed} -300",
            f"Not in the ledger: refund_reversal:{failed} 300",
            f"Not in the ledger: dispute:{dispute} -2500",
            *(f"Outcome not known: {gift.checkout_session_id} paid" for gift in (one, two, three)),
        ]
    )
    assert {is_repaired for _, is_repaired in wanted} == {False}
    assert sorted(repaired) == sorted((text, True) for text, _ in wanted)
    assert raised() == (2500 + 1800, 2)
    assert [gift.state for gift in Donation.objects.order_by("pk")] == ["paid", "part_refunded", "disputed"]
    assert LedgerEntry.objects.filter(kind="fee").count() == 3
    assert run(stripe_gateway) == []
    assert run(stripe_gateway, repair=False) == []
    for body, signature in lost:
        assert deliver(body, signature).status_code == 200
    assert raised() == (2500 + 1800, 2)
    assert run(stripe_gateway, repair=False) == []


def test_where_nothing_was_lost_there_is_nothing_to_tell(crowdfund: Crowdfund, stripe_gateway: Gateway) -> None:
    _, payment = give(crowdfund, stripe_gateway, "k-1")
    actions.refund(payment, 700)

    assert run(stripe_gateway, repair=False) == []


def test_a_checkout_that_we_died_before_writing_down_is_found(
    crowdfund: Crowdfund, stripe_gateway: Gateway, lost: list[tuple[bytes, str]]
) -> None:
    donation, payment = give(crowdfund, stripe_gateway, "k-1")
    Donation.objects.update(checkout_session_id=None, checkout_url="", outcome="created", state="created")

    run(stripe_gateway)

    donation.refresh_from_db()
    assert (donation.state, donation.payment_intent_id, raised()) == ("paid", payment, (2500, 1))


def test_a_waiting_or_failed_event_is_done_after_a_repair(
    crowdfund: Crowdfund, stripe_gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("donations.services.recording.rebuild_total", lambda **_: 1 // 0)
        give(crowdfund, stripe_gateway, "k-1")
    assert StripeEvent.objects.filter(status="failed").exists()

    run(stripe_gateway)

    assert raised() == (2500, 1)
    assert not StripeEvent.objects.filter(status__in=["failed", "waiting"]).exists()


def test_what_somebody_else_sells_on_the_same_account_is_no_difference(
    crowdfund: Crowdfund, stripe_gateway: Gateway, lost: list[tuple[bytes, str]]
) -> None:
    donation, foreign = give(crowdfund, stripe_gateway, "k-1")
    actions.refund(foreign, 100)
    _, ours = give(crowdfund, stripe_gateway, "k-2")
    Donation.objects.filter(pk=donation.pk).delete()

    assert {text for text, _ in run(stripe_gateway, repair=False)} == {
        f"Not in the ledger: charge:{ours} 2500",
        f"Outcome not known: {Donation.objects.get().checkout_session_id} paid",
    }
    assert {is_repaired for _, is_repaired in run(stripe_gateway)} == {True}
    assert raised() == (2500, 1)
    assert run(stripe_gateway, repair=False) == []


def record(gateway: Any, *found: Any) -> None:
    services.record_facts(facts=facts_of(*found), gateway=gateway, now=NOW)


def test_an_amount_that_differs_is_told_and_left_to_people(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)
    gateway: Any = Told(facts_of(charge_fact(donation, 9900)))
    record(gateway, charge_fact(donation, 2500))

    found = run(gateway)

    key = f"charge:{payment_id(donation)}"
    assert found == [(f"{key} is 2500 in the ledger, 9900 at Stripe", False)]
    assert raised() == (2500, 1)


@pytest.mark.parametrize("repair", [True, False])
def test_what_is_held_back_is_told_until_it_was_given_back(crowdfund: Crowdfund, repair: bool) -> None:
    donation = make_donation(crowdfund)
    payment, charge = payment_id(donation), charge_fact(donation, 2500, "EUR")
    part = refund_fact(donation, 500, id="re_1", currency="EUR")
    rest = refund_fact(donation, 2000, id="re_2", currency="EUR")

    found = []
    for told in ([charge], [charge, part], [charge, part, rest]):
        gateway: Any = Told(*(facts_of(fact) for fact in told), payments={payment: facts_of(*told)})
        found.append(run(gateway, repair=repair))

    assert found == [[(f"Held back: {payment} 2500", False)], [(f"Held back: {payment} 2000", False)], []]
    assert not LedgerEntry.objects.exists()


def test_an_entry_that_stripe_does_not_know_is_told(crowdfund: Crowdfund) -> None:
    donation = make_donation(crowdfund)
    gateway: Any = Told()
    record(gateway, charge_fact(donation, occurred_at=timezone.now(), fee_minor=58))

    assert run(gateway) == [(f"Not known to Stripe: charge:{payment_id(donation)} 2500", False)]


def test_an_object_made_before_the_window_is_asked_for_by_its_payment(crowdfund: Crowdfund) -> None:
    """A dispute of two months ago is won today; Stripe's lists go by when it was opened."""
    donation = make_donation(crowdfund)
    long_ago, now = timezone.now() - timedelta(days=60), timezone.now()
    charge = charge_fact(donation, occurred_at=long_ago)
    gateway: Any = Told(
        payments={payment_id(donation): facts_of(charge, dispute_fact(donation, reinstated=True, occurred_at=now))}
    )
    record(gateway, charge, dispute_fact(donation, occurred_at=long_ago))
    assert raised() == (0, 0)

    assert run(gateway) == [("Not in the ledger: dispute_reversal:du_1 2500", True)]
    assert raised() == (2500, 1)
    assert run(gateway) == []


def test_a_total_that_drifted_is_told_and_repaired(crowdfund: Crowdfund) -> None:
    charge = charge_fact(make_donation(crowdfund))
    gateway: Any = Told(facts_of(charge))
    record(gateway, charge)
    CrowdfundTotal.objects.update(raised_minor=9900, donors=7)
    text = "Total of online-hub: shows (9900, 7), the ledger says (2500, 1)"

    assert run(gateway, repair=False) == [(text, False)]
    assert run(gateway) == [(text, True)]

    assert raised() == (2500, 1)
    assert run(gateway) == []


def test_when_stripe_breaks_off_what_was_repaired_stays_and_the_rest_comes_with_the_next_run(
    crowdfund: Crowdfund,
) -> None:
    one, two = make_donation(crowdfund), make_donation(crowdfund)

    class BreakingOff(Told):
        def facts_since(self, since: object) -> Iterator[Facts]:
            yield facts_of(charge_fact(one))
            raise GatewayUnavailable

    broken: Any = BreakingOff()
    with pytest.raises(GatewayUnavailable):
        run(broken)
    assert raised() == (2500, 1)
    whole: Any = Told(facts_of(charge_fact(one)), facts_of(charge_fact(two)))

    assert run(whole) == [(f"Not in the ledger: charge:{payment_id(two)} 2500", True)]

    assert raised() == (5000, 2)


def test_the_nightly_job_repairs_and_logs(
    crowdfund: Crowdfund, stripe_gateway: Gateway, lost: list[tuple[bytes, str]], caplog: pytest.LogCaptureFixture
) -> None:
    _, payment = give(crowdfund, stripe_gateway, "k-1")

    repair_recent(timezone.now())

    assert raised() == (2500, 1)
    assert f"Repaired: Not in the ledger: charge:{payment} 2500" in caplog.messages
    assert inbox.StripeEvent.objects.count() == 0
