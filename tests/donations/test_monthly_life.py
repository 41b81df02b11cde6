"""A monthly gift's whole life, through the form, the sandbox and its webhooks, however those arrive."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cms.models import OutgoingMail
from donations import inbox, services
from donations.gateways.base import Facts, Gateway
from donations.models import Crowdfund, Donation, LedgerEntry, RecurringDonation
from donations.sandbox import actions
from tests.donations.test_concurrency import at_once
from tests.factories.donations import charge_fact, invoice_fact, payment_id
from tests.factories.reconciling import raised, run

pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("crowdfund", "stripe_gateway"),
]

GIVE = "/give/online-hub/"


def begin(client: Client) -> RecurringDonation:
    """£10 a month, whose first month is paid."""
    client.post(GIVE, {"amount": "1000", "frequency": "monthly", "key": "k-1"})
    gift = RecurringDonation.objects.get()
    actions.pay(gift.donations.get().checkout_session_id or "", email="ada@example.org")
    return gift


def subscription() -> Any:
    [found] = actions.find("subscription")
    return found


def do(client: Client, gift: RecurringDonation, do: str, **data: str) -> HttpResponse:
    return client.post(gift.manage_path, {"do": do, **data})


def stands(gift: RecurringDonation) -> tuple[str, int]:
    gift.refresh_from_db()
    return gift.state, gift.amount_minor


def catch_up(gateway: Gateway) -> None:
    """What the clock does in the next minutes."""
    actions.deliver_waiting()
    inbox.take_up_again(gateway=gateway, now=timezone.now() + timedelta(minutes=5))


@pytest.mark.parametrize("mode", ["normal", "duplicate", "late", "reversed"])
def test_each_month_is_counted_once_however_the_events_arrive(
    client: Client, stripe_gateway: Gateway, mode: str
) -> None:
    actions.set_mode(mode, delay=0)
    gift = begin(client)
    actions.renew(subscription()["id"])
    catch_up(stripe_gateway)

    assert raised() == (2000, 1)
    assert (stands(gift), gift.donations.count()) == (("active", 1000), 2)
    assert OutgoingMail.objects.filter(key__startswith="receipt:").count() == 2
    assert run(stripe_gateway, repair=False) == []


def test_the_donor_changes_pauses_and_stops_it(client: Client, stripe_gateway: Gateway) -> None:
    gift = begin(client)

    assert do(client, gift, "change", amount="15").status_code == 303
    assert stands(gift) == ("active", 1500)
    actions.renew(subscription()["id"])
    assert raised() == (2500, 1)
    do(client, gift, "pause", months="2")
    assert stands(gift) == ("paused", 1500)
    actions.renew(subscription()["id"])
    assert raised() == (2500, 1)
    do(client, gift, "resume")
    assert stands(gift) == ("active", 1500)
    assert do(client, gift, "card")["Location"].startswith("http://testserver/sandbox/portal/")
    do(client, gift, "stop")
    assert stands(gift) == ("ended", 1500)
    assert (gift.ended_by, subscription()["status"]) == ("donor", "canceled")
    assert run(stripe_gateway, repair=False) == []


def test_a_month_that_fails_and_is_tried_again(client: Client, stripe_gateway: Gateway) -> None:
    gift = begin(client)

    bill = actions.renew(subscription()["id"], succeeds=False)
    assert (stands(gift), raised()) == (("past_due", 1000), (1000, 1))
    actions.retry_invoice(bill, succeeds=True)

    assert (stands(gift), raised()) == (("active", 1000), (2000, 1))
    assert OutgoingMail.objects.filter(key__startswith="monthly-failed:").count() == 1


def test_a_renewal_given_back_falls_out_of_the_total(client: Client) -> None:
    begin(client)
    actions.renew(subscription()["id"])
    renewal = Donation.objects.latest("pk")

    services.order_refund(donation=renewal, amount_minor=None, why="asked", now=timezone.now())

    renewal.refresh_from_db()
    assert (renewal.state, raised()) == ("refunded", (1000, 1))


def test_the_loss_of_every_webhook_is_repaired_by_one_run_and_later_deliveries_add_nothing(
    client: Client, stripe_gateway: Gateway, deliver: Callable[..., HttpResponse], monkeypatch: pytest.MonkeyPatch
) -> None:
    lost: list[tuple[bytes, str]] = []
    with monkeypatch.context() as patch:
        patch.setattr("donations.sandbox.delivery.send", lambda body, signature: lost.append((body, signature)) or 0)
        gift = begin(client)
        actions.renew(subscription()["id"])
        actions.end_subscription(subscription()["id"])
    assert (stands(gift), raised_minor()) == (("starting", 1000), 0)

    assert {is_repaired for _, is_repaired in run(stripe_gateway)} == {True}

    assert (stands(gift), raised()) == (("ended", 1000), (2000, 1))
    entries = LedgerEntry.objects.count()
    for body, signature in lost:
        assert deliver(body, signature).status_code == 200
    assert (stands(gift), raised(), LedgerEntry.objects.count()) == (("ended", 1000), (2000, 1), entries)
    assert run(stripe_gateway, repair=False) == []


def raised_minor() -> int:
    return LedgerEntry.objects.counted().sum_minor()


def test_the_receipt_asks_stripe_when_no_webhook_has_come(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("donations.sandbox.delivery.send", lambda body, signature: 0)
        gift = begin(client)

    html = client.get(gift.donations.get().receipt_path).content.decode()

    assert "Change or stop it" in html
    assert (stands(gift), raised()) == (("active", 1000), (1000, 1))
    gift.refresh_from_db()
    assert gift.next_payment_at


def test_8_who_hear_of_one_renewal_at_once_make_one_donation_of_it(client: Client, stripe_gateway: Gateway) -> None:
    gift = begin(client)
    first = gift.donations.get()
    told = Facts.of(
        invoice_fact(first, subscription_id=subscription()["id"]),
        charge_fact(first, 1000, payment_intent_id=f"{payment_id(first)}_2", donation_id=None),
    )

    def hear(_: int) -> int:
        return len(services.record_facts(facts=told, gateway=stripe_gateway, now=timezone.now()))

    assert sorted(at_once(hear, times=8, hands=8)) == [0] * 7 + [1]

    assert (raised(), gift.donations.count()) == ((2000, 1), 2)


def test_a_crowdfund_that_ends_takes_nothing_more(
    client: Client, crowdfund: Crowdfund, stripe_gateway: Gateway
) -> None:
    gift = begin(client)
    Crowdfund.objects.update(last_day=timezone.localdate() - timedelta(days=1))

    services.stop_monthly_due(gateway=stripe_gateway, now=timezone.now())

    assert (stands(gift)[0], gift.ended_by, subscription()["status"]) == ("ended", "crowdfund", "canceled")
