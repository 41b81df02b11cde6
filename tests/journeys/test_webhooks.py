"""Stripe's events as they meet the served site: over HTTP, several at once, and from those who are not Stripe."""

import http.client
import json
import re
import time
import urllib.parse
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.error import HTTPError

import pytest

from tests.factories.donations import event_body, signature_of
from tests.journeys.conftest import Site

POUND = 100


def tracker(site: Site) -> dict[str, Any]:
    with urllib.request.urlopen(f"{site.url}/api/v1/crowdfunds/online-hub", timeout=10) as answer:
        shown: dict[str, Any] = json.load(answer)
    return shown


def raised(site: Site) -> int:
    return int(tracker(site)["raised_minor"])


def wish_to_give(site: Site) -> str:
    """Open a checkout for £25 as a donor does; gives the donation's id, which Stripe hands back in its events."""
    data = urllib.parse.urlencode({"amount": 2500, "key": uuid.uuid4()}).encode()
    with urllib.request.urlopen(f"{site.url}/give/online-hub/", data, timeout=30) as pay_page:
        found = re.search(r"cancelled=([0-9a-f-]{36})", pay_page.read().decode())
    assert found
    return found[1]


def charged(donation_id: str, amount_minor: int = 2500, event_id: str = "") -> bytes:
    charge = {
        "id": f"ch_{donation_id}",
        "object": "charge",
        "amount": amount_minor,
        "amount_captured": amount_minor,
        "captured": True,
        "currency": "gbp",
        "metadata": {"donation": donation_id},
        "payment_intent": f"pi_{donation_id}",
        "status": "succeeded",
    }
    return event_body("charge.succeeded", charge, id=event_id or f"evt_{uuid.uuid4()}")


def refunded(donation_id: str, amount_minor: int) -> bytes:
    refund = {
        "id": f"re_{donation_id}",
        "object": "refund",
        "amount": amount_minor,
        "currency": "gbp",
        "payment_intent": f"pi_{donation_id}",
        "status": "succeeded",
    }
    return event_body("refund.created", refund, id=f"evt_{uuid.uuid4()}")


def deliver(site: Site, body: bytes, signature: str | None = None) -> int:
    headers = {"Content-Type": "application/json"}
    headers["Stripe-Signature"] = signature_of(body) if signature is None else signature
    request = urllib.request.Request(f"{site.url}/webhooks/stripe/", body, headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_the_tracker_has_moved_when_stripe_has_its_answer(site: Site) -> None:
    donation_id, before = wish_to_give(site), raised(site)

    assert deliver(site, charged(donation_id)) == 200

    assert raised(site) == before + 25 * POUND


def test_duplicates_twins_reversed_order_and_8_at_once_are_counted_once(site: Site) -> None:
    donation_id, before = wish_to_give(site), raised(site)
    assert deliver(site, refunded(donation_id, 700)) == 200
    assert raised(site) == before
    same = charged(donation_id)
    bodies = [same, same, same, same, *(charged(donation_id) for _ in range(4))]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda body: deliver(site, body), bodies))

    assert answers == [200] * 8
    assert raised(site) == before + 18 * POUND


def test_who_is_not_stripe_changes_nothing(site: Site) -> None:
    donation_id, before = wish_to_give(site), tracker(site)
    body = charged(donation_id)
    now = time.time()

    answers = {
        "unsigned": deliver(site, body, ""),
        "stale": deliver(site, body, signature_of(body, at=now - 301)),
        "from the future": deliver(site, body, signature_of(body, at=now + 330)),
        "tampered": deliver(site, body.replace(b"2500", b"9500"), signature_of(body)),
        "not ASCII": deliver(site, body, "t=1,v1=\u00e9"),
        "a signed list": deliver(site, b"[1]"),
        "1 MB": deliver(site, b"x" * 1_000_000),
    }

    assert answers == dict.fromkeys(answers, 400) | {"1 MB": 413}
    assert tracker(site) == before


@pytest.mark.parametrize("headers", [{}, {"Transfer-Encoding": "chunked"}, {"Content-Length": "many"}])
def test_a_body_of_unknown_length_is_refused_and_the_site_goes_on(site: Site, headers: dict[str, str]) -> None:
    host, before = urllib.parse.urlsplit(site.url), raised(site)
    connection = http.client.HTTPConnection(host.hostname or "", host.port, timeout=10)
    connection.putrequest("POST", "/webhooks/stripe/")
    body = charged(wish_to_give(site))
    for name, value in {"Stripe-Signature": signature_of(body), **headers}.items():
        connection.putheader(name, value)
    connection.endheaders()
    if "Transfer-Encoding" in headers:
        connection.send(f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n")

    assert connection.getresponse().status == 400

    connection.close()
    assert raised(site) == before


def test_an_unknown_event_is_accepted(site: Site) -> None:
    before = tracker(site)

    assert deliver(site, event_body("customer.created", {"id": "cus_1"}, id=f"evt_{uuid.uuid4()}")) == 200

    assert tracker(site) == before
