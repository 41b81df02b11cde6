"""What a comment looks like before a moderator has read it, by what is known of its page, words and sender."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, Q
from wagtail.models import Page
from wagtail.search import index

from cms.public_tree import public_tree
from community.models import Comment, State
from community.services.learning import words_of
from community.spam.assessment import Assessment, assess
from community.spam.bayes import WordCounts
from community.spam.fingerprint import fingerprint
from community.spam.signals import History

SAME_WORDS_WITHIN = timedelta(days=1)
FLOOD_WITHIN = timedelta(minutes=10)
REFUSED = (State.SPAM, State.HIDDEN)


def assess_comment(comment: Comment, now: datetime) -> Assessment:
    """Look at a comment, and note on it what was found; nothing is saved."""
    comment.fingerprint = fingerprint(comment.text)
    return note(
        comment,
        assess(
            text=comment.text,
            name=comment.name,
            words=words_of(comment.text),
            about=_about(comment),
            seconds_to_write=comment.seconds_to_write,
            history=_history(comment, now),
        ),
    )


def assess_alone(comment: Comment, words: WordCounts) -> Assessment:
    """The same by its words only, where very many are looked at: `words` is learning.all_words()."""
    comment.fingerprint = fingerprint(comment.text)
    return note(comment, assess(text=comment.text, name=comment.name, words=words))


def note(comment: Comment, assessment: Assessment) -> Assessment:
    comment.score = assessment.points
    comment.reasons = [list(each) for each in assessment.reasons]
    comment.reason = assessment.reasons[0][0] if assessment.points else ""
    return assessment


def _about(comment: Comment) -> Iterable[str]:
    """What it should have to do with: what it answers and the page, in its own language where there is one."""
    if comment.parent:
        yield comment.parent.text
    found = public_tree().of_key(comment.page_key, comment.locale)
    if found and (page := Page.objects.filter(pk=found.pk).first()):
        yield words_of_page(page)


def words_of_page(page: Page) -> str:
    """All that the search finds the page by."""
    specific = page.specific
    fields = [field for field in specific.get_search_fields() if isinstance(field, index.SearchField)]
    return " ".join(_flat(field.get_value(specific)) for field in fields)


def _flat(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return " ".join(map(_flat, value))
    return str(value or "")


def _history(comment: Comment, now: datetime) -> History:
    others = Comment.objects.exclude(pk=comment.pk)
    recent = Q(submitted_at__gt=now - FLOOD_WITHIN)
    numbers = others.filter(commenter=comment.commenter_id).aggregate(
        shown=Count("pk", filter=Q(state=State.SHOWN)),
        refused=Count("pk", filter=Q(state__in=REFUSED)),
        recent=Count("pk", filter=recent),
    )
    return History(**numbers, **_said_again(comment, now))


def _said_again(comment: Comment, now: datetime) -> dict[str, int]:
    if not comment.fingerprint:
        return {}
    same = Comment.objects.filter(fingerprint=comment.fingerprint, submitted_at__gt=now - SAME_WORDS_WITHIN)
    is_own = Q(commenter=comment.commenter_id)
    return same.exclude(pk=comment.pk).aggregate(
        same_from_others=Count("pk", filter=~is_own), same_from_sender=Count("pk", filter=is_own)
    )
