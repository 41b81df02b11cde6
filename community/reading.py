"""The comments under a page as readers see them, in parts: a talk may be long."""

from dataclasses import dataclass
from math import ceil

from django.http import HttpRequest
from django.urls import reverse

from cms.caching import CONTENT, tag_response
from community.forms import CommentForm
from community.models import Comment, State
from community.querysets import CommentQuerySet
from community.talks import Talk, tag_of

PART = 50
"""So many comments stand on one page; the longest of them make it a megabyte, usual ones 60 kB."""


@dataclass(frozen=True, slots=True)
class Part:
    """Part `number` of `parts` of a talk, from 1 on; `total` comments are shown in all of them."""

    talk: Talk
    rows: list[Comment]
    total: int
    number: int
    parts: int
    form: CommentForm

    @property
    def before(self) -> str:
        """The address of the part before this one; empty of the first."""
        return address_of(self.talk, self.number - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        return address_of(self.talk, self.number + 1) if self.number < self.parts else ""

    @property
    def last(self) -> str:
        return address_of(self.talk, self.parts)


def read_first(talk: Talk, request: HttpRequest) -> Part:
    """The part that stands on the page itself: in one query, where there is no other."""
    tag_response(request, CONTENT, tag_of(talk.key))
    found = list(_rows(talk)[: PART + 1])
    if len(found) > PART:
        return _part(talk, found[:PART], number=1)
    shown = sum(each.state == State.SHOWN for each in found)
    return Part(talk, found, total=shown, number=1, parts=1, form=CommentForm(talk=talk))


def read_part(talk: Talk, number: int, request: HttpRequest) -> Part | None:
    """One of the others; None where there is none."""
    tag_response(request, CONTENT, tag_of(talk.key))
    part = _part(talk, list(_rows(talk)[(number - 1) * PART : number * PART]), number=number)
    return part if 1 <= number <= part.parts else None


def where(talk: Talk, comment: Comment) -> str:
    """The address at which a comment is read."""
    rows = Comment.objects.under(talk.key).in_talk()
    number = rows.filter(position__lt=comment.position).count() // PART + 1
    return f"{address_of(talk, number)}#comment-{comment.pk}"


def address_of(talk: Talk, number: int) -> str:
    """Without the place on the page; the first part stands on the commented page."""
    return talk.page.url if number == 1 else reverse("comments_part", args=[talk.key, number])


def count_shown(talk: Talk) -> int:
    return Comment.objects.under(talk.key).shown().count()


def _rows(talk: Talk) -> CommentQuerySet:
    return Comment.objects.under(talk.key).in_talk().select_related("parent")


def _part(talk: Talk, rows: list[Comment], *, number: int) -> Part:
    parts = ceil(Comment.objects.under(talk.key).in_talk().count() / PART)
    return Part(talk, rows, count_shown(talk), number, parts, CommentForm(talk=talk))
