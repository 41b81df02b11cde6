"""Stripe, ledger and totals are compared, and what was missed is repaired."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from donations import inbox, services
from donations.gateways.base import Gateway
from donations.models import Crowdfund, Donation, LedgerEntry, StripeEvent
from donations.reconciliation import repair_recent
from donations.sandbox import actions
from tests.factories.reconciling import raised, run

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
    assert LedgerEntry.objects.filter(kind="fee").count() == 4  # of three charges and a dispute
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
        patch.setattr("donations.services.recording.move_total", lambda **_: 1 // 0)
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


def test_the_daily_job_repairs_and_logs(
    crowdfund: Crowdfund, stripe_gateway: Gateway, lost: list[tuple[bytes, str]], caplog: pytest.LogCaptureFixture
) -> None:
    _, payment = give(crowdfund, stripe_gateway, "k-1")

    repair_recent(timezone.now())

    assert raised() == (2500, 1)
    assert f"Repaired: Not in the ledger: charge:{payment} 2500" in caplog.messages
    assert inbox.StripeEvent.objects.count() == 0
