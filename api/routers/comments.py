"""Operations on comments: reading those of a page, and writing one by the rules of the site's own form."""

from typing import Annotated

from django.http import Http404, HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext
from ninja import Path, Router
from ninja.responses import Status

from api.errors import FormRefused
from api.openapi import answers
from api.parameters import Limit, Offset
from api.schemas.comments import Comments, CommentTaken, NewComment
from cms.public_tree import public_tree
from community.forms import CommentForm
from community.reading import read_slice
from community.services import commenting
from community.services.commenting import Draft
from community.talks import Talk, TalkClosed, find_talk
from community.throttling import count_comment

router = Router(tags=["Comments"])

PageId = Annotated[int, Path(description="The `id` of the page, in any of its languages")]


@router.get(
    "/{int:page_id}/comments",
    response=Comments,
    url_name="comments",
    operation_id="list_comments",
    summary="The comments under a page",
    openapi_extra=answers(304, 404),
)
def list_comments(request: HttpRequest, page_id: PageId, limit: Limit = 50, offset: Offset = 0) -> Comments:
    """In the order in which they are read. All languages of a page share them. A 404 where a page has none."""
    return Comments.of(read_slice(_talk(page_id), offset, limit, request))


@router.post(
    "/{int:page_id}/comments",
    response={202: CommentTaken},
    url_name="comments",
    operation_id="write_comment",
    summary="Write a comment",
    openapi_extra=answers(404, 409, 413, 415, 429),
)
def write_comment(request: HttpRequest, page_id: PageId, comment: NewComment) -> Status[CommentTaken]:
    """Its address is mailed a link whose page confirms and withdraws it. The first one waits for a moderator."""
    translation.activate(comment.locale)
    talk = _talk(page_id)
    if not talk.is_open:
        raise TalkClosed
    form = CommentForm(comment.typed(), talk=talk)
    if not form.is_valid():
        raise FormRefused(form)
    count_comment(request, talk, email=form.cleaned_data["email"], is_known=False)
    told = {name: form.cleaned_data[name] for name in ("text", "name", "email")}
    draft = Draft(**told, follows=comment.follow, parent_id=comment.parent, locale=comment.locale)
    commenting.submit(talk=talk, draft=draft, is_known=False, now=timezone.now())
    return Status(
        202, CommentTaken(message=gettext("We have sent you a mail. Open its link, so that we know that it was you."))
    )


def _talk(page_id: int) -> Talk:
    """Raises: Http404, unless everybody may see the page and its comments."""
    page = public_tree().get(page_id)
    talk = find_talk(page.translation_key, timezone.now()) if page else None
    if talk is None:
        raise Http404
    return talk
