"""The public API, version 1, as one mountable set of addresses."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView
from ninja import Swagger
from ninja.errors import HttpError, ValidationError

from api.edge import at_the_edge
from api.errors import LONGEST_NAME, answer_exception, refuse, unprocessable
from api.openapi import DescribedAPI
from api.parameters import refuse_undescribed
from api.routers import (
    comments,
    contributions,
    donations,
    events,
    hubs,
    meetings_wanted,
    pages,
    posts,
    search,
    sign_ups,
    site,
    subscribing,
    topics,
)
from api.schemas.problems import FieldError
from cms.caching import CONTENT, tag_response


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The description changes only with the code: it is made once and kept by the response cache."""

    @require_safe
    @wraps(view)
    def described(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if unknown := [FieldError(name=name[:LONGEST_NAME], message="Unknown parameter.") for name in request.GET]:
            return refuse(unprocessable(unknown))
        tag_response(request, CONTENT)
        return view(request, **kwargs)

    return described


api = DescribedAPI(
    title="Hustings",
    version="1",
    description="Everything that the site shows, for other front ends; and giving. Reads need no key and no cookie.",
    urls_namespace="api",
    docs=Swagger({"validatorUrl": None}),
    docs_decorator=kept,
)
api.add_decorator(refuse_undescribed, mode="view")
for kind in (Exception, Http404, HttpError, ValidationError):
    api.add_exception_handler(kind, answer_exception)
api.add_router("/site", site.router)
api.add_router("/pages", pages.router)
api.add_router("/pages", comments.router)
api.add_router("/pages", contributions.router)
api.add_router("/pages", subscribing.router)
api.add_router("/posts", posts.router)
api.add_router("/crowdfunds", donations.router)
api.add_router("/hubs", hubs.router)
api.add_router("/events", events.router)
api.add_router("/events", sign_ups.router)
api.add_router("/topics", topics.router)
api.add_router("/meetings-wanted", meetings_wanted.router)
api.add_router("/search", search.router)


def not_found(request: HttpRequest) -> HttpResponse:
    raise Http404


urlpatterns, _, app_name = api.urls
urlpatterns = [path("", RedirectView.as_view(pattern_name="api:openapi-view")), *urlpatterns, re_path("", not_found)]
for pattern in urlpatterns:
    if isinstance(pattern, URLPattern) and pattern.callback is not None:
        pattern.callback = at_the_edge(pattern.callback)
