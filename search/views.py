"""The search page."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Locale
from wagtail.models import Page as WagtailPage

from cms import caching
from search.queries import MOST_FOUND, find
from search.query_text import QUERY_CHARACTERS

PER_PAGE = 20
ALL_NUMBERS = Paginator(range(MOST_FOUND), PER_PAGE)


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What `?q=` finds, twenty to a page. A page number that makes no sense leads to the nearest one that does."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:QUERY_CHARACTERS]
    number = ALL_NUMBERS.get_page(request.GET.get("page")).number
    if not query:
        caching.tag_response(request, caching.CONTENT)
    page_of_results = _page_of_results(query, number) if query else None
    return render(request, "search/results.html", {"query": query, "page_of_results": page_of_results})


def _page_of_results(query: str, number: int) -> "Page[WagtailPage]":
    found = find(query, locale=Locale.get_active(), offset=(number - 1) * PER_PAGE, limit=PER_PAGE)
    nearest = Paginator(range(found.total), PER_PAGE).get_page(number)
    if nearest.number != number:
        return _page_of_results(query, nearest.number)
    return Page(found.pages, number, nearest.paginator)
