"""Where comments are read beyond their page's first part, written and answered."""

import time
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttling import TooOften, too_many_attempts
from cms import trap
from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from community import recognition, written_since
from community.forms import CommentForm
from community.models import Comment
from community.reading import read_part, where
from community.services import commenting
from community.services.commenting import Draft, NoAnswerPossible, TooManyWaiting
from community.talks import Talk, TalkClosed, find_talk
from community.throttling import count_comment

LARGEST_BODY = 128 * 1024
"""Bytes: five thousand characters of the widest kind, written as %F0%9F…, and the other fields."""

MOST_PARTS = 10**6
"""Further ones databases cannot be asked for."""

TOO_MANY_WAIT = _("Comments of this address wait already. Write more once they are confirmed and shown.")

NO_ANSWER = _("What you answer takes no answers any more. Sent again, your words stand by themselves.")


def talk_or_404(key: UUID) -> Talk:
    if talk := find_talk(key, timezone.now()):
        return talk
    raise Http404


def comment_or_404(pk: int) -> tuple[Talk, Comment]:
    """One that everybody may read."""
    comment = get_object_or_404(Comment.objects.shown(), pk=pk)
    return talk_or_404(comment.page_key), comment


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def comments(request: HttpRequest, page_key: UUID) -> HttpResponse:
    """Takes a comment; whoever opens the address is led to the page that it is about."""
    talk = talk_or_404(page_key)
    if request.method != "POST":
        return HttpResponseRedirect(f"{talk.page.url}#comments")
    return _take(request, talk, None)


@require_safe
def part(request: HttpRequest, page_key: UUID, number: int) -> HttpResponse:
    """The second part of a long talk, and each further one."""
    talk = talk_or_404(page_key)
    found = read_part(talk, number, request) if 1 < number <= MOST_PARTS else None
    if found is None:
        raise Http404
    return render(request, "community/part.html", {"comments": found})


@require_safe
@never_cache
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to where a comment is read now."""
    talk, found = comment_or_404(pk)
    return HttpResponseRedirect(where(talk, found))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment with the form to answer it. One that is hidden meanwhile takes no answer, and the words are kept."""
    parent = get_object_or_404(Comment, pk=pk)
    talk = talk_or_404(parent.page_key)
    if request.method == "POST":
        return _take(request, talk, parent)
    if not parent.takes_answers:
        raise Http404
    return _show(request, talk, parent, CommentForm(talk=talk))


@require_safe
@never_cache
def sent(request: HttpRequest, page_key: UUID) -> HttpResponse:
    """What follows sending: the same whoever has the address."""
    return keep_personal(render(request, "community/sent.html", {"page_commented": talk_or_404(page_key).page}))


def _take(request: HttpRequest, talk: Talk, parent: Comment | None) -> HttpResponse:
    """Refuses what is too much before anything is read or kept."""
    if _is_too_large(request):
        return render(request, "community/too_large.html", {"page_commented": talk.page}, status=413)
    form = CommentForm(request.POST, talk=talk)
    if parent and not parent.takes_answers:
        return _show_without_parent(request, talk, form)
    if not talk.is_open:
        return _show(request, talk, parent, form, status=409)
    if not form.is_valid():
        return _show(request, talk, parent, form, status=422)
    if trap.is_sprung(request.POST):
        return _redirect(reverse("comment_sent", args=[talk.key]))
    is_known = recognition.is_known(request, form.cleaned_data["email"])
    try:
        count_comment(request, talk, email=form.cleaned_data["email"], is_known=is_known)
    except TooOften:
        return too_many_attempts(request)
    return _submit(request, talk, parent, form, is_known=is_known)


def _submit(
    request: HttpRequest, talk: Talk, parent: Comment | None, form: CommentForm, *, is_known: bool
) -> HttpResponse:
    try:
        made = commenting.submit(talk=talk, draft=_draft(form, talk, parent), is_known=is_known, now=timezone.now())
    except TalkClosed:
        return _show(request, talk, parent, form, status=409)
    except NoAnswerPossible:
        return _show_without_parent(request, talk, form)
    except TooManyWaiting:
        form.add_error(None, TOO_MANY_WAIT)
        return _show(request, talk, parent, form, status=422)
    is_own = is_known and made
    return _redirect(made.own_path if is_own and made else reverse("comment_sent", args=[talk.key]))


def _draft(form: CommentForm, talk: Talk, parent: Comment | None) -> Draft:
    told = form.cleaned_data
    return Draft(
        name=told["name"],
        email=told["email"],
        text=told["text"],
        follows=told["follow"],
        locale=get_language() or "en",
        parent_id=parent.pk if parent else None,
        seconds=written_since.seconds_to_write(told["since"], talk, time.time()),
    )


def _is_too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdecimal() or int(length) > LARGEST_BODY


def _redirect(path: str) -> HttpResponse:
    return HttpResponseRedirect(path, status=303)


def _show_without_parent(request: HttpRequest, talk: Talk, form: CommentForm) -> HttpResponse:
    form.add_error(None, NO_ANSWER)
    return _show(request, talk, None, form, status=409)


def _show(
    request: HttpRequest, talk: Talk, parent: Comment | None, form: CommentForm, *, status: int = 200
) -> HttpResponse:
    context = {"talk": talk, "parent": parent, "form": form}
    return keep_personal(render(request, "community/write.html", context, status=status))
