"""The form to give on a page of its own, and its POST, which leads to Stripe's page."""

import logging
from datetime import datetime
from uuid import UUID

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.origin import require_same_origin
from donations import attack, services
from donations.forms import MONTHLY, ONCE, SOURCE_CHARACTERS, GiveForm
from donations.gateways import get_gateway
from donations.gateways.base import GatewayError, GatewayRefused
from donations.models import Crowdfund, Donation
from donations.money import to_decimal
from donations.throttling import TooManyCheckouts, client_address, count_checkout, keyed_hash
from donations.views.one_more_step import Press, ask_for_step, has_passed

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
        # Who came here from nowhere that is told began the gift here. A longer source would be dropped.
        source = {"source": request.GET.get("source") or request.path[:SOURCE_CHARACTERS]}
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
    frequency = {"frequency": MONTHLY if donation.recurring_id else ONCE}
    if donation.requested_minor in crowdfund.suggested_minor:
        return {"amount": str(donation.requested_minor), **frequency}
    return {"other": str(to_decimal(donation.requested_minor, crowdfund.currency)), **frequency}


def _open_checkout(request: HttpRequest, crowdfund: Crowdfund, form: GiveForm, now: datetime) -> HttpResponse:
    name = form.cleaned_data["key"] or _press_without_key(request, now)
    key = ":".join(["page", str(crowdfund.pk), *_wish(form), name])
    press = Press(request, crowdfund, form, name, key, now)
    try:
        may_open = has_passed(press)
        count_checkout(request, now, has_passed=may_open)
        if not may_open and attack.is_under_attack():
            return ask_for_step(press)
        donation = services.start_checkout(
            crowdfund=crowdfund,
            amount_minor=form.cleaned_data["amount_minor"],
            idempotency_key=key,
            locale=get_language() or "en",
            source=form.cleaned_data["source"],
            gateway=get_gateway(),
            now=now,
            is_monthly=form.cleaned_data["is_monthly"],
        )
    except (TooManyCheckouts, GatewayError, OperationalError) as error:
        logger.warning("No checkout was opened: %r", error)
        return _offer_to_retry(press, error)
    is_open = donation.state == Donation.State.OPEN
    return HttpResponseRedirect(donation.checkout_url if is_open else donation.receipt_path, status=303)


def _offer_to_retry(press: Press, error: Exception) -> HttpResponse:
    """Trying again is the same press; but what Stripe has refused it would refuse again."""
    press.form.data = {**press.request.POST.dict(), "key": "" if isinstance(error, GatewayRefused) else press.name}
    status = 429 if isinstance(error, TooManyCheckouts) else 503
    return _render_give(press.request, press.crowdfund, press.form, status=status, template="donations/retry.html")


def _wish(form: GiveForm) -> list[str]:
    """What is asked for, as a part of the key that names one press: asking for something else is another."""
    return [str(form.cleaned_data["amount_minor"]), *([MONTHLY] if form.cleaned_data["is_monthly"] else [])]


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
    if form and attack.is_under_attack():
        context["challenge"] = attack.new_challenge(crowdfund.slug, timezone.now()).text
    response = render(request, template, context, status=status)
    if status in RETRY_AFTER:
        response["Retry-After"] = RETRY_AFTER[status]
    return response
