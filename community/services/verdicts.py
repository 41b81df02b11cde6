"""Whether a comment is shown at once, waits for a moderator or is kept apart as spam."""

from datetime import datetime

from community.models import Comment, State
from community.services.assessing import assess_comment
from community.spam.assessment import Verdict

FIRST = "first_comment"
"""The reason that has no points: nobody knows the sender yet."""

STATES = {Verdict.SHOW: State.SHOWN, Verdict.HOLD: State.HELD, Verdict.SPAM: State.SPAM}


def judge(comment: Comment, now: datetime) -> None:
    """Give a comment whose writer is known its state. The first of each is held: a person has to have read one."""
    comment.state = STATES[assess_comment(comment, now).verdict]
    before = Comment.objects.filter(commenter=comment.commenter_id, state=State.SHOWN).exclude(pk=comment.pk)
    if comment.is_shown and not before.exists():
        comment.state, comment.reason = State.HELD, FIRST
        comment.reasons = [*comment.reasons, [FIRST, 0]]
    comment.shown_at = (comment.shown_at or now) if comment.is_shown else None
    comment.taken_in_at, comment.judged_at = now, None
    found = ("score", "reasons", "reason", "fingerprint")
    comment.save(update_fields=["state", "shown_at", "taken_in_at", "judged_at", *found])
