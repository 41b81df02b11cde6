"""Asking for one's money back: a page that says what happens, and one button."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from donations.donor_forms import MoneyBackForm
from donations.models import Donation
from donations.services.refund_requests import CannotAsk, ask_for_money_back, reason_not_to_ask


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def money_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Opening it asks for nothing; only its button does, and once."""
    related = ("crowdfund", "refund_request")
    donation = get_object_or_404(Donation.objects.select_related(*related), public_id=public_id)
    if request.method != "POST":
        return _show(request, donation, MoneyBackForm())
    form = MoneyBackForm(request.POST)
    if not form.is_valid():
        return _show(request, donation, form, status=422)
    try:
        ask_for_money_back(donation=donation, words=form.cleaned_data["words"], now=timezone.now())
    except CannotAsk:
        donation.refresh_from_db()
        return _show(request, donation, form, status=409)
    return HttpResponseRedirect(donation.money_back_path, status=303)


def _show(request: HttpRequest, donation: Donation, form: MoneyBackForm, *, status: int = 200) -> HttpResponse:
    asked = getattr(donation, "refund_request", None)
    context = {
        "donation": donation,
        "crowdfund": donation.crowdfund,
        "left_minor": donation.left_minor(),
        "asked_back": asked,
        "cannot": "" if asked else reason_not_to_ask(donation),
        "form": form,
    }
    return keep_personal(render(request, "donations/money_back.html", context, status=status))
