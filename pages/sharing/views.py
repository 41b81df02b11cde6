"""The card of a shared page, drawn when it is asked for and kept until what it shows changes."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from cms.caching import CONTENT, tag_response
from cms.public_tree import fetch, public_tree
from events.models import CALENDAR
from pages.models import EventPage
from pages.sharing.card import card_of, crowdfund_of, picture_beside, version_of
from pages.sharing.drawing import draw


@require_safe
def card(request: HttpRequest, page_id: int, version: str) -> HttpResponse:
    """Of a public page, in its language. An older version leads to the one of now."""
    shown = public_tree().get(page_id)
    if shown is None:
        raise Http404
    with translation.override(shown.language):
        page = fetch(shown)
        crowdfund = crowdfund_of(page, request)
        tag_response(request, CONTENT, *([crowdfund.cache_tag] if crowdfund else []))
        if isinstance(page, EventPage):
            tag_response(request, CALENDAR)
        current = version_of(page, crowdfund.progress() if crowdfund else None)
        if version != current:
            return HttpResponseRedirect(reverse("card", args=[page_id, current]))
        return HttpResponse(draw(card_of(page, crowdfund), picture_beside(page)), content_type="image/jpeg")
