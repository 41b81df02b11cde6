"""What Stripe sends of a gift's whole life, kept until a test brings it, and what should be there in the end."""

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from donations import services
from donations.gateways.base import Gateway
from donations.models import Crowdfund, Donation, LedgerEntry
from donations.sandbox import actions
from tests.factories.donations import signature_of

Letters = list[bytes]

STRIPE = Client()
"""One for all: each of its own would read every static file's headers again."""

WANTED = {
    "checkout.session.completed",
    "charge.succeeded",
    "charge.refunded",
    "refund.created",
    "refund.failed",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.funds_reinstated",
}

KEPT_MINOR = 2500 - 700 - 300 + 300 - 1500 + 1500
"""What is left of each life below."""


def bring(body: bytes) -> HttpResponse:
    headers = {"stripe-signature": signature_of(body)}
    return STRIPE.post("/webhooks/stripe/", body, content_type="application/json", headers=headers)


def wish(crowdfund: Crowdfund, gateway: Gateway, key: object) -> Donation:
    return services.start_checkout(
        crowdfund=crowdfund,
        amount_minor=2500,
        idempotency_key=str(key),
        locale="en",
        source="",
        gateway=gateway,
        now=timezone.now(),
    )


def live(crowdfund: Crowdfund, gateway: Gateway, key: object) -> Donation:
    """A gift that is paid, refunded in two parts of which one comes back, disputed and won; tells it to nobody yet."""
    donation = wish(crowdfund, gateway, key)
    payment = actions.pay(str(donation.checkout_session_id), email=f"donor-{key}@example.org")
    actions.refund(payment, 700)
    actions.fail_refund(actions.refund(payment, 300))
    actions.close_dispute(actions.open_dispute(payment, 1500), won=True)
    return donation


def rows_of(donation: Donation) -> list[tuple[str, int]]:
    return sorted(LedgerEntry.objects.counted().filter(donation=donation).values_list("kind", "amount_minor"))


WHOLE_LIFE = [
    ("charge", 2500),
    ("dispute", -1500),
    ("dispute_reversal", 1500),
    ("refund", -700),
    ("refund", -300),
    ("refund_reversal", 300),
]
