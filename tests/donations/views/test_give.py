"""The donor's pages: what is shown, kept, refused and never cached."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from donations import services
from donations.gateways.base import Gateway
from donations.models import Crowdfund, Donation
from donations.sandbox import actions
from tests.factories.answers import shown
from tests.factories.donations import charge_fact, facts_of, make_crowdfund, make_donation, refund_fact

GIVE = "/give/online-hub/"

pytestmark = pytest.mark.usefixtures("crowdfund", "stripe_gateway")


def record(donation: Donation, gateway: Gateway, *found: Any) -> None:
    services.record_facts(facts=facts_of(*found), gateway=gateway, now=donation.created_at)


def sessions() -> list[dict[str, Any]]:
    return actions.find("checkout.session")


def test_before_the_button_stand_choices_alone_and_after_it_what_to_know_before_paying(client: Client) -> None:
    Crowdfund.objects.update(last_day=date(2099, 1, 31))

    before, after = shown(client.get(GIVE)).split("data-give-label", 1)

    small_print = (
        *("Your gift is for “", "By law we check gifts above £500, and who gave them may be published."),
        "A monthly gift stops when this crowdfund ends on 31 January 2099",
    )
    assert [text in before for text in small_print] == [False] * 3
    assert [after.index(text) for text in small_print] == sorted(after.index(text) for text in small_print)
    assert 'class="frequency" aria-describedby="id_frequency_end">' in before
    assert '<p id="id_frequency_end"> A monthly gift stops' in after


def test_the_form_asks_for_an_amount(client: Client) -> None:
    answer = client.get(GIVE)

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    for text in ("£5", "£10", "£25", "£50", "Or another amount"):
        assert text in shown(answer)
    assert "Set-Cookie" not in answer
    assert not Donation.objects.exists()


def test_a_press_of_the_button_leads_to_stripe(client: Client) -> None:
    answer = client.post(GIVE, {"amount": "2500", "key": "k-1", "source": "/campaign/"})

    donation = Donation.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, donation.checkout_url)
    assert (donation.requested_minor, donation.locale, donation.source) == (2500, "en", "/campaign/")
    assert donation.checkout_url == sessions()[0]["url"]
    assert "Set-Cookie" not in answer


def test_the_donor_s_language_is_kept(client: Client) -> None:
    client.post("/cy" + GIVE, {"amount": "2500"})

    assert Donation.objects.get().locale == "cy"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("0", "Enter £1 or more"),
        ("-5", "Enter an amount in pounds, like 25 or 7.50"),
        ("0.001", "Enter an amount with at most two digits after the point, like 7.50"),
        ("1e9", "Enter an amount in pounds, like 25 or 7.50"),
        ("NaN", "Enter an amount in pounds, like 25 or 7.50"),
        ("abc", "Enter an amount in pounds, like 25 or 7.50"),
        ("２５", "Enter an amount in pounds, like 25 or 7.50"),
        ("999999", "Enter £10,000 or less. To give more, write to us first"),
        ('"><script>alert(1)</script>', "Enter an amount in pounds, like 25 or 7.50"),
    ],
)
def test_what_is_no_amount_is_explained_and_kept_in_the_form(client: Client, typed: str, message: str) -> None:
    answer = client.post(GIVE, {"other": typed, "key": "k-1", "source": "/campaign/"})

    assert answer.status_code == 422
    html = shown(answer)
    # Once in the summary, linked to the field, and once beside the field, which names it as its description.
    assert html.count(message) == 2
    assert '<a href="#id_other">' in html
    assert 'aria-describedby="id_other_error"' in html
    assert 'id="id_other_error"' in html
    kept = typed.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    assert f'value="{kept}"' in html
    assert 'value="k-1"' in html
    assert 'value="/campaign/"' in html
    assert "<title>Error:" in html
    assert not Donation.objects.exists()


@pytest.mark.parametrize("data", [{}, {"amount": "31337"}, {"other": " "}])
def test_without_an_amount_one_is_asked_for(client: Client, data: dict[str, str]) -> None:
    answer = client.post(GIVE, data)

    assert answer.status_code == 422
    assert shown(answer).count("Choose an amount or enter one") == 2
    assert not Donation.objects.exists()


def test_pounds_and_commas_are_understood(client: Client) -> None:
    assert client.post(GIVE, {"other": "£1,000.50"}).status_code == 303

    assert Donation.objects.get().requested_minor == 100_050


def test_who_chose_and_typed_is_asked_which_and_loses_neither(client: Client) -> None:
    answer = client.post(GIVE, {"amount": "2500", "other": "7"})

    assert answer.status_code == 422
    html = shown(answer)
    assert html.count("Choose an amount or enter one, not both") == 2
    assert re.search(r'<input[^>]* value="2500"[^>]* checked', html)
    assert re.search(r'<input[^>]* id="id_other"[^>]* value="7"', html)
    assert not Donation.objects.exists()


def test_the_same_press_opens_one_session(client: Client) -> None:
    first = client.post(GIVE, {"amount": "2500", "key": "k-1"})
    again = client.post(GIVE, {"amount": "2500", "key": "k-1"})

    assert first["Location"] == again["Location"]
    assert Donation.objects.count() == len(sessions()) == 1


def test_without_a_key_the_same_browser_and_minute_are_the_same_press(client: Client) -> None:
    client.post(GIVE, {"amount": "2500"})
    client.post(GIVE, {"amount": "2500"})
    client.post(GIVE, {"amount": "500"})
    client.post(GIVE, {"amount": "2500"}, headers={"user-agent": "another browser"})
    client.post(GIVE, {"amount": "2500"}, REMOTE_ADDR="192.0.2.7")

    assert Donation.objects.count() == len(sessions()) == 4


def test_a_key_is_of_one_crowdfund_and_one_amount(client: Client) -> None:
    make_crowdfund("first-meetings")

    for path, amount in ((GIVE, "2500"), (GIVE, "500"), ("/give/first-meetings/", "2500")):
        assert client.post(path, {"amount": amount, "key": "k-1"}).status_code == 303

    assert Donation.objects.count() == 3


def test_what_is_paid_already_leads_to_its_receipt(client: Client) -> None:
    client.post(GIVE, {"amount": "2500", "key": "k-1"})
    actions.pay(sessions()[0]["id"], email="ada@example.org")

    answer = client.post(GIVE, {"amount": "2500", "key": "k-1"})

    assert answer["Location"] == Donation.objects.get().receipt_path
    assert len(sessions()) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
def test_another_site_cannot_press_the_button(client: Client, headers: dict[str, str]) -> None:
    assert client.post(GIVE, {"amount": "2500"}, headers=headers).status_code == 403

    assert not Donation.objects.exists()


def test_a_crowdfund_that_is_over_says_so(client: Client) -> None:
    Crowdfund.objects.update(last_day=date(2020, 1, 1))

    assert [client.get(GIVE).status_code, client.post(GIVE, {"amount": "2500"}).status_code] == [200, 410]
    assert "This crowdfund has closed" in shown(client.get(GIVE))
    assert not Donation.objects.exists()


def test_what_is_not_in_force_is_not_found(client: Client) -> None:
    Crowdfund.objects.update(is_published=False)

    assert [client.get(GIVE).status_code, client.post(GIVE, {"amount": "2500"}).status_code] == [404, 404]
    assert client.get("/give/unknown/").status_code == 404


def test_pages_cost_a_bounded_number_of_queries(
    client: Client, crowdfund: Crowdfund, stripe_gateway: Gateway, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    donations = [make_donation(crowdfund) for _ in range(10)]
    for donation in donations:
        record(donation, stripe_gateway, charge_fact(donation), refund_fact(donation, 100, id=f"re_{donation.pk}"))
    client.get(GIVE)

    with django_assert_max_num_queries(10):
        client.get(GIVE)
    with django_assert_max_num_queries(10):
        client.get(donations[0].receipt_path)
