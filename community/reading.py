"""The comments under a page as readers see them, in parts: a talk may be long."""

from dataclasses import dataclass, replace
from functools import cache
from math import ceil

from django.http import HttpRequest
from django.urls import reverse

from cms.caching import CONTENT, tag_response
from community.forms import CommentForm
from community.models import Comment
from community.querysets import CommentQuerySet
from community.talks import Talk, tag_of

PART = 50
"""So many comments stand on one page; the longest of them make it a megabyte, usual ones 60 kB."""

TOLD = "depth", "position", "name", "role", "is_official", "text", "state", "locale", "submitted_at", "edited_at"
"""What readers see of a comment."""


@dataclass(frozen=True, slots=True)
class Part:
    """Part `number` of a talk, from 1 on. In all parts there are `places`, in `total` of which a comment is shown."""

    talk: Talk
    rows: list[Comment]
    places: int
    total: int
    number: int = 1

    @property
    def parts(self) -> int:
        return ceil(self.places / PART)

    @property
    def form(self) -> CommentForm:
        return CommentForm(talk=self.talk)

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
    """The part that stands on the page itself."""
    return read_slice(talk, 0, PART, request)


def read_part(talk: Talk, number: int, request: HttpRequest) -> Part | None:
    """One of the others; None where there is none."""
    part = read_slice(talk, (number - 1) * PART, PART, request)
    return replace(part, number=number) if part.rows else None


def read_slice(talk: Talk, offset: int, limit: int, request: HttpRequest) -> Part:
    """At most `limit` comments after the first `offset`: in one query, where these are all."""
    tag_response(request, CONTENT, tag_of(talk.key))
    rows = _in_talks().under(talk.key)
    found = list(rows[offset : offset + limit + 1])
    if offset or len(found) > limit:
        return Part(talk, found[:limit], places=rows.count(), total=rows.shown().count())
    return Part(talk, found, places=len(found), total=sum(each.is_shown for each in found))


@cache
def _in_talks() -> CommentQuerySet:
    """Put together once: that takes nearly as long as to ask it."""
    return Comment.objects.in_talk().select_related("parent").only(*TOLD, "parent__name", "parent__state")


def where(talk: Talk, comment: Comment) -> str:
    """The address at which a comment is read."""
    rows = Comment.objects.under(talk.key).in_talk()
    number = rows.filter(position__lt=comment.position).count() // PART + 1
    return f"{address_of(talk, number)}#comment-{comment.pk}"


def address_of(talk: Talk, number: int) -> str:
    """Without the place on the page; the first part stands on the commented page."""
    return talk.page.url if number == 1 else reverse("comments_part", args=[talk.key, number])


def count_shown(talk: Talk, request: HttpRequest) -> int:
    tag_response(request, CONTENT, tag_of(talk.key))
    return Comment.objects.under(talk.key).shown().count()
