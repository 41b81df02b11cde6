"""What holds for every answer of the API, whichever operation gives it: methods, CORS, caching, errors."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import set_response_etag
from django.views.decorators.csrf import csrf_exempt

from api.errors import Answer, answer_exception, refuse
from cms.caching import SHARED_FOR_A_SECOND

View = Callable[..., HttpResponseBase]

EVERYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
}
"""Nothing here depends on who asks, so that every front end may ask, without credentials."""

PREFLIGHT = {"Access-Control-Allow-Headers": "Content-Type, Idempotency-Key", "Access-Control-Max-Age": "86400"}


def at_the_edge(view: View) -> View:
    """Wrap one address of the API."""

    @csrf_exempt
    @wraps(view)
    def public(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = _answer(view, request, *args, **kwargs)
        except Exception as error:
            response = answer_exception(request, error)
        for name, value in EVERYBODY.items():
            response[name] = value
        shared = request.method in ("GET", "HEAD") and response.status_code == 200
        response.headers.setdefault("Cache-Control", SHARED_FOR_A_SECOND if shared else "no-store")
        if shared:
            # Django's middleware adds it to a GET only, but HEAD tells what GET would.
            set_response_etag(response)
        return response

    return public


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if request.method == "HEAD":
        return _answer_head(view, request, *args, **kwargs)
    response = view(request, *args, **kwargs)
    if response.status_code != 405:
        return response
    methods = set(response["Allow"].split(", ")) | {"OPTIONS"}
    allowed = ", ".join(sorted(methods | {"HEAD"} if "GET" in methods else methods))
    if request.method == "OPTIONS":
        headers = {"Allow": allowed, "Access-Control-Allow-Methods": allowed, **PREFLIGHT}
        return HttpResponse(status=204, headers=headers)
    return refuse(Answer(405, "method-not-allowed", f"Allowed here: {allowed}.", headers={"Allow": allowed}))


def _answer_head(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """As for GET, which is all that ninja knows; the server leaves out the body."""
    request.method = "GET"
    try:
        return _answer(view, request, *args, **kwargs)
    finally:
        request.method = "HEAD"
