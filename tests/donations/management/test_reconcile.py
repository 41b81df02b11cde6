"""`manage.py reconcile`: what it prints and how it ends."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from donations.gateways.base import Gateway
from donations.models import Crowdfund, CrowdfundTotal
from donations.sandbox import actions
from donations.services import start_checkout

pytestmark = pytest.mark.usefixtures("stripe_gateway")

AGREE = "Stripe, the ledger and the totals agree."


def reconcile(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("reconcile", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def lost_payment(crowdfund: Crowdfund, stripe_gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> str:
    """A payment of £25 of which no webhook came."""
    monkeypatch.setattr("donations.sandbox.delivery.send", lambda body, header: 0)
    wanted: dict[str, Any] = {"amount_minor": 2500, "idempotency_key": "k", "locale": "en", "source": ""}
    donation = start_checkout(crowdfund=crowdfund, gateway=stripe_gateway, now=timezone.now(), **wanted)
    return actions.pay(str(donation.checkout_session_id), email="ada@example.org")


def test_check_tells_and_ends_with_1_and_repair_mends(lost_payment: str) -> None:
    out = io.StringIO()
    with pytest.raises(CommandError, match="Differences left: 2") as caught:
        call_command("reconcile", "--check", stdout=out)
    assert caught.value.returncode == 1
    assert f"Differs: Not in the ledger: charge:{lost_payment} 2500" in out.getvalue()
    assert CrowdfundTotal.objects.get().raised_minor == 0

    printed = reconcile()

    assert f"Repaired: Not in the ledger: charge:{lost_payment} 2500" in printed
    assert printed[0].startswith("Comparing what happened since 20")
    assert "Payments compared: 1" in printed
    assert printed[-1] == AGREE
    assert CrowdfundTotal.objects.get().raised_minor == 2500
    assert reconcile("--check")[-1] == AGREE


def test_a_drifted_total_is_a_difference(crowdfund: Crowdfund) -> None:
    CrowdfundTotal.objects.update(raised_minor=1)

    with pytest.raises(CommandError, match="Differences left: 1"):
        reconcile("--check")
    assert "Repaired: Total of online-hub: raised_minor shows 1, the ledger says 0" in reconcile()

    assert reconcile("--check")[-1] == AGREE


def test_when_stripe_does_not_answer_it_says_so(crowdfund: Crowdfund) -> None:
    actions.fail_next("500", times=3)

    with pytest.raises(CommandError, match=r"Stripe did not answer: .*run it again"):
        reconcile()

    assert reconcile()[-1] == AGREE


@pytest.mark.parametrize("since", ["yesterday", "2026-13-01", ""])
def test_a_first_day_that_is_no_date_is_refused(db: None, since: str) -> None:
    with pytest.raises(CommandError, match="is not a date like 2026-11-23"):
        reconcile("--since", since)


def test_a_first_day_later_than_the_loss_finds_nothing(lost_payment: str) -> None:
    assert reconcile("--check", "--since", "2999-01-01")[-1] == AGREE


def test_who_stops_it_is_told_where_it_stopped_and_how_to_go_on(
    lost_payment: str, stripe_gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(since: object) -> Any:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(type(stripe_gateway), "balance_since", lambda gateway, since: stop(since))
        with pytest.raises(CommandError) as caught:
            reconcile("--since", "2026-01-02")

    assert caught.value.returncode == 130
    assert str(caught.value) == (
        "Stopped. Payments compared: 1. Differences so far: 2. What was repaired so far stays. "
        "To go on: manage.py reconcile --since 2026-01-02"
    )
    assert CrowdfundTotal.objects.get().raised_minor == 2500
    assert reconcile("--check", "--since", "2026-01-02")[-1] == AGREE
