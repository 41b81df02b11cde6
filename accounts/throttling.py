"""Slows down whoever guesses passwords: of people (accounts/adapter.py), of pages and of documents."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse

LOCKED_FOR_SECONDS = 300
"""As long as the longest of ACCOUNT_RATE_LIMITS."""

View = Callable[..., HttpResponse]


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
