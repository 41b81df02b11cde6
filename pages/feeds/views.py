"""The answer to whoever asks for a feed: Atom (RFC 4287), kept like pages."""

import re
from uuid import uuid5

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from cms import caching
from cms.models import OrganisationSettings
from cms.public_tree import PublicPage, fetch, home_path, public_page, public_tree
from events.models import CALENDAR
from pages.feeds.addresses import feed_path, has_feed
from pages.feeds.entries import entries_of
from pages.models import BlogIndexPage, BlogPostPage, HubPage
from pages.post_lists import topics_of_posts_below

NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML has no way to write (https://www.w3.org/TR/xml/#charsets)."""


@require_safe
def feed(request: HttpRequest, path: str) -> HttpResponseBase:
    """Of the page at this path; of a blog also by `?topic=`. A page that was moved takes its feed along."""
    address = f"{home_path(get_language())}{path}/"
    page = public_tree().at(address)
    if page is None and (moved := _moved(request, address)):
        return HttpResponsePermanentRedirect(feed_path(moved))
    if page is None or not has_feed(page):
        raise Http404(gettext("This page has no feed"))
    caching.tag_response(request, caching.CONTENT)
    return HttpResponse(_write(page, request), content_type="application/atom+xml; charset=utf-8")


def _moved(request: HttpRequest, address: str) -> PublicPage | None:
    redirect = get_redirect(request, Redirect.normalise_path(address))
    page = public_page(redirect.redirect_page_id) if redirect else None
    return page if page and has_feed(page) else None


def _write(page: PublicPage, request: HttpRequest) -> str:
    found = fetch(page)
    if isinstance(found, HubPage):
        caching.tag_response(request, CALENDAR)
    topic = _topic(found, request.GET.get("topic", ""))
    entries = entries_of(found, topic["slug"] if topic else "")
    told = {
        "page": page,
        "topic": topic,
        "summary": found.summary,
        "key": uuid5(page.translation_key, f"feed {page.language} {topic['slug'] if topic else ''}"),
        "path": feed_path(page, topic["slug"] if topic else ""),
        "entries": entries,
        "updated": max((entry.updated for entry in entries), default=found.last_published_at),
        "organisation": OrganisationSettings.current(),
        "language": "en-GB" if page.language == "en" else page.language,
    }
    return NO_XML.sub("", render_to_string("feeds/atom.xml", told))


def _topic(page: object, slug: str) -> dict[str, str] | None:
    """Raises: Http404."""
    if not slug:
        return None
    known = []
    if isinstance(page, BlogIndexPage):
        known = topics_of_posts_below(page, BlogPostPage.objects.for_everybody().below(page))
    topic = next((each for each in known if each["slug"] == slug), None)
    if topic is None:
        raise Http404(gettext("There is no post on such a topic"))
    return topic
