"""The page behind the link in a moderator’s mail: one comment with the button that hides it, and no more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from community.models import Action, State
from community.moderation.hide_links import NoSuchLink, read_link
from community.moderation.registry import kind_named
from community.services import deciding

HIDEABLE = (State.HELD, State.SHOWN)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def hide(request: HttpRequest, token: str) -> HttpResponse:
    """Works signed out; kept as decided by the moderator whom the mail went to."""
    try:
        comment, moderator = read_link(token)
    except NoSuchLink:
        return keep_personal(render(request, "community/hide_gone.html", status=404))
    if request.method == "POST" and comment.state in HIDEABLE:
        deciding.decide(
            kind=kind_named("comment"),
            keys=[comment.pk],
            action=Action.HIDE,
            by=moderator,
            now=timezone.now(),
            by_mail=True,
        )
        comment.refresh_from_db()
    context = {"comment": comment, "is_hideable": comment.state in HIDEABLE}
    return keep_personal(render(request, "community/hide.html", context))
