"""Following a talk by mail, and a follower's own page (accounts/following.py)."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.following import show_follower, show_form
from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from community.forms import FollowForm
from community.models import ThreadFollower
from community.services import following as service
from community.talks import find_talk
from community.views.writing import talk_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def follow(request: HttpRequest, page_key: UUID) -> HttpResponse:
    talk = talk_or_404(page_key)
    return show_form(
        request,
        FollowForm,
        "community/follow.html",
        {"page_commented": talk.page},
        ask=partial(service.ask, talk=talk),
        counted_as="comments_follow",
        done=reverse("follow_comments_done", args=[talk.key]),
    )


@require_safe
@never_cache
def done(request: HttpRequest, page_key: UUID) -> HttpResponse:
    """What follows asking: the same for whoever is new and for whoever follows already."""
    return keep_personal(render(request, "community/follow_done.html", {"page_commented": talk_or_404(page_key).page}))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def following(request: HttpRequest, public_id: UUID) -> HttpResponse:
    follower = ThreadFollower.objects.filter(public_id=public_id).first()
    talk = find_talk(follower.page_key, timezone.now()) if follower else None
    context = {"page_commented": talk and talk.page}
    return show_follower(request, follower, "community/following.html", context, confirm=service.confirm)
