"""The receipt: where a gift stands, at an address that lasts."""

import logging
from uuid import UUID

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from donations import rules, services
from donations.gateways import get_gateway
from donations.gateways.base import GatewayError
from donations.models import Crowdfund, Donation, LedgerEntry
from donations.throttling import may_ask_stripe, note_silence, was_silent

logger = logging.getLogger(__name__)


def _ask_stripe(donation: Donation) -> bool:
    """Bring the donation up to date with Stripe, unless it was asked just now; give whether Stripe answered, or had."""
    try:
        if not may_ask_stripe(donation.public_id):
            return not was_silent(donation.public_id)
        services.sync_donation(donation=donation, gateway=get_gateway(), now=timezone.now())
    except (GatewayError, OperationalError) as error:
        logger.warning("A receipt is shown without Stripe's answer: %s", error)
        note_silence(donation.public_id)
        return False
    finally:
        donation.refresh_from_db()
    return True


@require_safe
@never_cache
def receipt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What became of a donation. Its address can be kept: it holds nothing but the gift itself."""
    donation = get_object_or_404(Donation, public_id=public_id)
    is_known = _ask_stripe(donation) if donation.may_have_moved_on else True
    crowdfund = Crowdfund.objects.select_related("total").prefetch_related("texts").get(pk=donation.crowdfund_id)
    entries = list(LedgerEntry.objects.counted().filter(donation=donation).order_by("occurred_at", "pk"))
    context = {
        "donation": donation,
        "is_known": is_known,
        "crowdfund": crowdfund,
        "progress": crowdfund.progress(),
        "charge": next((entry for entry in entries if entry.kind == rules.CHARGE), None),
        "net_minor": sum(entry.amount_minor for entry in entries),
        "entries": entries,
    }
    response = render(request, "donations/receipt.html", context)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
