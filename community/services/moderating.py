"""What moderators do with comments. Each change says how it is undone; who decided it is kept by deciding.py."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from cms import caching
from community.models import Action, Comment, Commenter, Learned, Report, State
from community.services import commenting_mail
from community.services.learning import learn, unlearn
from community.talks import tag_of

DECIDABLE = (State.HELD, State.SHOWN, State.HIDDEN, State.SPAM)
"""What nobody has confirmed is nobody's business yet, and what was withdrawn is gone."""

WRITTEN = ("state", "shown_at", "judged_at", "learned")
STEP = 1000
SPAM_KEPT = timedelta(days=90)

Before = dict[int, dict[str, Any]]
"""By a comment's key, what it was: enough to put it back."""


@dataclass(frozen=True, slots=True)
class Becomes:
    state: State
    learned: str | None = None


BECOMES = {
    Action.SHOW: Becomes(State.SHOWN, Learned.HAM),
    Action.NOT_SPAM: Becomes(State.SHOWN, Learned.HAM),
    Action.HIDE: Becomes(State.HIDDEN),
    Action.SPAM: Becomes(State.SPAM, Learned.SPAM),
    Action.BLOCK: Becomes(State.HIDDEN),
}


@transaction.atomic
def decide_comments(*, keys: Collection[int], action: Action, now: datetime) -> Before:
    """Show, hide or put with the spam; blocking hides all that their senders have said, whatever it was about.

    Showing and spam teach the filter, each text of a flood once. Reports of what is decided are settled.
    """
    becomes = BECOMES[action]
    comments = _locked(keys, with_all_of_senders=action == Action.BLOCK)
    blocked = _block(comments, now) if action == Action.BLOCK else frozenset[int]()
    before = {each.pk: _now_of(each, each.commenter_id in blocked) for each in comments}
    settled = _settle_reports(list(before), now)
    for comment in comments:
        before[comment.pk]["reports"] = settled.get(comment.pk, [])
    if becomes.learned:
        _teach(comments, becomes.learned)
    for comment in comments:
        comment.state, comment.judged_at = becomes.state, now
        if comment.is_shown:
            # Those who follow the talk are told only once of what was hidden meanwhile.
            comment.shown_at = comment.shown_at or now
    _save(comments)
    commenting_mail.tell_shown([each for each in comments if each.is_shown], now)
    return before


@transaction.atomic
def put_back(*, before: Before) -> None:
    """Undo a decision: comments, senders and reports are what they were, and the filter unlearns what it was taught."""
    comments = _locked(list(before))
    for comment in comments:
        was = before[comment.pk]
        _relearn(comment, was["learned"])
        comment.state = State(was["state"])
        comment.shown_at, comment.judged_at = (_moment(was[name]) for name in ("shown_at", "judged_at"))
    unblocked = {each.commenter for each in comments if each.commenter and before[each.pk]["blocked"]}
    Commenter.objects.filter(pk__in=[each.pk for each in unblocked]).update(blocked_at=None)
    reports = [key for was in before.values() for key in was["reports"]]
    Report.objects.filter(pk__in=reports).update(settled_at=None)
    _save(comments)


def _locked(keys: Collection[int], *, with_all_of_senders: bool = False) -> list[Comment]:
    found = Q(pk__in=keys)
    if with_all_of_senders:
        senders = Comment.objects.filter(pk__in=keys, commenter__isnull=False).values_list("commenter", flat=True)
        found |= Q(commenter__in=list(senders))
    rows = Comment.objects.select_for_update(of=("self",)).filter(found, state__in=DECIDABLE, is_official=False)
    return list(rows.select_related("commenter").order_by("pk"))


def _block(comments: Iterable[Comment], now: datetime) -> frozenset[int]:
    """Those senders that were not blocked before."""
    senders = frozenset(each.commenter.pk for each in comments if each.commenter and not each.commenter.blocked_at)
    Commenter.objects.filter(pk__in=senders).update(blocked_at=now)
    return senders


def _now_of(comment: Comment, is_newly_blocked: bool) -> dict[str, Any]:
    return {
        "state": comment.state,
        "shown_at": comment.shown_at and comment.shown_at.isoformat(),
        "judged_at": comment.judged_at and comment.judged_at.isoformat(),
        "learned": comment.learned,
        "blocked": is_newly_blocked,
    }


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _settle_reports(comments: list[int], now: datetime) -> dict[int, list[int]]:
    """Those that waited, by comment."""
    found: dict[int, list[int]] = {}
    waiting = Report.objects.waiting().filter(comment__in=comments)
    for key, comment in waiting.values_list("pk", "comment"):
        found.setdefault(comment, []).append(key)
    waiting.update(settled_at=now)
    return found


def _teach(comments: Iterable[Comment], learned: str) -> None:
    """Each of the same words once; whatever was learned of them before is unlearned."""
    taught: dict[str, Comment] = {}
    for comment in comments:
        if comment.learned != learned:
            taught.setdefault(comment.fingerprint or str(comment.pk), comment)
    unlearn((each.text for each in taught.values() if each.learned), _other(learned))
    learn((each.text for each in taught.values()), learned)
    for comment in taught.values():
        comment.learned = learned


def _other(learned: str) -> str:
    return Learned.HAM if learned == Learned.SPAM else Learned.SPAM


def _relearn(comment: Comment, learned: str) -> None:
    if comment.learned == learned:
        return
    if comment.learned:
        unlearn([comment.text], comment.learned)
    if learned:
        learn([comment.text], learned)
    comment.learned = learned


def _save(comments: list[Comment]) -> None:
    """Those of a flood become the same, and are written together."""
    alike: dict[tuple[Any, ...], list[int]] = {}
    for each in comments:
        alike.setdefault(tuple(getattr(each, name) for name in WRITTEN), []).append(each.pk)
    for values, keys in alike.items():
        for at in range(0, len(keys), STEP):
            Comment.objects.filter(pk__in=keys[at : at + STEP]).update(**dict(zip(WRITTEN, values, strict=True)))
    for tag in {tag_of(each.page_key) for each in comments}:
        caching.purge(tag)


def forget_spam(now: datetime) -> None:
    """The job of every day: delete what was put with the spam long ago, but for what somebody has answered."""
    Comment.objects.filter(state=State.SPAM, submitted_at__lte=now - SPAM_KEPT, replies=None).delete()
