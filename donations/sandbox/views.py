"""The pages that stand in for Stripe's: the pay page, the bank's extra step, the portal. Forms in, actions out."""

import time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.origin import require_same_origin
from donations.money import format_minor
from donations.sandbox import actions, clock, payments, portal
from donations.sandbox.current import current_store
from donations.sandbox.errors import ApiError
from donations.sandbox.forms import (
    AUTHENTICATE,
    DECLINE,
    LATER_FAILS,
    PAY,
    CardForm,
    PayForm,
)
from donations.sandbox.store import Object


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def pay(request: HttpRequest, session_id: str) -> HttpResponse:
    """The page on which a session is paid, or not. What cannot be paid any more says so."""
    session = _session(session_id)
    if session["status"] != "open":
        return render(request, "sandbox/ended.html", _context(session), status=410)
    if request.method != "POST":
        form = PayForm(session, initial={"email": session["customer_email"]})
        return render(request, "sandbox/pay.html", _context(session, form=form))
    form = PayForm(session, request.POST)
    if not form.is_valid():
        return render(request, "sandbox/pay.html", _context(session, form=form), status=422)
    return _try_to_pay(request, session, form)


def _try_to_pay(request: HttpRequest, session: Object, form: PayForm) -> HttpResponse:
    payer = {"email": form.cleaned_data["email"], "name": form.cleaned_data["name"]}
    outcome = form.cleaned_data["outcome"]
    try:
        if outcome == DECLINE:
            actions.decline(session["id"], **payer)
            return _declined(request, session, form)
        if outcome == AUTHENTICATE:
            actions.ask_authentication(session["id"], **payer)
            return HttpResponseRedirect(reverse("sandbox:authenticate", args=[session["id"]]), status=303)
        if outcome == PAY:
            actions.pay(session["id"], **payer)
        else:
            actions.pay_later(session["id"], **payer, succeeds=outcome != LATER_FAILS)
    except ApiError:
        # Paid or expired meanwhile, in another window.
        return HttpResponseRedirect(reverse("sandbox:pay", args=[session["id"]]), status=303)
    return _to_success(session)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def authenticate(request: HttpRequest, session_id: str) -> HttpResponse:
    """The extra step of the donor's bank: approve or refuse."""
    session = _session(session_id)
    payer = session.get("sandbox_payer")
    if session["status"] != "open" or payer is None:
        return HttpResponseRedirect(reverse("sandbox:pay", args=[session_id]), status=303)
    if request.method != "POST":
        return render(request, "sandbox/authenticate.html", _context(session))
    try:
        if request.POST.get("answer") == "approve":
            actions.pay(session_id, **payer)
            return _to_success(session)
        actions.decline(session_id, **payer, authentication=True)
    except ApiError:
        return HttpResponseRedirect(reverse("sandbox:pay", args=[session_id]), status=303)
    return _declined(request, session, PayForm(session, initial={**payer, "outcome": PAY}))


def _session(session_id: str) -> Object:
    """The session as it is now: its time may have run out since somebody last looked."""
    with current_store().transaction() as rows:
        clock.pass_time(rows, int(time.time()))
        session = rows.get("checkout.session", session_id)
    if session is None:
        raise Http404
    return session


def _context(session: Object, **more: Any) -> dict[str, Any]:
    amount = format_minor(session["amount_total"], session["currency"].upper())
    is_monthly = session["mode"] == payments.MONTHLY
    success_url = session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"])
    return {"session": session, "amount": amount, "is_monthly": is_monthly, "success_url": success_url, **more}


def _declined(request: HttpRequest, session: Object, form: PayForm) -> HttpResponse:
    return render(request, "sandbox/pay.html", _context(session, form=form, is_declined=True), status=402)


def _to_success(session: Object) -> HttpResponse:
    return HttpResponseRedirect(_context(session)["success_url"], status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def change_card(request: HttpRequest, session_id: str) -> HttpResponse:
    """The portal, open at the one thing that it is good for here: another card."""
    with current_store().transaction() as rows:
        session = rows.get("billing_portal.session", session_id)
    if session is None:
        raise Http404
    form = CardForm(request.POST if request.method == "POST" else None)
    context = {"way_back": portal.way_back(session), "form": form}
    if not form.is_bound:
        return render(request, "sandbox/portal.html", context)
    if not form.is_valid():
        return render(request, "sandbox/portal.html", context, status=422)
    try:
        way_back = actions.change_card(session_id, declines=form.cleaned_data["card"] == DECLINE)
    except ApiError:
        return render(request, "sandbox/portal.html", {**context, "has_expired": True}, status=410)
    return HttpResponseRedirect(way_back, status=303)
