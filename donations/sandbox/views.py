"""The sandbox in a browser: the pay page that stands in for Stripe's, and the console. Forms in, actions out."""

import time
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.origin import require_same_origin
from donations.money import format_minor
from donations.sandbox import actions, payments
from donations.sandbox.console import overview
from donations.sandbox.current import current_store
from donations.sandbox.errors import ApiError
from donations.sandbox.forms import (
    AUTHENTICATE,
    DECLINE,
    FAULTS,
    LATER_FAILS,
    PAY,
    AmountForm,
    FaultForm,
    ModeForm,
    PayForm,
    first_error,
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
        form = PayForm(initial={"email": session["customer_email"]})
        return render(request, "sandbox/pay.html", _context(session, form=form))
    form = PayForm(request.POST)
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
    return _declined(request, session, PayForm(initial={**payer, "outcome": PAY}))


def _session(session_id: str) -> Object:
    """The session as it is now: its time may have run out since somebody last looked."""
    with current_store().transaction() as rows:
        payments.pass_time(rows, int(time.time()))
        session = rows.get("checkout.session", session_id)
    if session is None:
        raise Http404
    return session


def _context(session: Object, **more: Any) -> dict[str, Any]:
    amount = format_minor(session["amount_total"], session["currency"].upper())
    success_url = session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"])
    return {"session": session, "amount": amount, "success_url": success_url, **more}


def _declined(request: HttpRequest, session: Object, form: PayForm) -> HttpResponse:
    return render(request, "sandbox/pay.html", _context(session, form=form, is_declined=True), status=402)


def _to_success(session: Object) -> HttpResponse:
    return HttpResponseRedirect(_context(session)["success_url"], status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def console(request: HttpRequest) -> HttpResponse:
    """Everything in the sandbox, and buttons for what banks, donors and the network may do to it."""
    note, status = "", 200
    if request.method == "POST":
        do = ACTIONS.get(request.POST.get("do", ""))
        try:
            note = do(request) if do else "There is no such action."
            status = 200 if do else 400
        except (ApiError, ValueError) as error:
            note, status = str(error), 400
    context = overview(current_store(), request.GET.get("after"))
    context["faults"] = [FAULTS[fault] for fault in context["faults"]]
    context |= {"note": note, "is_error": status != 200, "mode_form": ModeForm(initial={"mode": context["mode"]})}
    return render(request, "sandbox/console.html", {**context, "fault_form": FaultForm()}, status=status)


def _refund(request: HttpRequest) -> str:
    form = _checked(AmountForm(request.POST))
    actions.refund(_id(request), form.cleaned_data["amount"])
    return "The money was sent back."


def _fail_refund(request: HttpRequest) -> str:
    actions.fail_refund(_id(request))
    return "The refund failed: the money is with us again."


def _open_dispute(request: HttpRequest) -> str:
    actions.open_dispute(_id(request))
    return "The donor’s bank has taken the money back for now."


def _win_dispute(request: HttpRequest) -> str:
    actions.close_dispute(_id(request), won=True)
    return "The dispute is won: the money is with us again."


def _lose_dispute(request: HttpRequest) -> str:
    actions.close_dispute(_id(request), won=False)
    return "The dispute is lost."


def _settle(request: HttpRequest) -> str:
    actions.settle(_id(request), succeeds=True)
    return "The bank payment arrived."


def _fail_payment(request: HttpRequest) -> str:
    actions.settle(_id(request), succeeds=False)
    return "The bank payment failed."


def _expire(request: HttpRequest) -> str:
    actions.expire(_id(request))
    return "The session has expired."


def _resend(request: HttpRequest) -> str:
    return f"The site answered {actions.resend(_id(request))}."


def _set_mode(request: HttpRequest) -> str:
    form = _checked(ModeForm(request.POST))
    actions.set_mode(form.cleaned_data["mode"], delay=form.cleaned_data["delay"])
    return f"Webhooks are now delivered so: {form.cleaned_data['mode']}."


def _fail_next(request: HttpRequest) -> str:
    form = _checked(FaultForm(request.POST))
    actions.fail_next(form.cleaned_data["fault"], form.cleaned_data["times"])
    return "The next calls will fail."


def _deliver(request: HttpRequest) -> str:
    return f"{actions.deliver_waiting()} webhooks arrived."


def _id(request: HttpRequest) -> str:
    return request.POST.get("id", "")


def _checked(form: Any) -> Any:
    """The form, valid. Raises ValueError with the first thing that is wrong with it."""
    if not form.is_valid():
        raise ValueError(first_error(form))
    return form


ACTIONS: dict[str, Callable[[HttpRequest], str]] = {
    "refund": _refund,
    "fail_refund": _fail_refund,
    "open_dispute": _open_dispute,
    "win_dispute": _win_dispute,
    "lose_dispute": _lose_dispute,
    "settle": _settle,
    "fail_payment": _fail_payment,
    "expire": _expire,
    "resend": _resend,
    "set_mode": _set_mode,
    "fail_next": _fail_next,
    "deliver": _deliver,
}
