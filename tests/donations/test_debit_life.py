"""A gift by Direct Debit: nothing until it clears, and gone when the bank takes it back, however the events arrive."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from donations import inbox
from donations.gateways.base import Gateway
from donations.models import Donation, LedgerEntry
from donations.sandbox import actions
from tests.factories.reconciling import raised, run

pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("crowdfund", "stripe_gateway"),
]


def give(client: Client, **form: str) -> str:
    """£10 from a bank account; gives the payment that is under way."""
    client.post("/give/online-hub/", {"amount": "1000", "key": "k-1", **form})
    session_id = Donation.objects.get().checkout_session_id or ""
    return actions.pay_later(session_id, email="ada@example.org")


def catch_up(gateway: Gateway) -> None:
    actions.deliver_waiting()
    inbox.take_up_again(gateway=gateway, now=timezone.now() + timedelta(minutes=5))


@pytest.mark.parametrize("mode", ["normal", "duplicate", "late", "reversed", "lost"])
@pytest.mark.parametrize("form", [{}, {"frequency": "monthly"}], ids=["once", "monthly"])
def test_a_debit_counts_when_it_clears_until_the_bank_takes_it_back(
    client: Client, stripe_gateway: Gateway, mode: str, form: dict[str, str]
) -> None:
    actions.set_mode(mode, delay=0)

    def told() -> tuple[int, int]:
        catch_up(stripe_gateway)
        if mode == "lost":
            run(stripe_gateway)
        return raised()

    payment = give(client, **form)
    assert told() == (0, 0)
    assert run(stripe_gateway, repair=False) == []

    actions.settle(payment, succeeds=True)
    assert told() == (1000, 1)

    actions.take_back_debit(payment)
    assert told() == (0, 0)
    assert run(stripe_gateway, repair=False) == []


def test_a_debit_that_never_clears_never_counts(client: Client, stripe_gateway: Gateway) -> None:
    payment = give(client)

    actions.settle(payment, succeeds=False)
    catch_up(stripe_gateway)

    assert run(stripe_gateway, repair=False) == []

    assert raised() == (0, 0)
    assert Donation.objects.get().state == Donation.State.FAILED


@pytest.mark.parametrize("mode", ["normal", "duplicate", "late", "reversed"])
@pytest.mark.parametrize("is_debit", [True, False], ids=["debit", "card"])
@pytest.mark.parametrize("form", [{}, {"frequency": "monthly"}], ids=["once", "monthly"])
def test_a_gift_counts_on_the_day_its_money_came_in_whatever_order_that_is_told(
    client: Client, stripe_gateway: Gateway, mode: str, is_debit: bool, form: dict[str, str]
) -> None:
    actions.set_mode(mode, delay=0)
    today = timezone.now().replace(microsecond=0)
    client.post("/give/online-hub/", {"amount": "1000", "key": "k-1", **form})
    session_id = Donation.objects.get().checkout_session_id or ""

    if is_debit:
        payment = actions.pay_later(session_id, email="ada@example.org", at=today - timedelta(seconds=30))
        actions.settle(payment, succeeds=True, at=today)
    else:
        actions.pay(session_id, email="ada@example.org", at=today)
    catch_up(stripe_gateway)

    assert [entry.occurred_at for entry in LedgerEntry.objects.counted()] == [today]
