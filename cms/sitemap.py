"""The sitemap: every public page with its languages (https://www.sitemaps.org/protocol.html).

A site with more pages than one file takes has an index of files.
"""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.addresses import absolute
from cms.caching import CONTENT, tag_response
from cms.public_tree import PublicPage, public_tree

MOST_PAGES = 2_000
"""In one file. The protocol allows 50,000: nobody should wait for so many, nor a process keep them."""


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    pages = public_tree().listed()
    if len(pages) <= MOST_PAGES:
        return _urls(request, pages)
    numbers = range(1, -(-len(pages) // MOST_PAGES) + 1)
    files = [{"location": absolute(reverse("sitemap_file", args=[number]))} for number in numbers]
    return _xml(request, "sitemap_index.xml", {"sitemaps": files})


@require_safe
def sitemap_file(request: HttpRequest, number: int) -> HttpResponse:
    """One file of a sitemap that has several, counted from 1."""
    pages = public_tree().listed()[(number - 1) * MOST_PAGES : number * MOST_PAGES] if number else []
    if not pages:
        raise Http404
    return _urls(request, pages)


def _urls(request: HttpRequest, pages: Sequence[PublicPage]) -> HttpResponse:
    tree = public_tree()
    shown = Page.objects.filter(pk__in=[page.pk for page in pages])
    changed = dict(shown.values_list("pk", "last_published_at"))
    urls = [
        {
            "location": absolute(page.url),
            "lastmod": changed.get(page.pk),
            "alternates": [
                {"lang_code": language, "location": absolute(translated.url)}
                for language, translated in tree.translations(page).items()
            ],
        }
        for page in pages
    ]
    return _xml(request, "sitemap.xml", {"urlset": urls})


def _xml(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    tag_response(request, CONTENT)
    return render(request, template, context, content_type="application/xml")
