"""Following by mail: the form that asks for it, and a follower's page. Opening it changes nothing; its buttons do."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from accounts.throttling import TooOften, count_mail, too_many_attempts
from cms import trap
from cms.following import leave
from cms.mail import ONE_CLICK
from cms.models import AbstractFollower
from cms.personal_pages import keep_personal


def show_form(
    request: HttpRequest,
    form_class: type[forms.Form],
    template: str,
    context: dict[str, Any],
    *,
    ask: Callable[..., None],
    counted_as: str,
    done: str,
) -> HttpResponse:
    """The form by itself; what was typed is kept where something is wrong with it. From a valid one on to `done`."""
    form = form_class(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, template, {**context, "form": form}, status=422 if form.is_bound else 200)
    email = form.cleaned_data["email"]
    if not trap.is_sprung(request.POST):
        try:
            count_mail(request, counted_as, to=email)
        except TooOften:
            return too_many_attempts(request)
        ask(email=email, locale=get_language() or "en", now=timezone.now())
    return redirect(done)


def show_follower(
    request: HttpRequest,
    follower: AbstractFollower | None,
    template: str,
    context: dict[str, Any],
    *,
    confirm: Callable[..., None],
) -> HttpResponse:
    """A button confirms, another one leaves; so does the mail program's own, which posts here (RFC 8058).

    Whoever has left before reads the same as whoever leaves now; the link of an old mail says so, too.
    """
    do = request.POST.get("do")
    if do == "confirm":
        if follower:
            confirm(public_id=follower.public_id, now=timezone.now())
        return redirect(request.path)
    is_left = do == "leave" or ONE_CLICK in request.POST
    if is_left and follower:
        leave(follower)
    context = {**context, "follower": follower, "is_left": is_left}
    return keep_personal(render(request, template, context, status=200 if follower or is_left else 404))
