"""The guard of public forms: they need no cookie and no token, so they check where a request comes from."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def require_same_origin(view: View[P]) -> View[P]:
    """Answer 403 to a request that changes something and was sent by another site's page.

    Browsers say where a form was sent from (https://www.w3.org/TR/fetch-metadata/); a client that says nothing is not
    a browser that somebody else's page could misuse.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") and not is_same_origin(request):
            raise PermissionDenied("This form was sent from another site.")
        return view(request, *args, **kwargs)

    return cast(View[P], guarded)


def is_same_origin(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.get_host()
    except ValueError:  # such as http://[
        return False
