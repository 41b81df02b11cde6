"""Writing a comment, confirming, changing and withdrawing it. Only who opened a mailed link counts as its writer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from accounts import unconfirmed
from cms import caching
from cms.mail import take_back
from community.models import Comment, Commenter, State
from community.querysets import CommentQuerySet
from community.services import commenting_mail, following, verdicts
from community.talks import Talk, TalkClosed, tag_of

CONFIRMED_WITHIN = timedelta(days=7)
CHANGED_WITHIN = timedelta(minutes=15)
SAME_WORDS_WITHIN = timedelta(days=1)
MOST_HELD = 5
"""So many comments of one address wait for a moderator; more are not taken meanwhile."""


class TooManyWaiting(Exception):
    """Comments of this address wait already."""


class NoAnswerPossible(Exception):
    """There is no such comment here, nobody may read it any more, or answers to it stand deep enough."""


class TooLate(Exception):
    """The comment cannot be changed any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody wrote. `seconds` they took at least; None where nobody knows. `follows`: they want to hear more."""

    name: str
    email: str
    text: str
    locale: str
    parent_id: int | None = None
    follows: bool = False
    seconds: float | None = None


@transaction.atomic
def submit(*, talk: Talk, draft: Draft, is_known: bool, now: datetime) -> Comment | None:
    """Keep a comment, and mail its address the link of its page, where it is confirmed, changed and withdrawn.

    `is_known`: the browser has shown that it is the address's, and nothing is left to confirm. The same words sent
    again are the comment that there is. None for an address that is blocked, which is told nothing.
    Raises: TalkClosed; NoAnswerPossible; TooManyWaiting.
    """
    if not talk.is_open:
        raise TalkClosed
    parent = _parent(talk, draft.parent_id)
    commenter = _commenter(draft, now)
    if commenter.blocked_at:
        return None
    comments = commenter.comments.filter(page_key=talk.key)
    if again := comments.filter(parent=parent, text=draft.text, submitted_at__gt=now - SAME_WORDS_WITHIN).first():
        return again
    _refuse_too_many(commenter.comments.all(), is_known, now)
    comment = _place(talk, draft, parent, commenter, now)
    if is_known:
        _take_in(comment, name=draft.name, now=now)
    commenting_mail.confirm(comment, now)
    return comment


@transaction.atomic
def confirm(*, public_id: UUID, now: datetime) -> Comment:
    """The writer has opened the mailed link and pressed its button. Of no effect the second time.

    Raises: Comment.DoesNotExist.
    """
    comment = Comment.objects.select_for_update().get(public_id=public_id)
    if comment.state == State.UNCONFIRMED:
        _take_in(comment, name=comment.name, now=now)
    return comment


@transaction.atomic
def change(*, public_id: UUID, text: str, now: datetime) -> None:
    """Put other words in their place. Raises: Comment.DoesNotExist; TooLate."""
    comment = Comment.objects.select_for_update().get(public_id=public_id)
    if not may_change(comment, now):
        raise TooLate
    comment.text, comment.edited_at = text, now
    comment.save(update_fields=["text", "edited_at"])
    if comment.state != State.UNCONFIRMED:
        _take_in(comment, name=comment.name, now=now)


def may_change(comment: Comment, now: datetime) -> bool:
    """While it is new, and no moderator has hidden it."""
    is_new = now - comment.submitted_at < CHANGED_WITHIN
    return is_new and comment.state in (State.UNCONFIRMED, State.HELD, State.SHOWN)


@transaction.atomic
def withdraw(*, public_id: UUID) -> None:
    """Delete a comment; of one that was answered words, name and writer go, and its place stays. Twice is once."""
    comment = Comment.objects.select_for_update().filter(public_id=public_id).first()
    if comment is None:
        return
    take_back(commenting_mail.keys_of(comment))
    caching.purge(tag_of(comment.page_key))
    if not comment.replies.exists():
        comment.delete()
        return
    comment.reports.all().delete()
    comment.state, comment.name, comment.text, comment.commenter = State.WITHDRAWN, "", "", None
    comment.reasons, comment.reason, comment.fingerprint = [], "", ""
    comment.save(update_fields=["state", "name", "text", "commenter", "reasons", "reason", "fingerprint"])


def forget(now: datetime) -> None:
    """The job of every day: delete what nobody confirmed, and who wrote nothing that is left."""
    Comment.objects.filter(state=State.UNCONFIRMED, submitted_at__lte=now - CONFIRMED_WITHIN).delete()
    Commenter.objects.filter(comments=None, blocked_at=None, created_at__lte=now - CONFIRMED_WITHIN).delete()


def _parent(talk: Talk, parent_id: int | None) -> Comment | None:
    """Raises: NoAnswerPossible."""
    if parent_id is None:
        return None
    parent = Comment.objects.filter(pk=parent_id, page_key=talk.key).first()
    if parent is None or not parent.takes_answers:
        raise NoAnswerPossible
    return parent


def _refuse_too_many(comments: CommentQuerySet, is_known: bool, now: datetime) -> None:
    """Strangers who type an address leave its owner a word. Raises: TooManyWaiting."""
    waits = not is_known and unconfirmed.is_enough(comments.filter(state=State.UNCONFIRMED), now, by="submitted_at")
    if waits or comments.filter(state=State.HELD).count() >= MOST_HELD:
        raise TooManyWaiting


def _commenter(draft: Draft, now: datetime) -> Commenter:
    """Who has the address, locked: two posts of the same words wait for one another."""
    known = {"name": draft.name, "created_at": now}
    commenter, _ = Commenter.objects.get_or_create(email=draft.email.lower(), defaults=known)
    return Commenter.objects.select_for_update().get(pk=commenter.pk)


def _place(talk: Talk, draft: Draft, parent: Comment | None, commenter: Commenter, now: datetime) -> Comment:
    return Comment(
        page_key=talk.key,
        locale=draft.locale,
        parent=parent,
        commenter=commenter,
        name=draft.name,
        text=draft.text,
        submitted_at=now,
        follows=draft.follows,
        seconds_to_write=draft.seconds,
    ).put()


def _take_in(comment: Comment, *, name: str, now: datetime) -> None:
    """Its writer is known: let it be judged, and shown where nothing speaks against it."""
    commenter = comment.commenter
    if commenter is None:
        return
    commenter.name, commenter.confirmed_at = name, commenter.confirmed_at or now
    commenter.save(update_fields=["name", "confirmed_at"])
    if commenter.blocked_at:
        return
    was_shown = comment.is_shown
    verdicts.judge(comment, now)
    if comment.is_shown or was_shown:
        caching.purge(tag_of(comment.page_key))
    if comment.follows:
        following.follow(page_key=comment.page_key, email=commenter.email, locale=comment.locale, now=now)
