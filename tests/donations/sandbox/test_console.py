"""The console: buttons for what banks, donors and the network do. The pay page is in test_views.py."""

import re

import pytest

from donations.sandbox import actions
from donations.sandbox.errors import FAULT_NAMES
from donations.sandbox.events import MODES

pytestmark = pytest.mark.django_db


def outcome(gateway, session_id: str) -> str:
    return gateway.fetch_session(session_id).sessions[0].outcome


def test_the_console_plays_the_bank(client, gateway, session_id):
    payment = actions.pay(session_id, email="ada@example.org")

    def do(action: str, object_id: str, **more: str) -> None:
        response = client.post("/sandbox/", {"do": action, "id": object_id, **more})
        assert (response.status_code, 'role="status"' in response.content.decode()) == (200, True)

    do("refund", payment, amount="£7.50")
    [refund] = gateway.fetch_payment(payment).refunds
    assert (refund.amount_minor, refund.failed) == (750, False)

    do("fail_refund", refund.id)
    assert gateway.fetch_payment(payment).refunds[0].failed

    do("open_dispute", payment)
    [dispute] = gateway.fetch_payment(payment).disputes
    assert (dispute.withdrawn, dispute.reinstated) == (True, False)

    do("win_dispute", dispute.id)
    assert gateway.fetch_payment(payment).disputes[0].reinstated


@pytest.mark.parametrize(("action", "ended"), [("settle", "paid"), ("fail_payment", "failed")])
def test_the_console_ends_bank_payments(client, gateway, session_id, action, ended):
    payment = actions.pay_later(session_id, email="ada@example.org")

    client.post("/sandbox/", {"do": action, "id": payment})

    assert outcome(gateway, session_id) == ended


def test_the_console_lets_months_go_by(client, gateway, make_request):
    session = gateway.open_checkout(make_request(is_monthly=True)).id
    actions.pay(session, email="ada@example.org")
    [subscription] = actions.find("subscription")

    def do(action: str, object_id: str) -> str:
        response = client.post("/sandbox/", {"do": action, "id": object_id})
        assert (response.status_code, 'role="status"' in response.content.decode()) == (200, True)
        return response.content.decode()

    def charges() -> list[str]:
        return [charge["status"] for charge in actions.find("charge")]

    page = do("renew", subscription["id"])
    assert charges() == ["succeeded", "succeeded"]
    assert '£25 a month <span class="state">active</span>' in page

    page = do("renew_in_vain", subscription["id"])
    assert '<span class="state">past_due</span>' in page
    assert "tried again on" in page

    [missed, *_] = actions.find("invoice")
    do("retry_in_vain", missed["id"])
    do("retry", missed["id"])
    assert charges() == ["succeeded", "failed", "failed", "succeeded", "succeeded"]

    page = do("end_subscription", subscription["id"])
    assert '<span class="state">canceled</span>' in page
    assert "End it at Stripe" not in page


def test_the_console_takes_debits_back_and_turns_them_off(client, gateway, make_request, session_id):
    payment = actions.pay_later(session_id, email="ada@example.org")
    actions.settle(payment, succeeds=True)
    assert "The bank takes the debit back" in client.get("/sandbox/").content.decode()

    client.post("/sandbox/", {"do": "take_back_debit", "id": payment})
    page = client.post("/sandbox/", {"do": "turn_debits_off"}).content.decode()

    assert gateway.fetch_payment(payment).disputes[0].status == "lost"
    assert "The account has not activated Direct Debit." in page
    gateway.open_checkout(make_request("key-2"))
    assert actions.find("checkout.session")[0]["payment_method_types"] == ["card"]
    assert "takes Direct Debit." in client.post("/sandbox/", {"do": "turn_debits_on"}).content.decode()


def test_the_console_plays_a_bad_network(client, inbox, session_id):
    client.post("/sandbox/", {"do": "set_mode", "mode": "late", "delay": "500"})
    client.post("/sandbox/", {"do": "expire", "id": session_id})
    assert inbox.types == []
    assert "1 waits to be delivered" in client.get("/sandbox/").content.decode()

    client.post("/sandbox/", {"do": "deliver"})
    assert inbox.types == ["checkout.session.expired"]

    client.post("/sandbox/", {"do": "resend", "id": inbox.bodies[0]["id"]})
    assert inbox.types == ["checkout.session.expired"] * 2

    page = client.post("/sandbox/", {"do": "fail_next", "fault": "429", "times": "2"}).content.decode()
    assert "The next calls end so: 429 – too many calls; 429 – too many calls." in page


def test_the_console_names_every_fault_and_mode_and_leads_to_the_site(client, inbox):
    page = client.get("/sandbox/").content.decode()

    assert set(re.findall(r'<option value="(\w+)"', page)) == {*MODES, *FAULT_NAMES}
    assert "The answer is lost" in page
    assert "402 – the card is refused" in page
    assert '<a href="/">' in page


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"do": "explode"},
        *({"do": action} for action in ("refund", "fail_refund", "open_dispute", "win_dispute", "settle", "resend")),
        *({"do": action} for action in ("renew", "renew_in_vain", "retry", "retry_in_vain", "end_subscription")),
        {"do": "take_back_debit", "id": "pi_none\0"},
        {"do": "expire", "id": "cs_none\0"},
        {"do": "refund", "id": "pi_none", "amount": "7"},
        {"do": "set_mode", "mode": "sideways", "delay": "1"},
        {"do": "set_mode", "mode": "late", "delay": "-1"},
        {"do": "set_mode", "mode": "late", "delay": "9" * 400},
        {"do": "fail_next", "fault": "418", "times": "1"},
        {"do": "fail_next", "fault": "500", "times": "1e9"},
    ],
)
def test_what_the_console_cannot_do_it_says(client, inbox, session_id, form):
    response = client.post("/sandbox/", form)

    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert inbox.types == []
    assert [session["status"] for session in actions.find("checkout.session")] == ["open"]


@pytest.mark.parametrize("amount", ["abc", "0", "-1", "25.01", "1.005", "9" * 30])
def test_an_amount_that_cannot_be_sent_back_sends_nothing_back(client, gateway, session_id, amount):
    payment = actions.pay(session_id, email="ada@example.org")

    response = client.post("/sandbox/", {"do": "refund", "id": payment, "amount": amount})

    assert response.status_code == 400
    assert gateway.fetch_payment(payment).refunds == ()


def test_the_console_goes_from_page_to_page(client, gateway, make_request, session_id):
    for number in range(20):
        gateway.open_checkout(make_request(f"more-{number}"))

    first = client.get("/sandbox/").content.decode()
    [second_path] = [part.split('"')[0] for part in first.split('href="')[1:] if part.startswith("?after=")]
    second = client.get("/sandbox/" + second_path).content.decode()

    assert first.count("Open the pay page") == 20
    assert second.count("Open the pay page") == 1
    assert session_id in second
    assert client.get("/sandbox/?after=nothing").content.decode().count("Open the pay page") == 20


def test_an_empty_console_says_so(client, inbox):
    page = client.get("/sandbox/").content.decode()

    assert "Nobody has opened a checkout yet." in page
    assert "0 wait to be delivered." in page
