"""The console in a browser: buttons for what banks, donors, months and the network may do. Forms in, actions out."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.origin import require_same_origin
from donations.sandbox import actions
from donations.sandbox.charges import BACS_DEBIT
from donations.sandbox.console import overview
from donations.sandbox.current import current_store
from donations.sandbox.errors import ApiError
from donations.sandbox.forms import FAULTS, AmountForm, FaultForm, ModeForm, first_error


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
    context = overview(current_store(), request.GET.get("after"), request.GET.get("gifts_after"))
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


def _take_back_debit(request: HttpRequest) -> str:
    actions.take_back_debit(_id(request))
    return "The donor’s bank has taken the debit back, for good."


def _renew(request: HttpRequest) -> str:
    actions.renew(_id(request), succeeds=True)
    return "The next month has begun and is paid, or its debit is under way."


def _renew_in_vain(request: HttpRequest) -> str:
    actions.renew(_id(request), succeeds=False)
    return "The next month has begun, and its payment fails."


def _retry(request: HttpRequest) -> str:
    actions.retry_invoice(_id(request), succeeds=True)
    return "The payment was tried again, and went through or is under way."


def _retry_in_vain(request: HttpRequest) -> str:
    actions.retry_invoice(_id(request), succeeds=False)
    return "The payment was tried again, in vain."


def _end_subscription(request: HttpRequest) -> str:
    actions.end_subscription(_id(request))
    return "The monthly gift has ended."


def _turn_debits_on(request: HttpRequest) -> str:
    actions.activate_method(BACS_DEBIT, active=True)
    return "The account takes Direct Debit now."


def _turn_debits_off(request: HttpRequest) -> str:
    actions.activate_method(BACS_DEBIT, active=False)
    return "The account takes no Direct Debit now."


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
    "take_back_debit": _take_back_debit,
    "renew": _renew,
    "renew_in_vain": _renew_in_vain,
    "retry": _retry,
    "retry_in_vain": _retry_in_vain,
    "end_subscription": _end_subscription,
    "turn_debits_on": _turn_debits_on,
    "turn_debits_off": _turn_debits_off,
    "settle": _settle,
    "fail_payment": _fail_payment,
    "expire": _expire,
    "resend": _resend,
    "set_mode": _set_mode,
    "fail_next": _fail_next,
    "deliver": _deliver,
}
