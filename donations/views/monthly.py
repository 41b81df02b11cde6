"""A monthly gift for whoever has its signed address: how it stands, and buttons to change, pause and stop it."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from donations import services
from donations.forms import MonthlyAmountForm
from donations.gateways import get_gateway
from donations.gateways.base import GatewayError
from donations.models import Crowdfund, LedgerEntry, RecurringDonation
from donations.rules import CHARGE
from donations.services import MonthlyGiftOver
from donations.services.recurring import pauses_of

logger = logging.getLogger(__name__)

CHANGED, SAME, PAUSED, RESUMED = "changed", "same", "paused", "resumed"
TRY_AGAIN_AFTER = "30"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def monthly(request: HttpRequest, token: str) -> HttpResponse:
    """How the gift stands; a POST whose `do` is one of the buttons acts and leads back here, or on to Stripe's page."""
    gift = RecurringDonation.of_token(token)
    if gift is None:
        raise Http404
    if request.method != "POST":
        return _render(request, gift)
    act = ACTIONS.get(request.POST.get("do", ""))
    if act is None:
        return _render(request, gift, status=422)
    try:
        return act(request, gift)
    except MonthlyGiftOver:
        return _render(request, gift, status=409)
    except (GatewayError, OperationalError) as error:
        logger.warning("A monthly gift was not changed: %r", error)
        return _render(request, gift, status=503)


def _change(request: HttpRequest, gift: RecurringDonation) -> HttpResponse:
    form = MonthlyAmountForm(request.POST, monthly=gift)
    if not form.is_valid():
        return _render(request, gift, form=form, status=422)
    amount_minor = form.cleaned_data["amount"]
    if gift.is_running and amount_minor == gift.amount_minor:
        return _back(gift, SAME)
    services.change_monthly(monthly=gift, amount_minor=amount_minor, gateway=get_gateway(), now=timezone.now())
    return _back(gift, CHANGED)


def _pause(request: HttpRequest, gift: RecurringDonation) -> HttpResponse:
    wanted = request.POST.get("months", "")
    now = timezone.now()
    if wanted not in map(str, pauses_of(gift, now)):
        return _render(request, gift, status=422)
    services.pause_monthly(monthly=gift, for_months=int(wanted), gateway=get_gateway(), now=now)
    return _back(gift, PAUSED)


def _resume(request: HttpRequest, gift: RecurringDonation) -> HttpResponse:
    services.pause_monthly(monthly=gift, for_months=0, gateway=get_gateway(), now=timezone.now())
    return _back(gift, RESUMED)


def _stop(request: HttpRequest, gift: RecurringDonation) -> HttpResponse:
    by = RecurringDonation.EndedBy.DONOR
    services.stop_monthly(monthly=gift, by=by, gateway=get_gateway(), now=timezone.now())
    return _back(gift)


def _change_card(request: HttpRequest, gift: RecurringDonation) -> HttpResponse:
    return_url = settings.SITE_URL + gift.manage_path
    address = services.open_monthly_portal(monthly=gift, return_url=return_url, gateway=get_gateway())
    return HttpResponseRedirect(address, status=303)


ACTIONS: dict[str, Callable[[HttpRequest, RecurringDonation], HttpResponse]] = {
    "change": _change,
    "pause": _pause,
    "resume": _resume,
    "stop": _stop,
    "card": _change_card,
}


def _back(gift: RecurringDonation, done: str = "") -> HttpResponse:
    return HttpResponseRedirect(gift.manage_path + (f"?done={done}" if done else ""), status=303)


def _render(
    request: HttpRequest, gift: RecurringDonation, *, form: MonthlyAmountForm | None = None, status: int = 200
) -> HttpResponse:
    gift.refresh_from_db()
    crowdfund = Crowdfund.objects.prefetch_related("texts").get(pk=gift.crowdfund_id)
    context: dict[str, Any] = {
        "gift": gift,
        "crowdfund": crowdfund,
        "payments": _payments(gift),
        "form": form or MonthlyAmountForm(monthly=gift),
        "pauses": pauses_of(gift, timezone.now()),
        "done": request.GET.get("done", ""),
        "is_silent": status == 503,
        # What was asked for while Stripe was silent, so that one press asks again.
        "asked": {name: request.POST.get(name, "") for name in ("do", "amount", "months")},
    }
    response = keep_personal(render(request, "donations/monthly.html", context, status=status))
    if status == 503:
        response["Retry-After"] = TRY_AGAIN_AFTER
    return response


def _payments(gift: RecurringDonation) -> list[LedgerEntry]:
    """What was taken so far, newest first, each with its donation."""
    charges = LedgerEntry.objects.filter(donation__recurring=gift, kind=CHARGE)
    return list(charges.select_related("donation").order_by("-occurred_at", "-pk"))
