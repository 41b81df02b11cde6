"""The one more step of a gift under attack: the donor's device works for a second, or a code is mailed and typed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.personal_pages import keep_personal
from donations import attack
from donations.forms import GiveForm
from donations.models import Crowdfund
from donations.services.giving_codes import CODE_LASTS_MINUTES, TooManyCodes, accept_code, send_code
from donations.step_forms import WRONG_CODE, CodeForm, EmailForm
from donations.throttling import sender

SEND, TYPED = "send", "code"
CODES_AFTER_SECONDS = "3600"


@dataclass(frozen=True, slots=True)
class Press:
    """One press of the button to give. `name` is what its form carries; `key`, the idempotency key of its checkout."""

    request: HttpRequest
    crowdfund: Crowdfund
    form: GiveForm
    name: str
    key: str
    now: datetime


def has_passed(press: Press) -> bool:
    """Whether the step is done, now or by the same press before. In peace nobody asks, and nothing is spent."""
    if not attack.is_under_attack():
        return False
    posted = press.request.POST
    if attack.may_pass(slug=press.crowdfund.slug, press=press.key, proof=posted.get("proof", ""), now=press.now):
        return True
    form = CodeForm(posted)
    if posted.get("step") != TYPED or not form.is_valid():
        return False
    typed = form.cleaned_data
    return accept_code(crowdfund=press.crowdfund, ticket=typed["ticket"], code=typed["code"], press=press.key)


def ask_for_step(press: Press) -> HttpResponse:
    """The page with the step that is next. It keeps what the donor asked for."""
    step = press.request.POST.get("step")
    if step == SEND:
        return _send(press)
    if step == TYPED:
        return _ask_again(press)
    challenge = attack.new_challenge(press.crowdfund.slug, press.now).text
    return _show(press, {"email_form": EmailForm(), "challenge": challenge}, status=428)


def _send(press: Press) -> HttpResponse:
    form = EmailForm(press.request.POST)
    if not form.is_valid():
        return _show(press, {"email_form": form, "faulty": form}, status=422)
    email = form.cleaned_data["email"]
    try:
        ticket = send_code(
            crowdfund=press.crowdfund,
            email=email,
            sender=sender(press.request),
            locale=get_language() or "en",
            now=press.now,
        )
    except TooManyCodes:
        form.add_error("email", _("Many codes were sent for your connection. Try again in an hour"))
        response = _show(press, {"email_form": form, "faulty": form}, status=429)
        response["Retry-After"] = CODES_AFTER_SECONDS
        return response
    return _show(press, {"email_form": form, "code_form": CodeForm(initial={"ticket": ticket, "email": email})})


def _ask_again(press: Press) -> HttpResponse:
    form = CodeForm(press.request.POST)
    if form.is_valid():
        form.add_error("code", WRONG_CODE)
    email = EmailForm(initial={"email": form.cleaned_data.get("email", "")})
    return _show(press, {"email_form": email, "code_form": form, "faulty": form}, status=422)


def _show(press: Press, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    press.form.data = {**press.request.POST.dict(), "key": press.name}
    press.form.auto_id = False  # Its fields stand in each form of the page.
    shared = {"crowdfund": press.crowdfund, "form": press.form, "minutes": CODE_LASTS_MINUTES}
    return keep_personal(render(press.request, "donations/one_more_step.html", {**shared, **context}, status=status))
