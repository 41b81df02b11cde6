"""Webhooks coming in: what proves that they are Stripe's, and what is no event. Their meaning: test_stripe_facts.py."""

import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest

from donations.gateways.base import Facts, InvalidEvent, Reference
from donations.gateways.stripe import StripeGateway

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
STAMP = int(NOW.timestamp())
SECRET = "whsec_tests"
EVENT = {"id": "evt_1", "object": "event", "type": "customer.created", "created": STAMP, "data": {"object": {}}}
BODY = json.dumps(EVENT).encode()


def mac(body: bytes, stamp: object = STAMP, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()


def sign(body: bytes, stamp: object = STAMP) -> str:
    return f"t={stamp},v1={mac(body, stamp)}"


def make_gateway(*, secret: str = SECRET) -> StripeGateway:
    return StripeGateway("sk_test_1", secret)


def test_a_signed_event_is_read():
    event = make_gateway().read_event(body=BODY, signature=sign(BODY), now=NOW)

    assert (event.id, event.type, event.livemode, event.facts) == ("evt_1", "customer.created", False, Facts())
    assert event.created_at == NOW.replace(microsecond=0)


def test_one_right_signature_among_several_is_enough():
    header = f"t={STAMP},v1={'0' * 64},v1={mac(BODY)},v0=abc"

    assert make_gateway().read_event(body=BODY, signature=header, now=NOW).id == "evt_1"


@pytest.mark.parametrize("seconds", [-300, 300])
def test_five_minutes_off_are_taken(seconds):
    now = datetime.fromtimestamp(STAMP + seconds, UTC)

    assert make_gateway().read_event(body=BODY, signature=sign(BODY), now=now).id == "evt_1"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nonsense",
        f"t={STAMP}",
        f"v1={mac(BODY)}",
        f"t={STAMP},v1=é{mac(BODY)[1:]}",
        f"t={STAMP},v1={mac(BODY, secret='whsec_other')}",
        f"t={STAMP},v0={mac(BODY)}",
        f"t={STAMP + 1},v1={mac(BODY)}",
        sign(BODY, STAMP - 301),
        sign(BODY, STAMP + 301),
        sign(BODY, 10**400),
        # A replay that shows the SDK the old stamp and whoever looks more closely a fresh one.
        f"t= {STAMP - 9999},t={STAMP},v1={mac(BODY, STAMP - 9999)}",
        f"t={STAMP - 9999},t={STAMP},v1={mac(BODY, STAMP - 9999)}",
    ],
)
def test_a_header_that_does_not_prove_a_fresh_event_is_refused(header):
    with pytest.raises(InvalidEvent):
        make_gateway().read_event(body=BODY, signature=header, now=datetime.fromtimestamp(STAMP, UTC))


def test_a_body_that_was_changed_is_refused():
    with pytest.raises(InvalidEvent):
        make_gateway().read_event(body=BODY + b" ", signature=sign(BODY), now=NOW)


@pytest.mark.parametrize("secret", ["", " "])
def test_nothing_is_genuine_without_a_secret(secret):
    with pytest.raises(InvalidEvent):
        make_gateway(secret=secret).read_event(body=BODY, signature=f"t={STAMP},v1={mac(BODY, secret=secret)}", now=NOW)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"7",
        b'"evt"',
        b"{",
        b"\xff{}",
        b"[" * 100_000,
        b"{}",
        b'{"id": "evt_1"}',
        b'{"id": 7, "type": "charge.succeeded"}',
        b'{"id": "evt_1", "type": ["charge.succeeded"]}',
        b'{"id": "evt 1", "type": "charge.succeeded"}',
        b'{"id": "evt_1", "type": "charge.\\u0000succeeded"}',
        b'{"id": "' + b"e" * 300 + b'", "type": "charge.succeeded"}',
    ],
)
def test_a_signed_body_that_is_no_event_is_refused(body):
    with pytest.raises(InvalidEvent):
        make_gateway().read_event(body=body, signature=sign(body), now=NOW)


@pytest.mark.parametrize("data", [None, [], 7, {"object": None}, {"object": "ch_1"}, {"object": {"amount": 10**30}}])
def test_a_signed_event_of_unknown_shape_is_an_event_without_facts(data):
    body = json.dumps({"id": "evt_1", "type": "charge.succeeded", "created": "yesterday", "data": data}).encode()

    event = make_gateway().read_event(body=body, signature=sign(body), now=NOW)

    assert event.facts == Facts()
    assert event.created_at == NOW


def test_a_thin_event_is_genuine_and_tells_nothing():
    thin = {"id": "evt_1", "object": "v2.core.event", "type": "v1.billing.meter.error", "created": "2026-11-23T08:00Z"}
    body = json.dumps(thin).encode()

    assert make_gateway().read_event(body=body, signature=sign(body), now=NOW).facts == Facts()


BILL = {"id": "in_1", "object": "invoice", "parent": {"subscription_details": {"subscription": "sub_1"}}}
TIE = {"id": "inpay_1", "object": "invoice_payment", "invoice": "in_1", "payment": {"payment_intent": "pi_1"}}
SUBSCRIPTION = {"id": "sub_1", "object": "subscription", "status": "active"}


@pytest.mark.parametrize(
    ("event_type", "obj", "reference"),
    [
        ("invoice.paid", BILL, Reference("invoice", "in_1")),
        ("invoice.payment_failed", BILL, Reference("invoice", "in_1")),
        ("invoice.voided", BILL, Reference("invoice", "in_1")),
        ("invoice_payment.paid", TIE, Reference("invoice", "in_1")),
        ("customer.subscription.created", SUBSCRIPTION, Reference("subscription", "sub_1")),
        ("customer.subscription.updated", SUBSCRIPTION, Reference("subscription", "sub_1")),
        ("customer.subscription.deleted", SUBSCRIPTION, Reference("subscription", "sub_1")),
        ("customer.subscription.paused", SUBSCRIPTION, Reference("subscription", "sub_1")),
        ("customer.subscription.resumed", SUBSCRIPTION, Reference("subscription", "sub_1")),
        ("checkout.session.completed", {"id": "cs_1", "invoice": "in_1"}, Reference("invoice", "in_1")),
        ("checkout.session.completed", {"id": "cs_1", "invoice": None, "payment_intent": "pi_1"}, None),
        ("invoice.upcoming", {"object": "invoice"}, None),
        ("invoice.paid", {"object": "invoice"}, None),
        ("invoice.created", BILL, None),
        ("invoice_payment.paid", {**TIE, "invoice": None}, None),
        ("customer.subscription.updated", {"object": "subscription", "id": 7}, None),
        ("customer.subscription.trial_will_end", SUBSCRIPTION, None),
    ],
)
def test_what_a_payload_tells_too_little_of_is_to_be_fetched(event_type, obj, reference):
    body = json.dumps({**EVENT, "type": event_type, "data": {"object": obj}}).encode()

    event = make_gateway().parse_event(body, NOW)

    assert event.refetch == reference
    assert event.facts == Facts() or event_type.startswith("checkout.")


def test_a_bill_s_payment_is_the_event_s():
    body = json.dumps({**EVENT, "type": "invoice_payment.paid", "data": {"object": TIE}}).encode()

    assert make_gateway().parse_event(body, NOW).payment_intent_id == "pi_1"
