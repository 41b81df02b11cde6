"""Reports of comments by readers, which wait until a moderator has decided of the comment or found it well."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import CharField, F, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.models import Action, Reason, Report
from community.moderation.comments import facts, histories
from community.moderation.registry import Case, Kind
from community.services.moderating import decide_comments, put_back


class Reports(Kind):
    name = "report"
    label = gettext_lazy("Reports")
    actions = (Action.SETTLE, Action.HIDE, Action.SPAM, Action.BLOCK)
    reasons = dict(Reason.choices)

    def waiting(self) -> QuerySet[Report]:
        """Those of the same comment are one group: what was reported is what is decided of."""
        return Report.objects.filter(settled_at=None).annotate(
            since=F("sent_at"),
            page=F("comment__page_key"),
            reason_code=F("reason"),
            by_words=Cast("comment_id", CharField()),
            by_sender=Cast("comment__commenter_id", CharField()),
            by_page=Cast("comment__page_key", CharField()),
        )

    def cases(self, keys: Collection[int]) -> dict[int, Case]:
        found = list(Report.objects.filter(pk__in=keys).select_related("comment__commenter", "comment__parent"))
        senders = histories({each.comment.commenter_id for each in found if each.comment.commenter_id})
        return {each.pk: self._case(each, senders.get(each.comment.commenter_id or 0, "")) for each in found}

    @transaction.atomic
    def decide(self, *, keys: Collection[int], action: Action, now: datetime) -> dict[int, dict[str, Any]]:
        """Deciding of the comment settles all its reports; where it is well, these alone are settled."""
        waiting = Report.objects.waiting().filter(pk__in=keys)
        if action == Action.SETTLE:
            settled = {key: {"settled": True} for key in waiting.values_list("pk", flat=True)}
            Report.objects.filter(pk__in=settled).update(settled_at=now)
            return settled
        by_comment = {each.comment_id: each.pk for each in waiting}
        before = decide_comments(keys=list(by_comment), action=action, now=now)
        # Blocking its sender reaches comments that nobody reported: those are kept with the first report.
        first = min(by_comment.values(), default=0)
        told: dict[int, dict[str, Any]] = {key: {"comments": {}} for key in by_comment.values()}
        for key, was in before.items():
            told[by_comment.get(key, first)]["comments"][str(key)] = was
        return told

    @transaction.atomic
    def put_back(self, *, before: dict[int, dict[str, Any]]) -> None:
        Report.objects.filter(pk__in=[key for key, was in before.items() if was.get("settled")]).update(settled_at=None)
        comments = {int(key): was for each in before.values() for key, was in each.get("comments", {}).items()}
        put_back(before=comments)

    def _case(self, report: Report, history: str) -> Case:
        comment = report.comment
        said = [(_("A reader says"), report.words)] if report.words else []
        return Case(
            key=report.pk,
            said_by=comment.name,
            words=comment.text,
            since=report.sent_at,
            page_key=comment.page_key,
            state=comment.get_state_display(),
            score=comment.score,
            reasons=[(report.get_reason_display(), 0)],
            facts=[*said, *facts(comment, history)],
            url=comment.path if comment.is_shown else "",
            actions=self.actions,
        )
