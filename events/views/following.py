"""Following a hub, and a follower's own page. Opening a page changes nothing; only its buttons do."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttling import TooOften, count_mail, too_many_attempts
from cms import trap
from cms.mail import ONE_CLICK
from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from events.follow_form import FollowForm
from events.models import Follower, Hub
from events.services import following as service


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, which stands on the hub's page, too; what was typed is kept where something is wrong with it."""
    hub = get_object_or_404(Hub.objects.in_force(), slug=slug)
    form = FollowForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "events/follow.html", {"hub": hub, "form": form}, status=status)
    email = form.cleaned_data["email"]
    if not trap.is_sprung(request.POST):
        try:
            count_mail(request, "follow", to=email)
        except TooOften:
            return too_many_attempts(request)
        service.ask(hub=hub, email=email, locale=get_language() or "en", now=timezone.now())
    return redirect("follow_hub_done", hub.slug)


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
    """A button confirms, another one leaves; so does the mail program's own, which posts here (RFC 8058)."""
    follower = Follower.objects.of_somebody().filter(public_id=public_id).first()
    if request.method == "POST":
        do = request.POST.get("do")
        if do == "confirm":
            service.confirm(public_id=public_id, now=timezone.now())
            return redirect("following", public_id)
        if do == "leave" or ONE_CLICK in request.POST:
            service.leave(public_id=public_id)
            return _show(request, follower, is_left=True)
    return _show(request, follower, is_left=False)


def _show(request: HttpRequest, follower: Follower | None, *, is_left: bool) -> HttpResponse:
    """Whoever has left before reads the same as whoever leaves now; the link of an old mail says so, too."""
    context = {"follower": follower, "hub": follower.hub if follower else None, "is_left": is_left}
    status = 200 if follower or is_left else 404
    return keep_personal(render(request, "events/following.html", context, status=status))
