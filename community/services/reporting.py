"""Readers say what is wrong with a comment."""

from datetime import datetime

from django.db import transaction

from community.models import Comment, Report

MOST_WAITING = 20
"""So many reports of one comment wait for a moderator; further ones would tell them nothing new."""


@transaction.atomic
def report(*, comment: Comment, reason: str, words: str, now: datetime) -> None:
    """Keep what a reader says. The same again, and more than moderators can use, is left out."""
    waiting = Report.objects.waiting().filter(comment=comment)
    if waiting.count() < MOST_WAITING and not waiting.filter(reason=reason, words=words).exists():
        Report.objects.create(comment=comment, reason=reason, words=words, sent_at=now)
