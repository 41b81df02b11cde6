"""Money without pence and with a thousandth, and sums beyond what 32 bits hold, from the form to the export."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from accounts import roles
from donations.forms import GiveForm, MonthlyAmountForm
from donations.gateways.base import CheckoutRequest, Gateway
from donations.gateways.stripe_params import checkout
from donations.models import Crowdfund, CrowdfundTotal, Donation, LedgerEntry
from donations.rules import AmountOutOfRange
from donations.sandbox import actions
from donations.services import start_checkout
from tests.donations.conftest import SignIn
from tests.factories.donations import NOW, charge_body, make_donation, make_monthly, signature_of
from tests.factories.pages import place_crowdfund

pytestmark = [pytest.mark.database, pytest.mark.django_db]

LARGEST = 10**14


def crowdfund_in(currency: str, **changes: Any) -> Crowdfund:
    """In force with its page; editors can only write pounds so far."""
    page = place_crowdfund("Money", slug="money", live=True)
    limits = {"suggested_minor": [5000], "min_minor": 100, "max_minor": LARGEST}
    Crowdfund.objects.filter(key=page.translation_key).update(currency=currency, **limits | changes)
    return Crowdfund.objects.in_force().get(slug="money")


@pytest.mark.parametrize(
    ("currency", "typed", "minor", "shown", "exported"),
    [
        ("JPY", "2,500", 2500, "JP¥2,500", "2500"),
        ("JPY", "JPY 2500", 2500, "JP¥2,500", "2500"),
        ("KWD", "2.5", 2500, "KWD2.500", "2.500"),
        ("BHD", "2.510", 2510, "BHD2.510", "2.510"),
        ("KWD", "25", 25_000, "KWD25", "25.000"),
        ("EUR", "€25.01", 2501, "€25.01", "25.01"),
    ],
)
def test_a_gift_is_the_same_money_from_the_form_to_the_page_the_api_and_the_export(
    stripe_gateway: Gateway,
    client: Client,
    sign_in: SignIn,
    currency: str,
    typed: str,
    minor: int,
    shown: str,
    exported: str,
) -> None:
    crowdfund_in(currency)

    assert client.post("/give/money/", {"other": typed, "key": "k"}).status_code == 303
    [session] = actions.find("checkout.session")
    assert (session["amount_total"], session["currency"]) == (minor, currency.lower())
    actions.pay(session["id"], email="ada@example.org")

    [entry] = LedgerEntry.objects.counted()
    assert (entry.amount_minor, entry.currency) == (minor, currency)
    assert CrowdfundTotal.objects.get().raised_minor == minor
    assert shown in client.get("/give/money/").content.decode()
    assert shown in client.get(Donation.objects.get().receipt_path).content.decode()
    assert shown in client.get("/embed/crowdfunds/money").content.decode()
    told = client.get("/api/v1/crowdfunds/money").json()
    assert (told["raised_minor"], told["currency"]) == (minor, currency)
    assert export(sign_in(roles.TREASURERS)) == [(exported, currency)]


def export(treasurer: Client) -> list[tuple[str, str]]:
    """What a treasurer takes home, as (amount, currency)."""
    answer: Any = treasurer.get("/admin/ledgerentry/?export=csv")
    table = csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode()))
    return [(row["Amount"], row["Currency"]) for row in table if row["Kind"] == "Payment"]


@pytest.mark.parametrize(
    ("currency", "typed", "words"),
    [
        ("JPY", "25.5", "Enter an amount without digits after the point, like 2500"),
        ("JPY", "£25", "Enter an amount, like 2500"),
        ("KWD", "2.505", "Enter an amount with at most two digits after the point, like 7.50"),
        ("KWD", "2.5055", "Enter an amount with at most two digits after the point, like 7.50"),
    ],
)
def test_what_stripe_would_not_take_is_refused_in_words_that_fit_the_currency(
    currency: str, typed: str, words: str
) -> None:
    form = GiveForm({"other": typed}, crowdfund=crowdfund_in(currency))

    assert form.errors == {"other": [words]}


def test_the_form_asks_in_the_crowdfund_s_own_money() -> None:
    crowdfund_in("JPY")

    form = Client().get("/give/money/").content.decode().partition("data-give=")[2].partition("</form>")[0]

    assert "Or another amount, in Japanese Yen" in form
    assert "£" not in form.partition("By law")[0]


def test_a_monthly_gift_is_changed_in_its_own_money() -> None:
    monthly = make_monthly(crowdfund_in("JPY")).recurring
    assert monthly is not None
    monthly.currency = "JPY"

    form = MonthlyAmountForm({"amount": "2500"}, monthly=monthly)

    assert form.is_valid()
    assert form.cleaned_data == {"amount": 2500}
    assert form.fields["amount"].label == "Amount each month, in Japanese Yen"


def test_the_api_refuses_a_thousandth_that_stripe_would_not_take(stripe_gateway: Gateway) -> None:

    wish: dict[str, Any] = {"idempotency_key": "k", "locale": "en", "source": "", "gateway": stripe_gateway, "now": NOW}

    with pytest.raises(AmountOutOfRange) as caught:
        start_checkout(crowdfund=crowdfund_in("KWD"), amount_minor=2505, **wish)

    assert (caught.value.code, caught.value.limit_minor) == ("uneven", 10)
    assert not Donation.objects.exists()


def test_stripe_is_asked_for_the_smallest_units_of_each_currency() -> None:
    for currency in ("JPY", "KWD", "GBP"):
        request = CheckoutRequest("d", "k", 2500, currency, "A hub", "en", "https://x/", "https://x/", NOW)
        price = checkout(request, ["card"])["line_items"][0]["price_data"]
        assert (price["unit_amount"], price["currency"]) == (2500, currency.lower())


@pytest.mark.parametrize("each_minor", [2**31 - 1, 2**31, 99_999_999_999])
def test_totals_beyond_32_bits_are_right_everywhere(client: Client, each_minor: int) -> None:
    crowdfund = crowdfund_in("GBP", goal_minor=10**15)
    for number in range(3):
        donation = make_donation(crowdfund, requested_minor=each_minor)
        body = charge_body(donation, each_minor)
        headers = {"stripe-signature": signature_of(body)}
        answer = client.post("/webhooks/stripe/", body, content_type="application/json", headers=headers)
        assert (answer.status_code, number) == (200, number)

    total = 3 * each_minor
    assert CrowdfundTotal.objects.get().raised_minor == LedgerEntry.objects.counted().sum_minor() == total
    written = f"£{total // 100:,}" + (f".{total % 100:02}" if total % 100 else "")
    assert written in client.get("/give/money/").content.decode()
    assert client.get("/api/v1/crowdfunds/money").json()["raised_minor"] == total
    assert written in client.get("/give/money/ledger/").content.decode()
