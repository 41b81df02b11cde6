"""Comments that wait for a moderator: held ones, shown ones that look like spam, and apart what went with the spam."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Case as CaseWhen
from django.db.models import CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.models import Action, Comment, Commenter, State
from community.moderation.reasons import LOOKS_LIKE_SPAM, REASONS, told
from community.moderation.registry import Case, Kind
from community.services.moderating import decide_comments, put_back
from community.spam.assessment import HOLD

SHOWN_LIKE_SPAM = Q(state=State.SHOWN, judged_at=None, score__gte=HOLD)
LONGEST_QUOTE = 300


class Comments(Kind):
    name = "comment"
    label = gettext_lazy("Comments")
    actions: tuple[Action, ...] = (Action.SHOW, Action.HIDE, Action.SPAM, Action.BLOCK)
    reasons = REASONS

    def waiting(self) -> QuerySet[Comment]:
        return with_columns(Comment.objects.filter(Q(state=State.HELD) | SHOWN_LIKE_SPAM))

    def cases(self, keys: Collection[int]) -> dict[int, Case]:
        rows = Comment.objects.filter(pk__in=keys).select_related("commenter", "parent")
        found = list(rows)
        senders = histories({each.commenter_id for each in found if each.commenter_id})
        return {each.pk: self._case(each, senders.get(each.commenter_id or 0, "")) for each in found}

    def decide(self, *, keys: Collection[int], action: Action, now: datetime) -> dict[int, dict[str, Any]]:
        return decide_comments(keys=keys, action=action, now=now)

    def put_back(self, *, before: dict[int, dict[str, Any]]) -> None:
        put_back(before=before)

    def _case(self, comment: Comment, history: str) -> Case:
        return Case(
            key=comment.pk,
            said_by=comment.name,
            words=comment.text,
            since=comment.taken_in_at or comment.submitted_at,
            page_key=comment.page_key,
            state=comment.get_state_display(),
            score=comment.score,
            reasons=told(comment.reasons),
            facts=facts(comment, history),
            url=comment.path if comment.is_shown else "",
            actions=self.actions,
        )


class Spam(Comments):
    """What the filter put aside by itself: looked through now and then, it waits for nobody."""

    name = "spam"
    label = gettext_lazy("Spam")
    actions = (Action.NOT_SPAM, Action.SPAM, Action.BLOCK)
    waits = False

    def waiting(self) -> QuerySet[Comment]:
        return with_columns(Comment.objects.filter(state=State.SPAM, judged_at=None))


def with_columns(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    """What the inbox sorts, filters and groups by. A comment without a fingerprint or a sender is like no other."""
    alone = Concat(Value("#"), Cast("pk", CharField()), output_field=CharField())
    is_shown = When(state=State.SHOWN, then=Value(LOOKS_LIKE_SPAM))
    return rows.annotate(
        since=Coalesce("taken_in_at", "submitted_at"),
        page=F("page_key"),
        reason_code=CaseWhen(is_shown, default=F("reason"), output_field=CharField()),
        by_words=CaseWhen(When(fingerprint="", then=alone), default=F("fingerprint"), output_field=CharField()),
        by_sender=CaseWhen(When(commenter=None, then=alone), default=Cast("commenter_id", CharField())),
        by_page=Cast("page_key", CharField()),
    )


def facts(comment: Comment, history: str) -> list[tuple[str, str]]:
    """Pairs of label and text."""
    sender = comment.commenter
    found = [(_("Address"), sender.email), (_("Before"), history)] if sender else []
    if sender and sender.blocked_at:
        found.append((_("Sender"), _("blocked")))
    if comment.parent:
        found.append((_("Answers"), f"{comment.parent.name}: {comment.parent.text[:LONGEST_QUOTE]}"))
    return found


def histories(senders: Collection[int]) -> dict[int, str]:
    """What is known of each sender, in words."""
    refused = Q(comments__state__in=(State.HIDDEN, State.SPAM))
    numbers = Commenter.objects.filter(pk__in=senders).annotate(
        shown=Count("comments", filter=Q(comments__state=State.SHOWN)),
        refused=Count("comments", filter=refused),
        held=Count("comments", filter=Q(comments__state=State.HELD)),
    )
    return {each.pk: _told(each.shown, each.refused, each.held) for each in numbers}


def _told(shown: int, refused: int, held: int) -> str:
    """The number of each, of which there are any."""
    parts = [
        ngettext("%(count)s shown", "%(count)s shown", shown) % {"count": shown} if shown else "",
        ngettext("%(count)s hidden or spam", "%(count)s hidden or spam", refused) % {"count": refused}
        if refused
        else "",
        ngettext("%(count)s waiting", "%(count)s waiting", held) % {"count": held} if held else "",
    ]
    return ", ".join(part for part in parts if part)
