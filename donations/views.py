"""The donor's pages: give, the receipt, and the tracker for other sites. The tracker on our own pages is a block."""

import logging
from datetime import datetime
from uuid import UUID

from csp.decorators import csp_replace
from django.conf import settings
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cms.caching import CONTENT, tag_response
from cms.origin import require_same_origin
from donations import rules, services
from donations.forms import GiveForm
from donations.gateways import get_gateway
from donations.gateways.base import GatewayError, GatewayRefused
from donations.models import Crowdfund, Donation, LedgerEntry
from donations.money import to_decimal
from donations.throttling import (
    TooManyCheckouts,
    client_address,
    count_checkout,
    keyed_hash,
    may_ask_stripe,
    note_silence,
    was_silent,
)

logger = logging.getLogger(__name__)

RETRY_AFTER = {429: "60", 503: "30"}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def give(request: HttpRequest, slug: str) -> HttpResponse:
    """The form on a page of its own; its POST, from here or from any page, leads to Stripe's page."""
    crowdfund = get_object_or_404(Crowdfund.objects.in_force(), slug=slug)
    if not crowdfund.is_open():
        return _render_give(request, crowdfund, None, status=410 if request.method == "POST" else 200)
    if request.method != "POST":
        left = _left_unpaid(request.GET.get("cancelled", ""), crowdfund)
        source = {"source": request.GET.get("source", "")}
        form = GiveForm(crowdfund=crowdfund, initial=source | (_amount_of(left, crowdfund) if left else {}))
        return _render_give(request, crowdfund, form, is_cancelled=left is not None)
    form = GiveForm(request.POST, crowdfund=crowdfund)
    if not form.is_valid():
        return _render_give(request, crowdfund, form, status=422)
    return _open_checkout(request, crowdfund, form, timezone.now())


def _left_unpaid(public_id: str, crowdfund: Crowdfund) -> Donation | None:
    """The donation whose payment page somebody comes back from without having paid."""
    try:
        donation = Donation.objects.filter(public_id=UUID(public_id), crowdfund=crowdfund).first()
    except ValueError:
        return None
    return donation if donation and donation.took_no_money else None


def _amount_of(donation: Donation, crowdfund: Crowdfund) -> dict[str, str]:
    if donation.requested_minor in crowdfund.suggested_minor:
        return {"amount": str(donation.requested_minor)}
    return {"other": str(to_decimal(donation.requested_minor, crowdfund.currency))}


def _open_checkout(request: HttpRequest, crowdfund: Crowdfund, form: GiveForm, now: datetime) -> HttpResponse:
    press = form.cleaned_data["key"] or _press_without_key(request, now)
    try:
        count_checkout(request, now)
        donation = services.start_checkout(
            crowdfund=crowdfund,
            amount_minor=form.cleaned_data["amount_minor"],
            idempotency_key=f"page:{crowdfund.pk}:{form.cleaned_data['amount_minor']}:{press}",
            locale=get_language() or "en",
            source=form.cleaned_data["source"],
            gateway=get_gateway(),
            now=now,
        )
    except (TooManyCheckouts, GatewayError, OperationalError) as error:
        logger.warning("No checkout was opened: %r", error)
        # Trying again is the same press; but what Stripe has refused it would refuse again.
        form.data = {**request.POST.dict(), "key": "" if isinstance(error, GatewayRefused) else press}
        status = 429 if isinstance(error, TooManyCheckouts) else 503
        return _render_give(request, crowdfund, form, status=status, template="donations/retry.html")
    is_open = donation.state == Donation.State.OPEN
    return HttpResponseRedirect(donation.checkout_url if is_open else donation.receipt_path, status=303)


def _press_without_key(request: HttpRequest, now: datetime) -> str:
    """Names one press of the button without JavaScript: the same browser within a minute means the same press."""
    browser = f"{client_address(request)} {request.headers.get('User-Agent', '')}"
    return keyed_hash(f"{browser} {now:%Y%m%d%H%M}")


def _render_give(
    request: HttpRequest,
    crowdfund: Crowdfund,
    form: GiveForm | None,
    *,
    status: int = 200,
    template: str = "donations/give.html",
    is_cancelled: bool = False,
) -> HttpResponse:
    context = {"crowdfund": crowdfund, "progress": crowdfund.progress(), "form": form}
    context |= {"is_cancelled": is_cancelled, "is_too_fast": status == 429}
    response = render(request, template, context, status=status)
    if status in RETRY_AFTER:
        response["Retry-After"] = RETRY_AFTER[status]
    return response


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


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"], "form-action": ["'none'"]})  # type: ignore[arg-type] # knows no arguments
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """The tracker as a page for a frame on another site, in the language that `?locale=` names."""
    locale = request.GET.get("locale", settings.LANGUAGE_CODE)
    crowdfund = get_object_or_404(Crowdfund.objects.in_force(), slug=slug)
    if locale not in dict(settings.LANGUAGES):
        raise Http404
    tag_response(request, CONTENT, crowdfund.cache_tag)
    with translation.override(locale):
        context = {"crowdfund": crowdfund, "progress": crowdfund.progress()}
        response = render(request, "donations/embed.html", context)
    response["Content-Language"] = locale
    return response
