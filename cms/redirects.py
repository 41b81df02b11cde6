"""Redirections that editors set up, or Wagtail when a page moves: to where everybody may go, and nowhere else."""

from collections.abc import Callable
from urllib.parse import urlparse

from django.http import HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from cms.public_tree import public_tree

BY_NUMBER = {"p", "page_id"}
"""How WordPress asks its front page for another one. Ours would answer as if nothing had been asked."""


class PublicRedirectMiddleware:
    """As Wagtail's, which would tell the addresses of drafts and of private pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_asked = response.status_code == 404 or (request.path == "/" and not BY_NUMBER.isdisjoint(request.GET))
        redirect = _redirect_for(request) if is_asked else None
        if redirect is None or not redirect.link:
            return response
        if redirect.redirect_page_id and public_tree().get(redirect.redirect_page_id) is None:
            return response
        kind = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
        return kind(redirect.link)


def _redirect_for(request: HttpRequest) -> Redirect | None:
    """One for the whole address, else one for its path alone."""
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    for each in dict.fromkeys((path, urlparse(path).path)):
        if found := get_redirect(request, each):
            return found
    return None
