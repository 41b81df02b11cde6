"""The form of a sign-up block, by itself, and what follows it. It checks its origin: there is no cookie, no token."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttling import TooOften, count_mail, too_many_attempts
from cms import trap
from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from community.services import subscribing
from pages.sign_up.places import SignUpPlace, find


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def subscribe(request: HttpRequest, page_key: UUID, block_id: UUID) -> HttpResponse:
    """The form, which stands on its page, too; what was typed is kept where something is wrong with it."""
    place = _find(page_key, block_id)
    form = place.value.form(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"place": place, "form": form, "action": request.path}
        return render(request, "community/subscribe.html", context, status=422 if form.is_bound else 200)
    if not trap.is_sprung(request.POST):
        try:
            count_mail(request, "subscribe", to=form.cleaned_data["email"])
        except TooOften:
            return too_many_attempts(request)
        subscribing.ask(**{"name": "", **form.cleaned_data}, where=place.where, now=timezone.now())
    return redirect("subscribe_done", page_key, block_id)


@require_safe
@never_cache
def done(request: HttpRequest, page_key: UUID, block_id: UUID) -> HttpResponse:
    """What follows: the same for whoever is new and for whoever signed up before."""
    return keep_personal(render(request, "community/subscribe_done.html", {"place": _find(page_key, block_id)}))


def _find(page_key: UUID, block_id: UUID) -> SignUpPlace:
    """Raises: Http404."""
    place = find(page_key, block_id)
    if place is None:
        raise Http404
    return place
