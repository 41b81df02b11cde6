"""The page of one's own comment. Opening it changes nothing; only its buttons do."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from community import recognition
from community.forms import TextForm
from community.models import Comment, State
from community.services import commenting
from community.talks import find_talk

TOO_LATE = _("It cannot be changed any more. Your words stand here only: copy what you need.")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def my_comment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where one's comment stands, with a button for each thing that one can do about it."""
    comment = Comment.objects.exclude(state=State.WITHDRAWN).filter(public_id=public_id).first()
    if comment is None:
        return _show_gone(request, status=404)
    if request.method != "POST":
        return _show(request, comment, TextForm(initial={"text": comment.text}))
    do = request.POST.get("do")
    if do == "withdraw":
        commenting.withdraw(public_id=public_id)
        return _show_gone(request, status=200)
    try:
        return DO.get(do or "", _back)(request, comment)
    except Comment.DoesNotExist:  # It was withdrawn meanwhile, in another window.
        return _show_gone(request, status=404)


def _confirm(request: HttpRequest, comment: Comment) -> HttpResponse:
    confirmed = commenting.confirm(public_id=comment.public_id, now=timezone.now())
    response = HttpResponseRedirect(request.path, status=303)
    if confirmed.commenter and "remember" in request.POST:
        recognition.remember(response, request, confirmed.commenter)
    return response


def _change(request: HttpRequest, comment: Comment) -> HttpResponse:
    form = TextForm(request.POST)
    if not form.is_valid():
        return _show(request, comment, form, status=422)
    try:
        commenting.change(public_id=comment.public_id, text=form.cleaned_data["text"], now=timezone.now())
    except commenting.TooLate:
        comment.refresh_from_db()
        form.add_error("text", TOO_LATE)
        return _show(request, comment, form, status=409)
    return _back(request, comment)


def _back(request: HttpRequest, comment: Comment) -> HttpResponse:
    return HttpResponseRedirect(request.path, status=303)


DO = {"confirm": _confirm, "change": _change}


def _show(request: HttpRequest, comment: Comment, form: TextForm, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    context = {
        "comment": comment,
        "talk": find_talk(comment.page_key, now),
        "form": form,
        "may_change": commenting.may_change(comment, now),
    }
    return keep_personal(render(request, "community/my_comment.html", context, status=status))


def _show_gone(request: HttpRequest, *, status: int) -> HttpResponse:
    """Whoever has withdrawn it reads the same as whoever does so now; the link of an old mail says so, too."""
    return keep_personal(render(request, "community/my_comment.html", {"comment": None}, status=status))
