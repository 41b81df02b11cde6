"""Middleware of the whole site: request ids, language by address, and the headers that keep other hosts out."""

import re
import uuid
from collections.abc import Callable
from urllib.parse import urlsplit

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from cms.logging import request_id

NextHandler = Callable[[HttpRequest], HttpResponseBase]
USABLE_ID = re.compile(r"[0-9A-Za-z_-]{8,64}")


def permissions_policy(geolocation: str = "") -> str:
    """What the browser may be asked for: nothing, unless a page has a use for the place where it is."""
    return f"camera=(), microphone=(), geolocation=({geolocation}), payment=(), usb=()"


class RequestIdMiddleware:
    """Gives each request an id, or takes the proxy's, and tells it in the answer, so that people can quote it."""

    def __init__(self, get_response: NextHandler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-Id", "")
        this_id = given if USABLE_ID.fullmatch(given) else uuid.uuid4().hex
        token = request_id.set(this_id)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response.headers["X-Request-Id"] = this_id
        return response


class AddressLanguageMiddleware:
    """The address decides the language, never a header or a cookie: one address gives everybody the same page."""

    def __init__(self, get_response: NextHandler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or language)
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Strict in public; the tightest policy that Wagtail's own inline scripts stand under /admin/.

    Pictures may come from where uploads are kept too: a bucket has a host of its own, which only its storage knows.
    """

    def __init__(self, get_response: NextHandler) -> None:
        super().__init__(get_response)
        address = urlsplit(default_storage.url("any"))
        self.uploads = {"img-src": [f"{address.scheme}://{address.netloc}"]} if address.netloc else {}

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/admin/") and not report_only:
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        if not report_only:
            parts.update = {**(parts.update or {}), **self.uploads}
        return parts


class PermissionsPolicyMiddleware:
    def __init__(self, get_response: NextHandler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", permissions_policy())
        return response
