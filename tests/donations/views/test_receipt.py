"""Coming back from Stripe: to a receipt that is private, lasting and right, or to another try."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client

from donations import services
from donations.gateways.base import Facts, Gateway
from donations.models import Crowdfund, CrowdfundTotal, Donation
from donations.sandbox import actions
from donations.sandbox.current import current_store
from tests.factories.answers import shown
from tests.factories.donations import charge_fact, facts_of, make_donation, refund_fact, session_fact

GIVE = "/give/online-hub/"

pytestmark = pytest.mark.usefixtures("crowdfund", "stripe_gateway")


def record(donation: Donation, gateway: Gateway, *found: Any) -> None:
    services.record_facts(facts=facts_of(*found), gateway=gateway, now=donation.created_at)


def sessions() -> list[dict[str, Any]]:
    return actions.find("checkout.session")


def test_the_receipt_is_private_and_lasting(client: Client, crowdfund: Crowdfund, stripe_gateway: Gateway) -> None:
    donation = make_donation(crowdfund)
    record(donation, stripe_gateway, session_fact(donation), charge_fact(donation))

    answer = client.get(donation.receipt_path)

    assert answer.status_code == 200
    assert "Thank you for your" in shown(answer)
    assert donation.reference in shown(answer)
    for person in ("ada@example.org", "Ada"):
        assert person not in shown(answer)
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("same-origin", "noindex")
    assert "Set-Cookie" not in answer
    assert client.delete(donation.receipt_path).status_code == 405


def test_the_receipt_tells_what_was_charged_and_what_went_back(
    client: Client, crowdfund: Crowdfund, stripe_gateway: Gateway
) -> None:
    donation = make_donation(crowdfund, requested_minor=2500)
    record(donation, stripe_gateway, session_fact(donation), charge_fact(donation, 1900), refund_fact(donation, 700))

    html = shown(client.get(donation.receipt_path))

    for text in ("£19", "-£7", "£12", "Refund"):
        assert text in html
    assert "£25" not in html


def test_once_the_gift_is_counted_one_sees_the_tracker_and_whom_to_tell(
    client: Client, crowdfund: Crowdfund, stripe_gateway: Gateway
) -> None:
    donation = make_donation(crowdfund, requested_minor=2500)
    before = shown(client.get(donation.receipt_path))
    record(donation, stripe_gateway, session_fact(donation), charge_fact(donation))

    after = shown(client.get(donation.receipt_path))
    Crowdfund.objects.update(is_published=False)
    withdrawn = shown(client.get(donation.receipt_path))

    assert '<strong class="raised" data-value="raised">£25</strong> raised of' in after
    assert f'<a href="http://testserver{crowdfund.url}">http://testserver{crowdfund.url}</a>' in after
    assert "data-tracker" not in before
    assert "data-tracker" not in withdrawn


@pytest.mark.parametrize(
    "path", ["/receipts/c85d919e-e301-4cad-b1e6-11fb5c9e14ff/", "/receipts/1/", "/receipts/../", "/receipts/%00/"]
)
def test_a_receipt_cannot_be_guessed(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_coming_back_from_stripe_counts_the_money_even_when_no_webhook_came(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("donations.sandbox.delivery.send", lambda body, header: 0)
    client.post(GIVE, {"amount": "2500"})
    donation = Donation.objects.get()
    actions.pay(sessions()[0]["id"], email="ada@example.org")
    assert CrowdfundTotal.objects.get().raised_minor == 0

    html = shown(client.get(donation.receipt_path))

    assert "Thank you for your" in html
    assert CrowdfundTotal.objects.get().raised_minor == 2500
    assert "Thank you for your" in shown(client.get(donation.receipt_path))
    assert CrowdfundTotal.objects.get().raised_minor == 2500


def test_coming_to_the_receipt_without_paying_counts_nothing(client: Client) -> None:
    client.post(GIVE, {"amount": "2500"})
    donation = Donation.objects.get()

    html = shown(client.get(donation.receipt_path))

    assert "You have not paid yet" in html
    assert donation.checkout_url in html
    assert CrowdfundTotal.objects.get().raised_minor == 0


def test_the_receipt_is_shown_when_stripe_is_down(client: Client) -> None:
    client.post(GIVE, {"amount": "2500"})
    donation = Donation.objects.get()
    actions.fail_next("timeout")

    answer = client.get(donation.receipt_path)

    assert answer.status_code == 200
    assert "Stripe is not answering us" in shown(answer)
    assert "No money has been taken" not in shown(answer)
    assert donation.checkout_url not in shown(answer)
    # Nor does who reloads it at once, and asks nobody, read anything else.
    assert "Stripe is not answering us" in shown(client.get(donation.receipt_path))


def test_a_receipt_of_money_that_is_held_back_says_so(
    client: Client, crowdfund: Crowdfund, stripe_gateway: Gateway
) -> None:
    donation = make_donation(crowdfund)
    record(donation, stripe_gateway, charge_fact(donation, 2500, "EUR"))

    assert "We are looking into your payment" in shown(client.get(donation.receipt_path))


def test_a_receipt_that_is_reloaded_without_end_asks_stripe_once(
    client: Client, stripe_gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(GIVE, {"amount": "2500"})
    client.post(GIVE, {"amount": "500"})
    one, two = Donation.objects.order_by("pk")
    asked: list[str] = []

    def fetch(session_id: str) -> Facts:
        asked.append(session_id)
        return Facts()

    monkeypatch.setattr(stripe_gateway, "fetch_session", fetch)

    for donation in (one, one, two, one, two):
        assert client.get(donation.receipt_path).status_code == 200

    assert asked == [one.checkout_session_id, two.checkout_session_id]


def test_a_settled_receipt_asks_nobody(client: Client, crowdfund: Crowdfund, stripe_gateway: Gateway) -> None:
    donation = make_donation(crowdfund)
    record(donation, stripe_gateway, charge_fact(donation))
    actions.fail_next("500")

    assert client.get(donation.receipt_path).status_code == 200

    with current_store().transaction() as rows:
        assert rows.option("faults", []) == ["500"]  # Still there to be met.


def test_the_receipt_of_a_withdrawn_crowdfund_stays(
    client: Client, crowdfund: Crowdfund, stripe_gateway: Gateway
) -> None:
    donation = make_donation(crowdfund)
    record(donation, stripe_gateway, charge_fact(donation))
    Crowdfund.objects.update(is_published=False)

    assert client.get(donation.receipt_path).status_code == 200


@pytest.mark.parametrize(
    ("requested", "kept"), [(2500, r'value="2500"[^>]* checked'), (750, r'id="id_other"[^>]* value="7.50"')]
)
def test_who_leaves_stripe_s_page_finds_the_amount_kept(
    client: Client, crowdfund: Crowdfund, requested: int, kept: str
) -> None:
    donation = make_donation(crowdfund, requested_minor=requested)

    html = shown(client.get(GIVE, {"cancelled": str(donation.public_id)}))

    assert "No money has been taken" in html
    assert re.search(kept, html)


def test_nobody_is_told_that_no_money_was_taken_when_it_was(
    client: Client, crowdfund: Crowdfund, stripe_gateway: Gateway
) -> None:
    donation = make_donation(crowdfund)
    record(donation, stripe_gateway, charge_fact(donation))

    for forged in (str(donation.public_id), str(uuid.uuid4()), "nonsense", ""):
        assert "No money has been taken" not in shown(client.get(GIVE, {"cancelled": forged}))
