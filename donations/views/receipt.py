"""The receipt: where a gift stands, at an address that lasts."""

import logging
from uuid import UUID

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from donations import services
from donations.declaring import shown_check
from donations.donor_forms import UPDATES, SupporterForm
from donations.gateways import get_gateway
from donations.gateways.base import GatewayError
from donations.matching import ARRIVING_KINDS
from donations.models import Crowdfund, Donation, LedgerEntry
from donations.services.refund_requests import reason_not_to_ask
from donations.services.supporters import MAY_SPEAK, NotPaid, set_wish_for_updates, write_message
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


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def receipt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What became of a donation, and what its donor wants shown. Whoever knows the address may write there."""
    related = ("donor", "message", "refund_request", "permissibility")
    donation = get_object_or_404(Donation.objects.select_related(*related), public_id=public_id)
    if request.method == "POST":
        return _take_words(request, donation)
    is_known = _ask_stripe(donation) if donation.may_have_moved_on else True
    form = SupporterForm(donation=donation) if donation.state in MAY_SPEAK else None
    return _show(request, donation, form, is_known=is_known)


def _take_words(request: HttpRequest, donation: Donation) -> HttpResponse:
    form = SupporterForm(request.POST, donation=donation)
    if donation.state not in MAY_SPEAK:
        return _show(request, donation, None, status=409)
    if not form.is_valid():
        return _show(request, donation, form, status=422)
    words, now = form.cleaned_data, timezone.now()
    try:
        write_message(donation=donation, public_name=words["public_name"], comment=words["comment"], now=now)
        if "updates" in words:
            set_wish_for_updates(donation=donation, wants=words["updates"], evidence=str(UPDATES), now=now)
    except NotPaid:
        donation.refresh_from_db()
        return _show(request, donation, None, status=409)
    return HttpResponseRedirect(f"{donation.receipt_path}?kept=1#in-public", status=303)


def _show(
    request: HttpRequest,
    donation: Donation,
    form: SupporterForm | None,
    *,
    is_known: bool = True,
    status: int = 200,
) -> HttpResponse:
    crowdfund = Crowdfund.objects.select_related("total").prefetch_related("texts").get(pk=donation.crowdfund_id)
    entries = list(LedgerEntry.objects.counted().filter(donation=donation).order_by("occurred_at", "pk"))
    context = {
        "donation": donation,
        "is_known": is_known,
        "crowdfund": crowdfund,
        "progress": crowdfund.progress(),
        "charge": next((entry for entry in entries if entry.kind in ARRIVING_KINDS), None),
        "net_minor": sum(entry.amount_minor for entry in entries),
        "entries": entries,
        "form": form,
        "is_kept": "kept" in request.GET,
        "asked_back": getattr(donation, "refund_request", None),
        "may_ask_back": not reason_not_to_ask(donation),
        **shown_check(donation),
    }
    return keep_personal(render(request, "donations/receipt.html", context, status=status))
