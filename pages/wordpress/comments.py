"""The comments of a post as ours: plain text, in threads, in the states that they had."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from cms.plain_text import PlainTextField
from community.models import State
from community.models.comment import LONGEST_NAME, LONGEST_TEXT
from community.services import imported
from community.spam.bayes import WordCounts
from pages.wordpress.html import plain_text, talk_text
from pages.wordpress.registry import Kind, Registry
from pages.wordpress.source import Item
from pages.wordpress.threads import Placed, placed

STATES = {"1": State.SHOWN, "approve": State.SHOWN, "0": State.HELD, "hold": State.HELD, "spam": State.SPAM}

name_field = PlainTextField(most=LONGEST_NAME)
text_field = PlainTextField(most=LONGEST_TEXT, keeps_lines=True)

Tell = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Official:
    """Who answered for the blog: the numbers of its authors, and what they are called beside their names."""

    numbers: Container[int]
    role: str


def number_of(item: Item, tell: Tell) -> int:
    """How many there are to bring."""
    return len(placed(item.comments, tell))


def bring(
    *,
    item: Item,
    page_key: UUID,
    locale: str,
    official: Official,
    words: WordCounts,
    registry: Registry,
    tell: Tell,
    now: datetime,
) -> int:
    """Take in those that are not here yet. Gives how many."""
    comments = [_ours(each, item, official, tell) for each in placed(item.comments, tell)]
    if not comments:
        return 0
    known = registry.keys(Kind.COMMENT, [each.number for each in comments])
    about = f"{item.title} {item.excerpt} {plain_text(item.content)}"
    made = imported.take_in(
        page_key=page_key, locale=locale, about=about, words=words, comments=comments, known=known, now=now
    )
    registry.note_many(Kind.COMMENT, made)
    return len(made)


def _ours(each: Placed, item: Item, official: Official, tell: Tell) -> imported.ImportedComment:
    comment = each.comment
    text = text_field.to_python(talk_text(comment.text))
    if each.addressee:
        text = f"@{name_field.to_python(each.addressee)}: {text}"
    if len(text) > LONGEST_TEXT:
        tell("A long comment was cut", str(comment.old_id))
    written_at = comment.written_at or item.published_at
    if comment.written_at is None:
        tell("A comment has no day that there is: it has that of its post", str(comment.old_id))
    return imported.ImportedComment(
        number=comment.old_id,
        answers=each.answers,
        name=name_field.to_python(comment.name)[:LONGEST_NAME],
        email=_email(comment.email),
        text=text[:LONGEST_TEXT],
        state=STATES.get(comment.status, State.HELD),
        submitted_at=moment(written_at),
        role=official.role if comment.user_id in official.numbers else "",
    )


def moment(told: datetime | None) -> datetime:
    """With the site's zone where it has none; the present where nothing is told."""
    if told is None:
        return timezone.now()
    return timezone.make_aware(told) if timezone.is_naive(told) else told


def _email(told: str) -> str:
    try:
        validate_email(told.strip())
    except ValidationError:
        return ""
    return told.strip().lower()[:254]
