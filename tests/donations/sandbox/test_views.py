"""The pay page, as a browser meets it. The console is in test_console.py."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from donations.sandbox import actions, deliver_due

pytestmark = pytest.mark.django_db
CARD = {"email": "ada@example.org", "name": "Ada"}


@pytest.fixture
def pay_path(session_id: str) -> str:
    return f"/sandbox/pay/{session_id}/"


def outcome(gateway, session_id: str) -> str:
    return gateway.fetch_session(session_id).sessions[0].outcome


def test_the_pay_page_says_what_is_paid_and_that_it_is_a_test(client, pay_path):
    response = client.get(pay_path)

    page = response.content.decode()
    assert response.status_code == 200
    assert "Test payment page – no real money" in page
    assert 'Online hub<span class="amount">£25</span>' in page
    assert 'href="http://testserver/give/online-hub/"' in page
    assert "no-store" in response["Cache-Control"]


def test_a_good_card_leads_back_to_the_site(client, gateway, pay_path, session_id):
    response = client.post(pay_path, CARD | {"outcome": "pay"})

    assert (response.status_code, response["Location"]) == (303, f"http://testserver/receipts/1/?s={session_id}")
    assert outcome(gateway, session_id) == "paid"


def test_a_declined_card_takes_no_money_and_may_be_followed_by_another(client, gateway, pay_path, session_id):
    declined = client.post(pay_path, CARD | {"outcome": "decline"})

    page = declined.content.decode()
    assert declined.status_code == 402
    assert "Your card was declined" in page
    assert "No money was taken" in page
    assert "£25" in page
    assert 'value="ada@example.org"' in page
    assert outcome(gateway, session_id) == "open"

    assert client.post(pay_path, CARD | {"outcome": "pay"}).status_code == 303
    assert outcome(gateway, session_id) == "paid"


def test_the_extra_step_can_be_approved(client, gateway, pay_path, session_id):
    asked = client.post(pay_path, CARD | {"outcome": "authenticate"})
    assert (asked.status_code, asked["Location"]) == (303, f"{pay_path}authenticate/")
    assert outcome(gateway, session_id) == "open"
    assert "is this you?" in client.get(asked["Location"]).content.decode()

    approved = client.post(asked["Location"], {"answer": "approve"})

    assert approved.status_code == 303
    assert gateway.fetch_session(session_id).sessions[0].email == "ada@example.org"
    assert outcome(gateway, session_id) == "paid"


@pytest.mark.parametrize("answer", ["refuse", "", "approve it"])
def test_the_extra_step_can_be_refused(client, gateway, pay_path, session_id, answer):
    client.post(pay_path, CARD | {"outcome": "authenticate"})

    refused = client.post(f"{pay_path}authenticate/", {"answer": answer})

    assert refused.status_code == 402
    assert "No money was taken" in refused.content.decode()
    assert f'action="{pay_path}"' in refused.content.decode()
    assert client.get(f"{pay_path}authenticate/")["Location"] == pay_path
    assert outcome(gateway, session_id) == "open"


def test_there_is_no_extra_step_that_nobody_asked_for(client, gateway, pay_path, session_id):
    response = client.post(f"{pay_path}authenticate/", {"answer": "approve"})

    assert (response.status_code, response["Location"]) == (303, pay_path)
    assert outcome(gateway, session_id) == "open"


@pytest.mark.parametrize(("chosen", "ended"), [("later", "paid"), ("later_fails", "failed")])
def test_a_bank_payment_ends_a_minute_later(client, gateway, pay_path, session_id, chosen, ended):
    response = client.post(pay_path, CARD | {"outcome": chosen})
    assert response.status_code == 303
    assert outcome(gateway, session_id) == "processing"

    deliver_due(datetime.now(UTC) + timedelta(seconds=61))

    assert outcome(gateway, session_id) == ended


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"email": ""}, "Enter an email address"),
        ({"email": "ada"}, "Enter an email address like name@example.org"),
        ({"email": "a" * 250 + "@example.org"}, "at most 254"),
        ({"outcome": ""}, "Choose what to pay with"),
        ({"outcome": "gold"}, "Choose what to pay with"),
        ({"name": "x" * 201}, "at most 200"),
        ({"name": "A\0da"}, "Null characters"),
    ],
)
def test_what_is_missing_is_said_in_a_summary_and_beside_the_field(
    client, gateway, pay_path, session_id, changes, message
):
    response = client.post(pay_path, CARD | {"outcome": "pay"} | changes)

    page = response.content.decode()
    assert response.status_code == 422
    assert page.count(message) == 2
    assert "<title>Error:" in page
    assert outcome(gateway, session_id) == "open"


def test_a_session_that_has_ended_says_so(client, gateway, make_request, pay_path, session_id):
    actions.pay(session_id, email="ada@example.org")
    other = gateway.open_checkout(make_request("key-2")).id
    actions.expire(other)

    paid, expired = client.get(pay_path), client.post(f"/sandbox/pay/{other}/", CARD | {"outcome": "pay"})

    assert (paid.status_code, expired.status_code) == (410, 410)
    assert f'href="http://testserver/receipts/1/?s={session_id}"' in paid.content.decode()
    assert "This page has expired" in expired.content.decode()
    assert outcome(gateway, other) == "expired"


def test_a_session_expires_while_its_page_is_open(client, gateway, pay_path, session_id):
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=13)):
        response = client.post(pay_path, CARD | {"outcome": "pay"})

    assert response.status_code == 410
    assert outcome(gateway, session_id) == "expired"


def test_an_unknown_session_is_not_found(client, inbox):
    assert client.get("/sandbox/pay/cs_none/").status_code == 404
    assert client.post("/sandbox/pay/cs_none/authenticate/").status_code == 404


def test_another_site_s_form_pays_nothing(gateway, pay_path, session_id):
    client = Client(enforce_csrf_checks=True)

    from_elsewhere = client.post(pay_path, CARD | {"outcome": "pay"}, headers={"Sec-Fetch-Site": "cross-site"})
    from_console = client.post(
        "/sandbox/", {"do": "expire", "id": session_id}, headers={"Origin": "https://evil.example"}
    )

    assert (from_elsewhere.status_code, from_console.status_code) == (403, 403)
    assert outcome(gateway, session_id) == "open"
    assert client.post(pay_path, CARD | {"outcome": "pay"}).status_code == 303


def test_names_are_text_and_never_markup(client, gateway, make_request):
    session = gateway.open_checkout(make_request(product_name="<script>alert(1)</script>")).id

    assert "<script>" not in client.get(f"/sandbox/pay/{session}/").content.decode()
    assert "<script>" not in client.get("/sandbox/").content.decode()
