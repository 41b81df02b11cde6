"""Opening a checkout. The network call is made outside any transaction."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone, translation

from donations import rules
from donations.gateways.base import CheckoutRequest, Gateway, GatewayFailed, GatewayUnavailable
from donations.models import Crowdfund, Donation, RecurringDonation
from donations.services.recording import settle

CHECKOUT_OPEN_FOR = timedelta(hours=12)


class CrowdfundClosed(Exception):
    """The crowdfund is over or not published: it takes no donations."""


class KeyReused(Exception):
    """The idempotency key was used before for another crowdfund, amount or frequency."""


class MonthlyNotOffered(Exception):
    """The crowdfund takes no monthly gifts."""


def start_checkout(
    *,
    crowdfund: Crowdfund,
    amount_minor: int,
    idempotency_key: str,
    locale: str,
    source: str,
    gateway: Gateway,
    now: datetime,
    is_monthly: bool = False,
) -> Donation:
    """Keep the wish to give, once or monthly, and open Stripe's page for it; the `checkout_url` leads there.

    The same key always gives the same donation and the same session, also after a failure half-way.

    Raises: CrowdfundClosed, MonthlyNotOffered, rules.AmountOutOfRange, KeyReused, GatewayUnavailable, GatewayRefused.
    """
    if not crowdfund.is_open(timezone.localdate(now)):
        raise CrowdfundClosed(crowdfund.slug)
    if is_monthly and not crowdfund.takes_monthly:
        raise MonthlyNotOffered(crowdfund.slug)
    rules.check_amount(amount_minor, **crowdfund.amount_limits)
    wish = {"crowdfund": crowdfund, "currency": crowdfund.currency, "locale": locale, "created_at": now}
    more: dict[str, Any] = {
        "requested_minor": amount_minor,
        "source": source[:255],
        "expires_at": now + CHECKOUT_OPEN_FOR,
        # Called only for a new donation, and undone with it.
        "recurring": lambda: (
            RecurringDonation.objects.create(**wish, amount_minor=amount_minor) if is_monthly else None
        ),
    }
    donation, _ = Donation.objects.get_or_create(idempotency_key=idempotency_key, defaults=wish | more)
    known = (donation.crowdfund_id, donation.requested_minor, donation.recurring_id is not None)
    if known != (crowdfund.pk, amount_minor, is_monthly):
        raise KeyReused(idempotency_key)
    is_started = donation.checkout_url or donation.state not in (Donation.State.CREATED, Donation.State.OPEN)
    return donation if is_started else _open_checkout(donation, gateway)


def _open_checkout(donation: Donation, gateway: Gateway) -> Donation:
    try:
        session = gateway.open_checkout(_checkout_request(donation))
    except GatewayFailed:
        attempts = Donation.objects.filter(pk=donation.pk, checkout_attempt=donation.checkout_attempt)
        attempts.update(checkout_attempt=F("checkout_attempt") + 1)
        raise
    except GatewayUnavailable:
        donation.refresh_from_db()
        if not donation.checkout_url:
            raise
        return donation  # Stripe was busy with another press of the same button, which has opened it by now.
    with transaction.atomic():
        # A webhook may have been quicker than Stripe's answer to us: read again what it wrote.
        donation = Donation.objects.select_for_update().get(pk=donation.pk)
        donation.checkout_session_id, donation.checkout_url = session.id, session.url
        donation.outcome = rules.later_outcome(donation.outcome, Donation.State.OPEN)
        settle(donation, donation.entries.all())
    return donation


def _checkout_request(donation: Donation) -> CheckoutRequest:
    with translation.override(donation.locale):
        give_path = reverse("donations:give", args=[donation.crowdfund.slug])
    return CheckoutRequest(
        donation_id=str(donation.public_id),
        idempotency_key=f"donation-{donation.public_id}-v{donation.checkout_attempt}",
        amount_minor=donation.requested_minor,
        currency=donation.currency,
        product_name=donation.crowdfund.text(donation.locale).title,
        locale=donation.locale,
        success_url=settings.SITE_URL + donation.receipt_path,
        cancel_url=f"{settings.SITE_URL}{give_path}?cancelled={donation.public_id}",
        expires_at=donation.expires_at,
        is_monthly=donation.recurring_id is not None,
    )
