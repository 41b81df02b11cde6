"""The tracker as a page for other sites' frames."""

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from cms.caching import CONTENT, tag_response
from donations.models import Crowdfund


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"], "form-action": ["'none'"]})  # type: ignore[arg-type] # knows no arguments
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """The tracker as a page for a frame on another site, in the language that `?locale=` names."""
    locale = request.GET.get("locale", settings.LANGUAGE_CODE)
    crowdfund = get_object_or_404(Crowdfund.objects.in_force(), slug=slug)
    if locale not in dict(settings.LANGUAGES):
        raise Http404
    tag_response(request, CONTENT, crowdfund.cache_tag)
    with translation.override(locale):
        context = {"crowdfund": crowdfund, "progress": crowdfund.progress()}
        response = render(request, "donations/embed.html", context)
    response["Content-Language"] = locale
    return response
