"""The page of a monthly gift: only its signed address leads there, and a button there acts."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.signing import Signer
from django.test import Client

from donations.gateways.base import GatewayRefused, GatewayUnavailable
from donations.models import Crowdfund, Donation, RecurringDonation
from tests.factories.answers import shown
from tests.factories.donations import NOW, make_monthly, subscription_fact
from tests.factories.monthly import Subscriptions
from tests.factories.recording import record

pytestmark = pytest.mark.django_db


def state(gift: RecurringDonation) -> str:
    gift.refresh_from_db()
    return gift.state


def test_it_shows_amount_next_day_and_payments(client: Client, gift: RecurringDonation, first: Donation) -> None:
    answer = client.get(gift.manage_path)

    html = shown(answer)
    assert answer.status_code == 200
    for text in ("£10 a month", "2 December 2026", "2 November 2026", "An online hub", "Stop my monthly gift"):
        assert text in html
    assert first.receipt_path in html
    assert "no-store" in answer["Cache-Control"]
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("same-origin", "noindex")
    assert "ada@example.org" not in html
    assert "Set-Cookie" not in answer


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "0" * 32,
        f"{'0' * 32}.signature",
        Signer(salt="donations.monthly", sep=".").sign("0" * 32),
        Signer(salt="donations.monthly", sep=".").sign("no uuid"),
        Signer(salt="another", sep=".").sign("0" * 32),
        "%00",
        "２５",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_any_other_address_leads_nowhere(client: Client, gift: RecurringDonation, token: str, method: str) -> None:
    assert getattr(client, method)(f"/monthly/{token}/", {"do": "stop"}).status_code == 404


def test_opening_the_page_changes_nothing(client: Client, gift: RecurringDonation, stripe: Subscriptions) -> None:
    client.get(gift.manage_path, {"do": "stop"})
    client.head(gift.manage_path)

    assert (stripe.asked, state(gift)) == ([], "active")


def test_another_amount(client: Client, gift: RecurringDonation, stripe: Subscriptions) -> None:
    answer = client.post(gift.manage_path, {"do": "change", "amount": "£15"})

    assert (answer.status_code, answer["Location"]) == (303, f"{gift.manage_path}?done=changed")
    assert stripe.asked == [("change", 1500)]
    assert "Changed: it is £15 from the next payment on." in shown(client.get(answer["Location"]))


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter an amount"),
        ("0.50", "Enter £1 or more"),
        ("２５", "Enter an amount in pounds, like 25 or 7.50"),
        ("9" * 30, "Enter a smaller amount"),
        ("10001", "Enter £10,000 or less. To give more, write to us first"),
    ],
)
def test_what_is_no_amount_is_explained_and_kept(
    client: Client, gift: RecurringDonation, stripe: Subscriptions, typed: str, message: str
) -> None:
    answer = client.post(gift.manage_path, {"do": "change", "amount": typed})

    html = shown(answer)
    assert (answer.status_code, stripe.asked) == (422, [])
    assert html.count(message) == 2
    assert '<a href="#id_amount">' in html
    assert re.search(rf'name="amount" value="{typed}" aria-invalid="true" aria-describedby="id_amount_error"', html)


def test_a_pause_and_its_end(client: Client, gift: RecurringDonation, stripe: Subscriptions) -> None:
    client.post(gift.manage_path, {"do": "pause", "months": "2"})

    assert state(gift) == "paused"
    html = shown(client.get(gift.manage_path))
    assert "Your monthly gift is paused" in html
    assert "Go on now" in html
    client.post(gift.manage_path, {"do": "resume"})
    assert state(gift) == "active"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"do": "everything"},
        {"do": "\x00"},
        {"do": "pause"},
        {"do": "pause", "months": "4"},
        {"do": "pause", "months": "２"},
        {"do": "pause", "months": "\x00"},
    ],
)
def test_nonsense_changes_nothing(
    client: Client, gift: RecurringDonation, stripe: Subscriptions, data: dict[str, str]
) -> None:
    assert client.post(gift.manage_path, data).status_code == 422

    assert stripe.asked == []


def test_stopping_takes_one_button_and_says_how_to_begin_again(
    client: Client, gift: RecurringDonation, stripe: Subscriptions
) -> None:
    answer = client.post(gift.manage_path, {"do": "stop"})

    html = shown(client.get(answer["Location"]))
    assert state(gift) == "ended"
    for text in ("Your monthly gift has stopped", "Nothing more is taken.", "/give/online-hub/", "Begin again"):
        assert text in html
    assert "Stop my monthly gift" not in html
    assert client.post(gift.manage_path, {"do": "stop"}).status_code == 303
    assert client.post(gift.manage_path, {"do": "change", "amount": "15"}).status_code == 409


def test_the_card_is_changed_on_stripe_s_page(client: Client, gift: RecurringDonation, stripe: Subscriptions) -> None:
    answer = client.post(gift.manage_path, {"do": "card"})

    assert (answer.status_code, answer["Location"]) == (303, f"https://billing.stripe.com/{gift.customer_id}")
    assert stripe.asked[0][1].endswith(gift.manage_path)


@pytest.mark.parametrize("error", [GatewayUnavailable("silent"), GatewayRefused("no")])
@pytest.mark.parametrize(
    "data",
    [{"do": "change", "amount": "15"}, {"do": "pause", "months": "3"}, {"do": "stop"}, {"do": "card"}],
)
def test_while_stripe_is_silent_nothing_is_lost_and_one_press_tries_again(
    client: Client, gift: RecurringDonation, stripe: Subscriptions, data: dict[str, str], error: Exception
) -> None:
    stripe.error = error

    answer = client.post(gift.manage_path, data)

    html = shown(answer)
    assert (answer.status_code, answer["Retry-After"], state(gift)) == (503, "30", "active")
    assert "Stripe is not answering, so this is not done yet." in html
    for name, value in data.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in html
    assert ("Change the amount" in html) is (data != {"do": "stop"})
    stripe.error = None
    assert client.post(gift.manage_path, data).status_code == 303


def test_a_press_from_another_site_is_refused(client: Client, gift: RecurringDonation, stripe: Subscriptions) -> None:
    answer = client.post(gift.manage_path, {"do": "stop"}, headers={"sec-fetch-site": "cross-site"})

    assert (answer.status_code, stripe.asked) == (403, [])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"state": "past_due"}, "Your last payment did not go through"),
        ({"state": "ended"}, "The payments did not go through any more."),
        ({"state": "paused", "paused_until": NOW + timedelta(days=9)}, "Nothing is taken until 11 November 2026"),
    ],
)
def test_each_state_is_told(
    client: Client, gift: RecurringDonation, first: Donation, changes: dict[str, Any], words: str
) -> None:
    record(subscription_fact(first, **changes))

    assert words in shown(client.get(gift.manage_path))


def test_one_that_was_never_paid_has_nothing_to_change(client: Client, crowdfund: Crowdfund) -> None:
    gift = make_monthly(crowdfund).recurring
    assert gift

    html = shown(client.get(gift.manage_path))

    assert "Your monthly gift has not begun" in html
    assert "Stop my monthly gift" not in html
    assert client.post(gift.manage_path, {"do": "change", "amount": "15"}).status_code == 409


def test_the_receipt_leads_there(client: Client, gift: RecurringDonation, first: Donation) -> None:
    html = shown(client.get(first.receipt_path))

    assert f'<a href="{gift.manage_path}">Change or stop it</a>' in html


def test_what_becomes_of_it_when_the_crowdfund_ends_is_said_in_the_donor_s_language(
    client: Client, gift: RecurringDonation
) -> None:
    RecurringDonation.objects.update(locale="cy")
    gift.refresh_from_db()

    assert gift.manage_path.startswith("/cy/monthly/")
    assert client.get(gift.manage_path).status_code == 200
