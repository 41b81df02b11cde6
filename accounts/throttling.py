"""How often one sender may try: a password of people (adapter.py), pages and documents, or mail to an address."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse

LOCKED_FOR_SECONDS = 300
"""As long as the longest of ACCOUNT_RATE_LIMITS."""

View = Callable[..., HttpResponse]


class TooOften(Exception):
    """This sender has done it very often, or somebody has with this address."""


def too_many_attempts(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = ratelimit.respond_429(request)
    response.headers["Retry-After"] = str(LOCKED_FOR_SECONDS)
    return response


def slow_down_guesses(view: View) -> View:
    """For a view that asks for a password, and asks again after a wrong one. Right ones are not counted."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        if not ratelimit.consume(request, action="page_password", dry_run=True):
            return too_many_attempts(request)
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            ratelimit.consume(request, action="page_password")
        return response

    return guarded


def count_sender(request: HttpRequest, action: str) -> None:
    """Count one more `action` of this sender. Raises: TooOften."""
    if not ratelimit.consume(request, action=action):
        raise TooOften


def count_mail(request: HttpRequest, action: str, *, to: str) -> None:
    """Count one more `action`, which sends a mail to an address: perhaps a stranger's. ACCOUNT_RATE_LIMITS has `action`
    and `action`_mail.

    Raises: TooOften.
    """
    count_sender(request, action)
    if not ratelimit.consume(request, action=f"{action}_mail", key=to.lower()):
        raise TooOften
