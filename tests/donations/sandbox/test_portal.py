"""The portal's page, as a browser meets it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from donations.sandbox import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal_path(gateway, make_request) -> str:
    session = gateway.open_checkout(make_request(is_monthly=True)).id
    actions.pay(session, email="ada@example.org")
    [customer] = actions.find("customer")
    url = gateway.open_portal(customer_id=customer["id"], return_url="http://testserver/gift/1/")
    return url.removeprefix("http://testserver")


def cards() -> list[bool]:
    return [card["sandbox_declines"] for card in actions.find("payment_method")]


def test_the_portal_opens_at_the_card_and_leads_back(client, portal_path):
    page = client.get(portal_path)

    assert page.status_code == 200
    assert "Change your card" in page.content.decode()
    assert 'href="http://testserver/gift/1/"' in page.content.decode()
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(("chosen", "declines"), [("pay", False), ("decline", True)])
def test_a_new_card_is_the_customer_s(client, inbox, portal_path, chosen, declines):
    response = client.post(portal_path, {"card": chosen})

    [customer] = actions.find("customer")
    [newest, _] = actions.find("payment_method")
    assert (response.status_code, response["Location"]) == (303, "http://testserver/gift/1/")
    assert customer["invoice_settings"]["default_payment_method"] == newest["id"]
    assert newest["sandbox_declines"] is declines
    assert inbox.types[-2:] == ["payment_method.attached", "customer.updated"]


@pytest.mark.parametrize("form", [{}, {"card": "gold"}, {"card": "\0"}])
def test_what_is_no_choice_is_said_and_changes_nothing(client, portal_path, form):
    response = client.post(portal_path, form)

    assert response.status_code == 422
    assert response.content.decode().count("Choose a card") == 2
    assert cards() == [False]


def test_a_portal_that_has_expired_changes_nothing(client, portal_path):
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6)):
        response = client.post(portal_path, {"card": "pay"})

    assert response.status_code == 410
    assert "This page has expired" in response.content.decode()
    assert cards() == [False]


def test_an_unknown_portal_is_not_found_and_another_site_changes_nothing(client, portal_path):
    assert client.get("/sandbox/portal/bps_none/").status_code == 404

    response = client.post(portal_path, {"card": "pay"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert cards() == [False]


def test_the_pay_page_of_a_monthly_gift_says_so_and_offers_what_the_session_takes(client, gateway, make_request):
    monthly = gateway.open_checkout(make_request(is_monthly=True)).id
    in_euros = gateway.open_checkout(make_request("key-2", currency="EUR")).id

    first, second = (client.get(f"/sandbox/pay/{session}/").content.decode() for session in (monthly, in_euros))

    assert 'Online hub<span class="amount">£25 a month</span>' in first
    assert "Bank payment that arrives" in first
    assert "Bank payment that arrives" not in second
