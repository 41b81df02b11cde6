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


def _with_id(act: Callable[..., object], said: str, **given: Any) -> Callable[[HttpRequest], str]:
    """Does `act` to the object that the button names, and says so."""

    def do(request: HttpRequest) -> str:
        act(_id(request), **given)
        return said

    return do


def _debits(*, active: bool, said: str) -> Callable[[HttpRequest], str]:
    def do(request: HttpRequest) -> str:
        actions.activate_method(BACS_DEBIT, active=active)
        return said

    return do


def _id(request: HttpRequest) -> str:
    return request.POST.get("id", "")


def _checked(form: Any) -> Any:
    """The form, valid. Raises ValueError with the first thing that is wrong with it."""
    if not form.is_valid():
        raise ValueError(first_error(form))
    return form


ACTIONS: dict[str, Callable[[HttpRequest], str]] = {
    "refund": _refund,
    "fail_refund": _with_id(actions.fail_refund, "The refund failed: the money is with us again."),
    "open_dispute": _with_id(actions.open_dispute, "The donor’s bank has taken the money back for now."),
    "win_dispute": _with_id(actions.close_dispute, "The dispute is won: the money is with us again.", won=True),
    "lose_dispute": _with_id(actions.close_dispute, "The dispute is lost.", won=False),
    "take_back_debit": _with_id(actions.take_back_debit, "The donor’s bank has taken the debit back, for good."),
    "renew": _with_id(actions.renew, "The next month has begun and is paid, or its debit is under way.", succeeds=True),
    "renew_in_vain": _with_id(actions.renew, "The next month has begun, and its payment fails.", succeeds=False),
    "retry": _with_id(
        actions.retry_invoice, "The payment was tried again, and went through or is under way.", succeeds=True
    ),
    "retry_in_vain": _with_id(actions.retry_invoice, "The payment was tried again, in vain.", succeeds=False),
    "end_subscription": _with_id(actions.end_subscription, "The monthly gift has ended."),
    "turn_debits_on": _debits(active=True, said="The account takes Direct Debit now."),
    "turn_debits_off": _debits(active=False, said="The account takes no Direct Debit now."),
    "settle": _with_id(actions.settle, "The bank payment arrived.", succeeds=True),
    "fail_payment": _with_id(actions.settle, "The bank payment failed.", succeeds=False),
    "expire": _with_id(actions.expire, "The session has expired."),
    "resend": _resend,
    "set_mode": _set_mode,
    "fail_next": _fail_next,
    "deliver": _deliver,
}
