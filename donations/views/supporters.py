"""Who gave and wanted it known: names and words, without amounts and days. As JSON in /api/v1/crowdfunds/{slug}."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cms.caching import CONTENT, tag_response
from donations.models import Crowdfund, SupporterMessage

PER_PAGE = 50


@require_safe
def supporters(request: HttpRequest, slug: str) -> HttpResponse:
    """Fifty to a page, by name. A page number that makes no sense leads to the nearest one that does."""
    crowdfund = get_object_or_404(Crowdfund.objects.in_force(), slug=slug)
    tag_response(request, CONTENT, crowdfund.cache_tag)
    shown = SupporterMessage.objects.shown().filter(donation__crowdfund=crowdfund)
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    context = {"crowdfund": crowdfund, "progress": crowdfund.progress(), "page_of_results": page}
    return render(request, "donations/supporters.html", context)
