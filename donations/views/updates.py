"""What became of the money: updates to read on the web, and the page on which a donor stops getting them by mail."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.caching import CONTENT, tag_response
from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from donations.models import Crowdfund, SupporterUpdate
from donations.services.supporters import stop_updates as stop
from donations.services.updates import donor_of

PER_PAGE = 10


@require_safe
def updates(request: HttpRequest, slug: str) -> HttpResponse:
    """Those of a crowdfund that were sent in the reader's language, newest first."""
    crowdfund = get_object_or_404(Crowdfund.objects.in_force(), slug=slug)
    tag_response(request, CONTENT, crowdfund.cache_tag)
    sent = SupporterUpdate.objects.told().filter(crowdfund=crowdfund)
    page = Paginator(sent.order_by("-ordered_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "donations/updates.html", {"crowdfund": crowdfund, "page_of_results": page})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def stop_updates(request: HttpRequest, token: str) -> HttpResponse:
    """A button stops them; so does the mail program's own, which posts here (RFC 8058). Opening the page does not."""
    donor_id = donor_of(token)
    if donor_id is None:
        raise Http404
    if request.method == "POST":
        stop(donor_id=donor_id)
    return keep_personal(render(request, "donations/stop_updates.html", {"is_stopped": request.method == "POST"}))
