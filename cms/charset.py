"""Requests are in UTF-8 and in nothing else, whatever charset a client declares."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import parse_header_parameters

NAMES = ("utf-8", "utf8")


class Utf8Request(WSGIRequest):
    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        """Django decodes the query by what is declared here, before anything else can look at the request.

        Some charsets that Python knows are none for text, such as `hex`, and nobody would be there to catch the error.
        """
        self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))


class Utf8Handler(WSGIHandler):
    request_class = Utf8Request


class Utf8Middleware:
    """Answers 400 to a request that declares another charset: its body would be read wrongly."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        declared = (request.content_params or {}).get("charset", NAMES[0])
        if declared.lower() not in NAMES:
            raise BadRequest("Only UTF-8 can be read here.")
        return self.get_response(request)
