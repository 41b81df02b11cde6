"""What else moderators do about a comment: answer it in the campaign's name, and close the talk that it is part of."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from cms.admin_frame import framed
from community import talks
from community.models import Comment
from community.moderation.forms import AnswerForm
from community.moderation.log_actions import ANSWERED, CLOSED
from community.moderation.rights import moderators_only
from community.services import answering


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    comment = get_object_or_404(Comment, pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _answer(request, comment, form)
    status = 422 if form.is_bound else 200
    context = {"comment": comment, "form": form, **framed(_("Answer officially"), "comment")}
    return render(request, "community/moderation/answer.html", context, status=status)


def _answer(request: HttpRequest, comment: Comment, form: AnswerForm) -> HttpResponse:
    author: Any = request.user
    try:
        made = answering.answer(comment_id=comment.pk, author=author, now=timezone.now(), **form.cleaned_data)
    except answering.NoAnswerPossible:
        messages.error(request, _("Answers stand only under comments that are shown, and not deeper than three."))
    else:
        log(instance=made, action=ANSWERED, user=author)
        messages.success(request, _("Your answer is shown."))
    return redirect("moderation_case", "comment", comment.pk)


@require_POST
@moderators_only
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody writes under this page any more; what is shown stays."""
    comment = get_object_or_404(Comment, pk=pk)
    now = timezone.now()
    talk = talks.find_talk(comment.page_key, now)
    if talk is None:
        messages.error(request, _("The page is not public, or has no comments."))
    else:
        talks.close(talk, by=request.user, now=now)
        log(instance=comment, action=CLOSED, user=request.user)
        messages.success(request, _("Closed: nobody writes there any more. Editors open it again on the page itself."))
    return redirect("moderation_case", "comment", comment.pk)
