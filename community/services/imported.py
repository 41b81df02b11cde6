"""Taking in comments that were written on another site, many at once: nobody is asked to confirm, nobody gets mail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cms import caching
from community.models import Comment, Commenter, State
from community.models.comment import MOST_DEPTH, position_of
from community.services.assessing import note
from community.spam.assessment import assess
from community.spam.bayes import WordCounts
from community.spam.fingerprint import fingerprint
from community.talks import tag_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedComment:
    """`number` is the other site's own, `answers` that of another one, 0 for none. `email` is empty where it has none
    that can be one. `role` is shown beside the name of who answers for the campaign; empty for everybody else.
    """

    number: int
    answers: int
    name: str
    email: str
    text: str
    state: State
    submitted_at: datetime
    role: str = ""


@transaction.atomic
def take_in(
    *,
    page_key: UUID,
    locale: str,
    about: str,
    words: WordCounts,
    comments: Sequence[ImportedComment],
    known: Mapping[int, int],
    now: datetime,
) -> dict[int, int]:
    """Keep comments in the states that they had, and note what speaks for spam: the inbox points out those that are
    shown all the same. `about` are the words of the page, `words` is learning.all_words(), and `known` are the keys of
    those that came before, by number.

    What answers something stands behind it in the list, or is known. Gives the keys of the new ones by number. So
    many queries as there are levels, and three more.
    """
    commenters = _commenters([each for each in comments if not each.role], now)
    placed = dict(Comment.objects.in_bulk(known.values()))
    parents = {number: placed[key] for number, key in known.items() if key in placed}
    made: dict[int, Comment] = {}
    waiting = [each for each in comments if each.number not in known]
    while ready := _answering_none_of_them(waiting):
        level = {each.number: _comment(each, parents.get(each.answers), commenters, page_key, locale) for each in ready}
        for each in level.values():
            _assess(each, about, words)
        Comment.objects.bulk_create(level.values())
        parents |= level
        made |= level
        waiting = [each for each in waiting if each.number not in level]
    if made:
        caching.purge(tag_of(page_key))
    return {number: comment.pk for number, comment in made.items()}


def _answering_none_of_them(waiting: Sequence[ImportedComment]) -> list[ImportedComment]:
    missing = {each.number for each in waiting}
    return [each for each in waiting if each.answers not in missing]


def _assess(comment: Comment, about: str, words: WordCounts) -> None:
    said_before = [about, comment.parent.text] if comment.parent else [about]
    comment.fingerprint = fingerprint(comment.text)
    note(comment, assess(text=comment.text, name=comment.name, words=words, about=said_before))


def _comment(
    told: ImportedComment, parent: Comment | None, commenters: Mapping[str, Commenter], page_key: UUID, locale: str
) -> Comment:
    if parent and parent.depth == MOST_DEPTH:
        parent = parent.parent
    # Its own key is not known yet: the other site's number tells it from what was written in the same second.
    own = position_of(told.submitted_at, told.number % 10**12)
    return Comment(
        page_key=page_key,
        locale=locale,
        parent=parent,
        depth=parent.depth + 1 if parent else 1,
        position=parent.position + own if parent else own,
        commenter=commenters.get(told.email.lower()) if not told.role else None,
        name=told.name,
        role=told.role,
        is_official=bool(told.role),
        text=told.text,
        state=told.state,
        submitted_at=told.submitted_at,
        shown_at=told.submitted_at if told.state == State.SHOWN else None,
    )


def _commenters(comments: Sequence[ImportedComment], now: datetime) -> dict[str, Commenter]:
    """Those who have the addresses, as unconfirmed as they were: that somebody typed one proves nothing."""
    names = {each.email.lower(): each.name for each in comments if each.email}
    Commenter.objects.bulk_create(
        [Commenter(email=email, name=name, created_at=now) for email, name in names.items()], ignore_conflicts=True
    )
    return {each.email: each for each in Commenter.objects.filter(email__in=names)} if names else {}
