"""The donor's pages: give, and the receipt. The tracker on other pages is a block."""

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.origin import require_same_origin
from donations import services
from donations.forms import GiveForm
from donations.gateways import get_gateway
from donations.gateways.base import GatewayError
from donations.models import Crowdfund, Donation
from donations.money import to_decimal
from donations.throttling import TooManyCheckouts, address_hash, count_checkout

logger = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def give(request: HttpRequest, slug: str) -> HttpResponse:
    """The form on a page of its own; its POST, from here or from any page, leads to Stripe's page."""
    crowdfund = get_object_or_404(Crowdfund.objects.in_force(), slug=slug)
    if not crowdfund.is_open():
        return _render_give(request, crowdfund, None, status=200 if request.method != "POST" else 410)
    if request.method != "POST":
        return _render_give(request, crowdfund, _form_to_start_with(request, crowdfund))
    form = GiveForm(request.POST, crowdfund=crowdfund)
    if not form.is_valid():
        return _render_give(request, crowdfund, form, status=422)
    return _open_checkout(request, crowdfund, form, timezone.now())


def _form_to_start_with(request: HttpRequest, crowdfund: Crowdfund) -> GiveForm:
    """Empty, or with the amount of a payment that was not finished."""
    cancelled = _donation_or_none(request.GET.get("cancelled", ""), crowdfund)
    if cancelled is None:
        return GiveForm(crowdfund=crowdfund)
    suggested = cancelled.requested_minor in crowdfund.suggested_minor
    typed = str(to_decimal(cancelled.requested_minor, crowdfund.currency))
    initial = {"amount": str(cancelled.requested_minor)} if suggested else {"other": typed}
    return GiveForm(crowdfund=crowdfund, initial=initial)


def _donation_or_none(public_id: str, crowdfund: Crowdfund) -> Donation | None:
    try:
        return Donation.objects.filter(public_id=UUID(public_id), crowdfund=crowdfund).first()
    except ValueError:
        return None


def _open_checkout(request: HttpRequest, crowdfund: Crowdfund, form: GiveForm, now: datetime) -> HttpResponse:
    amount_minor = form.cleaned_data["amount_minor"]
    try:
        count_checkout(request, now)
        donation = services.start_checkout(
            crowdfund=crowdfund,
            amount_minor=amount_minor,
            idempotency_key=_key(request, crowdfund, form, now),
            locale=get_language() or "en",
            source=form.cleaned_data["source"],
            gateway=get_gateway(),
            now=now,
        )
    except TooManyCheckouts:
        return render(request, "429.html", {"crowdfund": crowdfund}, status=429, headers={"Retry-After": "60"})
    except GatewayError as error:
        logger.warning("No checkout was opened: %s", error)
        return _render_give(request, crowdfund, form, status=503, template="donations/retry.html")
    if donation.state != Donation.State.OPEN:
        return HttpResponseRedirect(donation.receipt_path, status=303)
    return HttpResponseRedirect(donation.checkout_url, status=303)


def _key(request: HttpRequest, crowdfund: Crowdfund, form: GiveForm, now: datetime) -> str:
    """One for one press of the button. Without JavaScript: the same address, amount and minute are the same press."""
    pressed = form.cleaned_data["key"] or f"{address_hash(request)}:{now:%Y%m%d%H%M}"
    return f"page:{crowdfund.slug}:{form.cleaned_data['amount_minor']}:{pressed}"[:255]


def _render_give(
    request: HttpRequest,
    crowdfund: Crowdfund,
    form: GiveForm | None,
    *,
    status: int = 200,
    template: str = "donations/give.html",
) -> HttpResponse:
    context: dict[str, Any] = {
        "crowdfund": crowdfund,
        "progress": crowdfund.progress(),
        "form": form,
        "is_cancelled": "cancelled" in request.GET,
    }
    response = render(request, template, context, status=status)
    if status == 503:
        response["Retry-After"] = "30"
    return response


@require_safe
@never_cache
def receipt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What became of a donation. Its address can be kept: it holds nothing but the gift itself."""
    donation = get_object_or_404(Donation.objects.select_related("crowdfund"), public_id=public_id)
    if donation in Donation.objects.unsettled(timezone.now()):
        try:
            services.sync_donation(donation=donation, gateway=get_gateway(), now=timezone.now())
        except (GatewayError, services.PaymentUnknown) as error:
            logger.warning("A receipt is shown without Stripe's answer: %s", error)
        donation.refresh_from_db()
    entries = donation.entries.counted()  # type: ignore[attr-defined]
    context = {
        "donation": donation,
        "crowdfund": donation.crowdfund,
        "progress": donation.crowdfund.progress(),
        "charge": entries.filter(kind="charge").first(),
        "net_minor": entries.sum_minor(),
        "entries": entries.order_by("occurred_at", "pk"),
    }
    response = render(request, "donations/receipt.html", context)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
