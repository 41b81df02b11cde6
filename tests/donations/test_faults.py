"""The process dies at each step there is: nothing is lost and nothing is doubled."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.utils import timezone

from cms.mail import send_due
from cms.models import OutgoingMail
from donations import inbox, services, tasks
from donations.gateways.base import Gateway
from donations.models import Crowdfund, CrowdfundTotal, Donation, RefundOrder, StripeEvent
from donations.sandbox import actions
from tests.factories.deaths import dying
from tests.factories.letters import KEPT_MINOR, WHOLE_LIFE, Letters, bring, live, rows_of, wish
from tests.factories.reconciling import run

pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("crowdfund", "stripe_gateway"),
]


def let_time_pass(gateway: Gateway) -> None:
    """What the clock does by itself within the hour."""
    later = timezone.now() + timedelta(hours=1)
    inbox.take_up_again(gateway=gateway, now=later)
    tasks.carry_out_refunds_due(later)
    send_due(later)


def deaths(patch: pytest.MonkeyPatch, work: Callable[[int], Iterator[Callable[[], object]]]) -> dict[str, int]:
    """Do the pieces of `work(n)`, each in a process that dies after its step n, for n = 1, 2 … until none dies.

    Gives after what they died, and how often.
    """
    died: dict[str, int] = {}
    number = known = 0
    while number == 0 or sum(died.values()) > known:
        number, known = number + 1, sum(died.values())
        for piece in work(number):
            with dying(patch, after=number) as process:
                piece()
            if process.is_dead:
                died[process.last] = died.get(process.last, 0) + 1
    return died


def test_whatever_step_a_webhook_dies_at_its_next_delivery_brings_all_once(
    crowdfund: Crowdfund, stripe_gateway: Gateway, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    donations: list[Donation] = []

    def one_life(number: int) -> Iterator[Callable[[], object]]:
        letters.clear()
        donations.append(live(crowdfund, stripe_gateway, number))
        for body in list(letters):
            yield partial(bring, body)
            assert bring(body).status_code == 200
        let_time_pass(stripe_gateway)

    died = deaths(monkeypatch, one_life)

    assert sum(died.values()) > 100
    assert {"COMMIT", "a mail"} < died.keys()
    assert_each_life_is_whole(donations)


def test_whatever_step_a_webhook_dies_at_and_never_comes_again_one_command_brings_all_once(
    crowdfund: Crowdfund, stripe_gateway: Gateway, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    donations: list[Donation] = []
    never_came: Letters = []

    def one_life(number: int) -> Iterator[Callable[[], object]]:
        letters.clear()
        donations.append(live(crowdfund, stripe_gateway, number))
        never_came.extend(letters)
        for body in list(letters):
            yield partial(bring, body)

    deaths(monkeypatch, one_life)
    run(stripe_gateway)
    let_time_pass(stripe_gateway)

    assert_each_life_is_whole(donations)
    assert run(stripe_gateway, repair=False) == []
    for body in never_came:
        assert bring(body).status_code == 200
    assert_each_life_is_whole(donations)


def assert_each_life_is_whole(donations: list[Donation]) -> None:
    assert {tuple(rows_of(donation)) for donation in donations} == {tuple(WHOLE_LIFE)}
    total = CrowdfundTotal.objects.get()
    assert (total.raised_minor, total.donors) == (KEPT_MINOR * len(donations), len(donations))
    assert set(StripeEvent.objects.values_list("status", flat=True)) <= {"done", "ignored"}
    assert OutgoingMail.objects.filter(status="sent").count() == len(donations) == OutgoingMail.objects.count()
    # Who died between sending a mail and noting it sends it again, under the same name: the reader sees one.
    received: dict[str, set[str]] = {}
    for letter in mail.outbox:
        received.setdefault(letter.to[0], set()).add(str(letter.message()["Message-ID"]))
    assert {address: len(ids) for address, ids in received.items()} == {
        f"donor-{number}@example.org": 1 for number in range(1, len(donations) + 1)
    }


def test_whatever_step_a_refund_dies_at_the_money_goes_back_once(
    crowdfund: Crowdfund, stripe_gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    donations: list[Donation] = []

    def one_refund(number: int) -> Iterator[Callable[[], object]]:
        donations.append(donation := wish(crowdfund, stripe_gateway, number))
        actions.pay(str(donation.checkout_session_id), email=f"donor-{number}@example.org")
        donation.refresh_from_db()
        monkeypatch.setattr("donations.sandbox.delivery.send", lambda body, signature: 0)
        yield partial(order, donation)
        monkeypatch.undo()
        let_time_pass(stripe_gateway)
        if not donation.refund_orders.exists():  # It died before it was decided: who decided it sees that, and does.
            order(donation)
        let_time_pass(stripe_gateway)

    died = deaths(monkeypatch, one_refund)

    assert died["Stripe's yes"] == 1
    assert {tuple(rows_of(donation)) for donation in donations} == {(("charge", 2500), ("refund", -700))}
    assert len(actions.find("refund")) == RefundOrder.objects.filter(state="done").count() == len(donations)
    assert run(stripe_gateway, repair=False) == []


def order(donation: Donation) -> None:
    services.order_refund(donation=donation, amount_minor=700, why="donor_asked", now=timezone.now())


def test_whatever_step_a_checkout_dies_at_the_same_press_opens_one_session(
    crowdfund: Crowdfund, stripe_gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_press(number: int) -> Iterator[Callable[[], object]]:
        yield partial(wish, crowdfund, stripe_gateway, number)
        wish(crowdfund, stripe_gateway, number)

    died = deaths(monkeypatch, one_press)

    presses = sum(died.values()) + 1
    assert died["Stripe's session"] == 1
    assert Donation.objects.filter(state="open").count() == len(actions.find("checkout.session")) == presses
