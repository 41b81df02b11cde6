"""The door for Stripe's events is shut to everybody and everything else."""

import io
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from donations import webhooks
from donations.models import Crowdfund, LedgerEntry, StripeEvent
from tests.factories.donations import (
    charge_body,
    event_body,
    make_donation,
    signature_of,
)

Deliver = Callable[..., HttpResponse]

PATH = "/webhooks/stripe/"

pytestmark = pytest.mark.database


@pytest.fixture
def nothing_changed(crowdfund: Crowdfund) -> Any:
    yield
    assert not StripeEvent.objects.exists()
    assert not LedgerEntry.objects.exists()


@pytest.mark.usefixtures("nothing_changed")
@pytest.mark.parametrize(
    "signature",
    [
        "",
        "nonsense",
        "t=,v1=",
        "t=1,v1=00",
        "v1=00",
        "t=ten,v1=00",
        "t=٣,v1=00",
        "é",
        "t=1,v1=é",
        "\udcff",
        "," * 5000,
    ],
)
def test_what_is_not_signed_is_refused(crowdfund: Crowdfund, deliver: Deliver, signature: str) -> None:
    body = charge_body(make_donation(crowdfund))

    assert deliver(body, signature.encode("utf-8", "surrogateescape").decode("latin-1")).status_code == 400


@pytest.mark.usefixtures("nothing_changed")
@pytest.mark.parametrize("age", [301, 86_400, -330, -86_400, 10**12])  # -330: time passes until it is read
def test_a_stamp_far_off_in_either_direction_is_refused(crowdfund: Crowdfund, deliver: Deliver, age: int) -> None:
    body = charge_body(make_donation(crowdfund))

    assert deliver(body, signature_of(body, at=time.time() - age)).status_code == 400


@pytest.mark.parametrize("age", [290, -290])
def test_a_clock_that_is_a_little_off_does_not_matter(crowdfund: Crowdfund, deliver: Deliver, age: int) -> None:
    body = charge_body(make_donation(crowdfund))

    assert deliver(body, signature_of(body, at=time.time() - age)).status_code == 200


@pytest.mark.usefixtures("nothing_changed")
def test_a_body_that_was_tampered_with_is_refused(crowdfund: Crowdfund, deliver: Deliver) -> None:
    body = charge_body(make_donation(crowdfund))

    assert deliver(body.replace(b"2500", b"9500"), signature_of(body)).status_code == 400
    assert deliver(body, signature_of(body, secret="whsec_other")).status_code == 400


@pytest.mark.usefixtures("nothing_changed")
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b'"evt_1"',
        b"{}",
        b"not JSON",
        b'{"id": 5, "type": "x"}',
        b'{"id": "evt_1"}',
        b'{"id": "evt_1", "type": {}}',
        b'{"id": "' + b"e" * 256 + b'", "type": "x"}',
        b'{"id": "evt_1\\u0000", "type": "x"}',
        b"[" * 100_000,
        b"\xff\xfe\x00",
        '{"id": "evt_1", "type": "x"}'.encode("utf-16"),
    ],
)
def test_a_signed_body_that_is_no_event_is_refused(deliver: Deliver, body: bytes) -> None:
    # Only text can be signed; for the rest any signature does.
    header = signature_of(body)

    assert deliver(body, header).status_code == 400


@pytest.mark.usefixtures("nothing_changed")
def test_a_body_larger_than_any_event_is_refused(deliver: Deliver) -> None:
    body = event_body("charge.succeeded", {"padding": "x" * webhooks.LARGEST_BODY})

    assert deliver(body).status_code == 413
    assert deliver(b"x" * 3_000_000).status_code == 413


def test_the_largest_body_is_let_in(crowdfund: Crowdfund, deliver: Deliver) -> None:
    rest = len(charge_body(make_donation(crowdfund), event_id="evt_large", padding=""))

    body = charge_body(make_donation(crowdfund), event_id="evt_large", padding="x" * (webhooks.LARGEST_BODY - rest - 2))

    assert webhooks.LARGEST_BODY - 2 <= len(body) <= webhooks.LARGEST_BODY
    assert deliver(body).status_code == 200


@pytest.mark.usefixtures("nothing_changed")
@pytest.mark.parametrize("length", ["", "many", "-1", "1e3", "٣", None])
def test_a_length_that_is_no_number_is_refused(crowdfund: Crowdfund, rf: RequestFactory, length: str | None) -> None:
    body = charge_body(make_donation(crowdfund))
    request = rf.post(PATH, body, content_type="application/json", headers={"stripe-signature": signature_of(body)})
    environ = {**request.environ, "CONTENT_LENGTH": length}
    if length is None:
        del environ["CONTENT_LENGTH"]

    assert webhooks.stripe_webhook(type(request)(environ)).status_code == 400


@pytest.mark.usefixtures("nothing_changed")
def test_a_body_that_breaks_off_is_refused(rf: RequestFactory) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError("connection reset")

    request = rf.post(PATH, b"{}", content_type="application/json")
    broken = type(request)({**request.environ, "wsgi.input": Broken()})

    assert webhooks.stripe_webhook(broken).status_code == 400


def test_only_post_is_answered(client: Client, db: None) -> None:
    assert [client.get(PATH).status_code, client.put(PATH).status_code] == [405, 405]
