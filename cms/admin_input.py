"""An answer for whoever sends to the admin what Wagtail cannot read, or asks it to delete what is needed."""

import logging
from collections.abc import Callable
from pathlib import Path
from traceback import walk_tb

from django.conf import settings
from django.contrib import messages
from django.db import DataError
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.defaults import bad_request

logger = logging.getLogger(__name__)


class UnreadableInputMiddleware:
    """Answers 400 where Wagtail, or a part of it, stumbles over what somebody sent: it answers 500 in many places.

    Only where none of our own code was at work: a bug of ours stays a 500. A bug of theirs may become a 400, so it is
    logged as an error all the same.
    """

    unreadable = (ValueError, KeyError, AttributeError, OverflowError, DataError)

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, ProtectedError) and request.path_info.startswith("/admin/"):
            return _say_what_hangs_on_it(request, exception)
        was_sent = request.GET or "\0" in request.path_info or request.method not in ("GET", "HEAD")
        if not was_sent or not request.path_info.startswith("/admin/") or not isinstance(exception, self.unreadable):
            return None
        if any(_is_ours(frame.f_code.co_filename) for frame, _ in walk_tb(exception.__traceback__)):
            return None
        logger.error("Wagtail could not read what was sent to %s", request.path_info, exc_info=exception)
        return bad_request(request, exception)


def _say_what_hangs_on_it(request: HttpRequest, error: ProtectedError) -> HttpResponse:
    """Wagtail lets administrators press Delete on a hub's group or collection; nothing was deleted yet."""
    first = next(iter(error.protected_objects))
    what = {"kind": first._meta.verbose_name, "name": str(first)}
    messages.error(request, _("This cannot be deleted: the %(kind)s “%(name)s” needs it.") % what)
    return redirect("wagtailadmin_home")


def _is_ours(filename: str) -> bool:
    path = Path(filename)
    # The packages from elsewhere lie in a folder of the checkout as a rule.
    return path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts
