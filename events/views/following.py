"""Following a hub, and a follower's own page (accounts/following.py)."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.following import show_follower, show_form
from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from events.follow_form import FollowForm
from events.models import Follower, Hub
from events.services import following as service


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, which stands on the hub's page, too."""
    hub = get_object_or_404(Hub.objects.in_force(), slug=slug)
    return show_form(
        request,
        FollowForm,
        "events/follow.html",
        {"hub": hub},
        ask=partial(service.ask, hub=hub),
        counted_as="follow",
        done=reverse("follow_hub_done", args=[hub.slug]),
    )


@require_safe
@never_cache
def done(request: HttpRequest, slug: str) -> HttpResponse:
    """What follows asking: the same for whoever is new and for whoever follows already."""
    hub = get_object_or_404(Hub.objects.in_force(), slug=slug)
    return keep_personal(render(request, "events/follow_done.html", {"hub": hub}))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def following(request: HttpRequest, public_id: UUID) -> HttpResponse:
    follower = Follower.objects.of_somebody().filter(public_id=public_id).first()
    context = {"hub": follower.hub if follower else None}
    return show_follower(request, follower, "events/following.html", context, confirm=service.confirm)
