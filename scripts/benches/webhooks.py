"""Webhooks beside a bare Django view that verifies the same signature and writes one row."""

import hashlib
import hmac
import json
import os
import time
import uuid
from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from donations.models import Crowdfund, Donation
from scripts.benches.ground import make_crowdfund, make_donation
from scripts.benches.served import Request, in_turns, load, serve

GIFTS = 100
"""In a round; of each Stripe tells four times: the charge, its payment, the finished checkout, and the fee."""


def bench(name: str) -> None:
    """All servers work on the database that is set up, in turns."""
    crowdfund = make_crowdfund()
    with (
        serve("scripts.benches.site_settings", **same_place()) as site,
        serve("scripts.benches.bare_settings", **same_place()) as bare,
        serve("scripts.benches.bare_settings", **same_place(), KEEPS_CONNECTIONS="1") as tuned,
    ):
        for in_flight in (1, 16):
            ours, theirs, best = in_turns(
                [
                    lambda port=port, at_once=in_flight: load(port, _events(crowdfund), at_once)  # type: ignore[misc]
                    for port in (site, bare, tuned)
                ]
            )
            rate = f"{ours[0]:.0f} a second, {ours[0] / theirs[0]:.2f} of a bare view's {theirs[0]:.0f}"
            kept = f"{ours[0] / best[0]:.2f} of its {best[0]:.0f} where it keeps connections open as we do"
            slowest = f"99 of 100 within {ours[1] * 1000:.0f} ms, its {theirs[1] * 1000:.0f} ms"
            print(f"Webhooks on {name}, {in_flight} in flight: {rate}, {kept}; {slowest}", flush=True)


def same_place() -> dict[str, str]:
    """The database of this process, for a server."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{settings.DATABASES['default']['NAME']}"
    return {"DATABASE_URL": url, "STRIPE_WEBHOOK_SECRET": settings.STRIPE_WEBHOOK_SECRET}


def _events(crowdfund: Crowdfund) -> list[Request]:
    gifts = [make_donation(crowdfund) for _ in range(GIFTS)]
    return [_signed(body) for gift in gifts for body in _told_of(gift)]


def _told_of(gift: Donation) -> Iterator[bytes]:
    name = gift.public_id.hex
    paid = {"payment_intent": f"pi_{name}", "currency": "gbp", "metadata": {"donation": str(gift.public_id)}}
    session = {"id": f"cs_{name}", "object": "checkout.session", "amount_total": 100, "status": "complete", **paid}
    donor = {"email": f"{name}@example.org", "name": "A donor"}
    payment = {"id": f"pi_{name}", "object": "payment_intent", "amount_received": 100, "status": "succeeded", **paid}
    charge = {"id": f"ch_{name}", "object": "charge", "amount": 100, "amount_captured": 100, "captured": True, **paid}
    charge |= {"status": "succeeded"}
    yield _event("charge.succeeded", charge)
    yield _event("payment_intent.succeeded", payment)
    yield _event("checkout.session.completed", session | {"payment_status": "paid", "customer_details": donor})
    yield _event("charge.updated", charge | {"balance_transaction": f"txn_{name}"})


def _event(type: str, obj: dict[str, object]) -> bytes:
    told = {"id": f"evt_{uuid.uuid4().hex}", "object": "event", "type": type, "data": {"object": obj}}
    return json.dumps(told | {"created": int(timezone.now().timestamp())}).encode()


def _signed(body: bytes) -> Request:
    stamp = int(time.time())
    signed = hmac.new(settings.STRIPE_WEBHOOK_SECRET.encode(), f"{stamp}.".encode() + body, hashlib.sha256)
    headers = {"Content-Type": "application/json", "Stripe-Signature": f"t={stamp},v1={signed.hexdigest()}"}
    return "POST", "/webhooks/stripe/", body, headers
