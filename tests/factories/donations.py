"""Crowdfunds, donations, facts and signed events for tests. All money in pence, all times around NOW."""

import hashlib
import hmac
import json
import time
import uuid
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from wagtail.models import Site

from donations import services
from donations.gateways.base import (
    ChargeFact,
    DisputeFact,
    Facts,
    InvoiceFact,
    RefundFact,
    SessionFact,
    SubscriptionFact,
)
from donations.models import Crowdfund, Donation, RecurringDonation

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)

_numbers = count(1)


def make_crowdfund(slug: str = "online-hub", **changes: Any) -> Crowdfund:
    """In force, with a goal of £5,000, a budget of one line, and English words; `changes` are any of its fields."""
    key, goal_minor = uuid.uuid4(), changes.pop("goal_minor", 500_000)
    services.put_crowdfund_in_force(
        key=key,
        site=Site.objects.get(is_default_site=True),
        slug=slug,
        goal_minor=goal_minor,
        suggested_minor=[500, 1000, 2500, 5000],
        last_day=None,
        lines=[services.Cost(uuid.uuid4(), "All of it", goal_minor)],
        spending=[],
        now=NOW - timedelta(days=30),
    )
    services.put_crowdfund_text_in_force(key=key, locale="en", title="An online hub", path=f"/{slug}/")
    Crowdfund.objects.filter(key=key).update(**{"currency": "GBP", **changes})
    return (
        Crowdfund.objects.in_force().get(key=key)
        if changes.get("is_published", True)
        else Crowdfund.objects.get(key=key)
    )


def make_donation(crowdfund: Crowdfund, **changes: Any) -> Donation:
    """£25 wished for, with a checkout open at Stripe; `changes` are any of its fields."""
    number = next(_numbers)
    wanted = {
        "idempotency_key": f"key-{number}",
        "requested_minor": 2500,
        "currency": crowdfund.currency,
        "locale": "en",
        "checkout_session_id": f"cs_{number}",
        "checkout_url": f"https://checkout.stripe.com/c/pay/cs_{number}",
        "expires_at": NOW + timedelta(hours=12),
        "outcome": "open",
        "state": "open",
        "created_at": NOW,
    }
    return Donation.objects.create(crowdfund=crowdfund, **(wanted | changes))


def make_monthly(crowdfund: Crowdfund, **changes: Any) -> Donation:
    """The first donation, of £10, of a monthly gift whose checkout is open; `changes` are any of its fields."""
    monthly = RecurringDonation.objects.create(
        crowdfund=crowdfund, amount_minor=1000, currency=crowdfund.currency, locale="en", created_at=NOW
    )
    return make_donation(crowdfund, **({"recurring": monthly, "requested_minor": 1000} | changes))


def payment_id(donation: Donation) -> str:
    """What Stripe calls this donation's payment."""
    return f"pi_{donation.pk}"


def session_fact(
    donation: Donation, outcome: str = "paid", email: str = "ada@example.org", **changes: Any
) -> SessionFact:
    wanted = {
        "id": donation.checkout_session_id,
        "donation_id": str(donation.public_id),
        "outcome": outcome,
        "payment_intent_id": payment_id(donation) if outcome in ("paid", "processing") else None,
        "email": email,
        "name": "Ada",
    }
    return SessionFact(**(wanted | changes))


def charge_fact(donation: Donation, amount_minor: int = 2500, currency: str = "GBP", **changes: Any) -> ChargeFact:
    wanted = {"payment_intent_id": payment_id(donation), "occurred_at": NOW, "donation_id": str(donation.public_id)}
    return ChargeFact(amount_minor=amount_minor, currency=currency, **(wanted | changes))


def refund_fact(
    donation: Donation, amount_minor: int, *, id: str = "re_1", failed: bool = False, **changes: Any
) -> RefundFact:
    wanted = {"payment_intent_id": payment_id(donation), "currency": "GBP", "occurred_at": NOW}
    return RefundFact(id=id, amount_minor=amount_minor, failed=failed, **(wanted | changes))


def invoice_fact(donation: Donation, number: int = 2, **changes: Any) -> InvoiceFact:
    """The bill of the `number`th month of a monthly gift, which begins with `donation`; the first is its own."""
    is_first = number == 1
    wanted = {
        "id": f"in_{donation.pk}_{number}",
        "subscription_id": f"sub_{donation.pk}",
        "payment_intent_id": payment_id(donation) if is_first else f"{payment_id(donation)}_{number}",
        "donation_id": str(donation.public_id),
        "is_first": is_first,
        "occurred_at": NOW + timedelta(days=30 * (number - 1)),
    }
    return InvoiceFact(**(wanted | changes))


def subscription_fact(donation: Donation, state: str = "active", **changes: Any) -> SubscriptionFact:
    """What Stripe tells of the monthly gift that begins with `donation`."""
    wanted = {
        "id": f"sub_{donation.pk}",
        "donation_id": str(donation.public_id),
        "customer_id": f"cus_{donation.pk}",
        "state": state,
        "amount_minor": 1000,
        "currency": "GBP",
        "next_payment_at": NOW + timedelta(days=30),
        "ended_at": NOW if state == "ended" else None,
    }
    return SubscriptionFact(**(wanted | changes))


def dispute_fact(donation: Donation, amount_minor: int = 2500, *, id: str = "du_1", **changes: Any) -> DisputeFact:
    wanted = {
        "payment_intent_id": payment_id(donation),
        "currency": "GBP",
        "status": "needs_response",
        "withdrawn": True,
        "reinstated": False,
        "occurred_at": NOW,
    }
    return DisputeFact(id=id, amount_minor=amount_minor, **(wanted | changes))


facts_of = Facts.of
"""Facts of any kinds as one set."""


def event_body(type: str, obj: dict[str, Any], *, id: str = "", **changes: Any) -> bytes:
    """A webhook's body as Stripe writes it."""
    event = {
        "id": id or f"evt_{next(_numbers)}",
        "object": "event",
        "type": type,
        "api_version": "2026-10-28.endive",
        "created": int(NOW.timestamp()),
        "livemode": False,
        "data": {"object": obj},
    }
    return json.dumps(event | changes).encode()


def charge_body(donation: Donation, amount_minor: int = 2500, *, event_id: str = "", **changes: Any) -> bytes:
    """`charge.succeeded` of a donation's payment; `changes` are fields of the charge."""
    charge = {
        "id": f"ch_{donation.pk}",
        "object": "charge",
        "amount": amount_minor,
        "amount_captured": amount_minor,
        "captured": True,
        "currency": "gbp",
        "created": int(NOW.timestamp()),
        "metadata": {"donation": str(donation.public_id)},
        "payment_intent": payment_id(donation),
        "status": "succeeded",
    }
    return event_body("charge.succeeded", charge | changes, id=event_id)


def refund_body(
    donation: Donation, amount_minor: int, *, id: str = "re_1", type: str = "refund.created", **changes: Any
) -> bytes:
    """An event of a refund; `changes` are fields of the refund."""
    refund = {
        "id": id,
        "object": "refund",
        "amount": amount_minor,
        "currency": "gbp",
        "created": int(NOW.timestamp()),
        "payment_intent": payment_id(donation),
        "status": "succeeded",
    }
    return event_body(type, refund | changes)


def signature_of(body: bytes, *, secret: str = "whsec_sandbox", at: float | None = None) -> str:
    """The Stripe-Signature header: https://docs.stripe.com/webhooks#verify-manually"""
    stamp = int(time.time() if at is None else at)
    digest = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={stamp},v1={digest}"
