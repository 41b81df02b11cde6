"""Following a talk by mail, and a follower's own page. Opening a page changes nothing; only its buttons do."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttling import TooOften, count_mail, too_many_attempts
from cms import trap
from cms.mail import ONE_CLICK
from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from cms.public_tree import PublicPage
from community.forms import FollowForm
from community.models import ThreadFollower
from community.services import following as service
from community.talks import NoTalk, find_talk
from community.views.writing import talk_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def follow(request: HttpRequest, page_key: UUID) -> HttpResponse:
    talk = talk_or_404(page_key)
    form = FollowForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"page_commented": talk.page, "form": form}
        return render(request, "community/follow.html", context, status=422 if form.is_bound else 200)
    email = form.cleaned_data["email"]
    if not trap.is_sprung(request.POST):
        try:
            count_mail(request, "comments_follow", to=email)
        except TooOften:
            return too_many_attempts(request)
        service.ask(talk=talk, email=email, locale=get_language() or "en", now=timezone.now())
    return redirect("follow_comments_done", talk.key)


@require_safe
@never_cache
def done(request: HttpRequest, page_key: UUID) -> HttpResponse:
    """What follows asking: the same for whoever is new and for whoever follows already."""
    return keep_personal(render(request, "community/follow_done.html", {"page_commented": talk_or_404(page_key).page}))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def following(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A button confirms, another one leaves; so does the mail program's own, which posts here (RFC 8058)."""
    follower = ThreadFollower.objects.filter(public_id=public_id).first()
    if request.method == "POST":
        do = request.POST.get("do")
        if do == "confirm":
            service.confirm(public_id=public_id, now=timezone.now())
            return redirect("following_comments", public_id)
        if do == "leave" or ONE_CLICK in request.POST:
            service.leave(public_id=public_id)
            return _show(request, follower, is_left=True)
    return _show(request, follower, is_left=False)


def _show(request: HttpRequest, follower: ThreadFollower | None, *, is_left: bool) -> HttpResponse:
    """Whoever has left before reads the same as whoever leaves now; the link of an old mail says so, too."""
    page = _page(follower) if follower else None
    context = {"follower": follower, "page_commented": page, "is_left": is_left}
    status = 200 if follower or is_left else 404
    return keep_personal(render(request, "community/following.html", context, status=status))


def _page(follower: ThreadFollower) -> PublicPage | None:
    try:
        return find_talk(follower.page_key, timezone.now()).page
    except NoTalk:
        return None
