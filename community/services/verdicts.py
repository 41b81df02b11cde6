"""Whether a comment is shown at once, waits for a moderator or is kept apart as spam."""

from datetime import datetime

from community.models import Comment, State


def judge(comment: Comment, now: datetime) -> None:
    """Give a comment whose writer is known its state."""
    before = Comment.objects.filter(commenter=comment.commenter_id, state=State.SHOWN).exclude(pk=comment.pk)
    comment.state = State.SHOWN if before.exists() else State.HELD
    comment.shown_at = now if comment.is_shown else None
    comment.save(update_fields=["state", "shown_at"])
