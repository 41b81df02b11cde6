"""Webhooks on their way: signed, tried again, twice, late, backwards or lost; in-process and over HTTP."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from donations.sandbox import actions, deliver_due, delivery

IN_ORDER = [
    "payment_intent.created",
    "payment_intent.succeeded",
    "charge.succeeded",
    "checkout.session.completed",
    "charge.updated",
]


def test_the_signature_is_one_that_the_gateway_takes(gateway):
    now = datetime.now(UTC)
    body = b'{"id": "evt_1", "type": "customer.created"}'

    header = delivery.signature(body, "whsec_sandbox", int(now.timestamp()))

    assert gateway.read_event(body=body, signature=header, now=now).id == "evt_1"


def test_duplicates_come_twice_and_with_a_twin(inbox, session_id):
    actions.set_mode("duplicate")

    actions.pay(session_id, email="ada@example.org")

    assert inbox.types == [name for name in IN_ORDER for _ in range(3)]
    first, again, twin = inbox.bodies[:3]
    assert first == again
    assert first["id"] != twin["id"]
    assert first["data"] == twin["data"]


def test_late_ones_come_when_their_time_has_come(inbox, session_id):
    actions.set_mode("late", delay=100)

    actions.pay(session_id, email="ada@example.org")
    deliver_due(datetime.now(UTC) + timedelta(seconds=90))
    assert inbox.types == []

    deliver_due(datetime.now(UTC) + timedelta(seconds=110))
    assert inbox.types == IN_ORDER


def test_reversed_ones_come_backwards(inbox, session_id):
    actions.set_mode("reversed")

    actions.pay(session_id, email="ada@example.org")

    assert inbox.types == IN_ORDER[::-1]


def test_lost_ones_never_come_but_did_happen(gateway, inbox, session_id):
    actions.set_mode("lost")

    actions.pay(session_id, email="ada@example.org")
    deliver_due(datetime.now(UTC) + timedelta(hours=1))

    assert inbox.types == []
    assert [event["type"] for event in actions.find("event")] == IN_ORDER[::-1]
    assert gateway.fetch_session(session_id).sessions[0].outcome == "paid"


def test_what_is_not_answered_well_comes_again_and_then_no_more(inbox, session_id):
    inbox.answer = 503
    actions.pay(session_id, email="ada@example.org")
    assert inbox.types == IN_ORDER

    deliver_due(datetime.now(UTC))
    assert inbox.types == IN_ORDER

    inbox.answer = 200
    assert deliver_due(datetime.now(UTC) + timedelta(minutes=2)) == 5
    assert deliver_due(datetime.now(UTC) + timedelta(hours=2)) == 0
    assert inbox.types == IN_ORDER * 2


def test_what_waits_can_be_delivered_at_once(inbox, session_id):
    actions.set_mode("late", delay=1000)
    actions.pay(session_id, email="ada@example.org")

    assert actions.deliver_waiting() == 5
    assert inbox.types == IN_ORDER


def test_an_event_can_be_sent_again(inbox, session_id):
    actions.pay(session_id, email="ada@example.org")
    inbox.answer = 418

    assert actions.resend(inbox.bodies[2]["id"]) == 418
    assert inbox.bodies[-1] == inbox.bodies[2]


def test_a_site_that_cannot_be_reached_is_tried_again(inbox, session_id, monkeypatch):
    def refuse(body, signature):
        raise ConnectionRefusedError

    monkeypatch.setattr(delivery, "send", refuse)

    actions.pay(session_id, email="ada@example.org")

    monkeypatch.setattr(delivery, "send", inbox.send)
    assert deliver_due(datetime.now(UTC) + timedelta(minutes=2)) == 5


@pytest.fixture
def listener(settings) -> Iterator[list[tuple[str, str, bytes]]]:
    """A site on a port of its own that remembers what was posted and answers 202, or 500 to an empty body."""
    posted: list[tuple[str, str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            posted.append((self.path, self.headers["Stripe-Signature"], body))
            self.send_response(202 if body else 500)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SANDBOX_WEBHOOK_URL = f"http://127.0.0.1:{server.server_port}/webhooks/stripe/"
    yield posted
    server.shutdown()
    server.server_close()


def test_over_http_the_body_and_its_signature_arrive_as_they_are(listener):
    assert delivery.send(b'{"a": 1}', "t=1,v1=x") == 202
    assert delivery.send(b"", "t=1,v1=x") == 500
    assert listener == [("/webhooks/stripe/", "t=1,v1=x", b'{"a": 1}'), ("/webhooks/stripe/", "t=1,v1=x", b"")]


@pytest.mark.django_db
def test_in_process_the_whole_site_answers(settings):
    settings.SANDBOX_WEBHOOK_URL = ""
    body = b'{"id": "evt_1", "object": "event", "type": "customer.created", "livemode": false}'
    now = int(datetime.now(UTC).timestamp())

    good = delivery.send(body, delivery.signature(body, settings.STRIPE_WEBHOOK_SECRET, now))
    forged = delivery.send(body, delivery.signature(body, "whsec_other", now))

    assert (good, forged) == (200, 400)
