"""Comments under posts, as tests need them."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from django.db.models import Max

from community.models import Comment, Commenter, State
from community.services import commenting
from community.services.commenting import Draft
from community.talks import Talk, find_talk
from pages.models import BlogPostPage

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
_numbers = count(1)


def talk_of(post: BlogPostPage, now: datetime = NOW) -> Talk:
    talk = find_talk(post.translation_key, now)
    assert talk
    return talk


def draft(name: str = "Ann", text: str = "I agree.", **fields: Any) -> Draft:
    """Written by <name>@example.org."""
    return Draft(**{"name": name, "email": f"{name}@example.org", "text": text, "locale": "en", **fields})


def comment(
    key: UUID, text: str = "", *, parent: Comment | None = None, state: State = State.SHOWN, **fields: Any
) -> Comment:
    """One that stands under a page already, in whatever state."""
    number = next(_numbers)
    at = NOW + timedelta(seconds=number)
    name = fields.pop("name", f"Reader {number}")
    email = fields.pop("email", f"reader{number}@example.org")
    known = {"name": name, "created_at": at, "confirmed_at": at}
    commenter, _ = Commenter.objects.get_or_create(email=email, defaults=known)
    told = {
        "locale": "en",
        "commenter": commenter,
        "name": name,
        "text": text or f"Words {number}",
        "submitted_at": at,
        "shown_at": at if state == State.SHOWN else None,
        **fields,
    }
    return Comment(page_key=key, parent=parent, state=state, **told).put()


def write(
    post: BlogPostPage, name: str = "Ann", *, is_confirmed: bool = True, now: datetime = NOW, **fields: Any
) -> Comment:
    """Somebody writes under a post, and opens the mail."""
    made = commenting.submit(talk=talk_of(post, now), draft=draft(name, **fields), is_known=False, now=now)
    assert made
    return commenting.confirm(public_id=made.public_id, now=now) if is_confirmed else made


def many(key: UUID, number: int) -> None:
    """So many shown comments under a page at once, every third an answer to the one before it."""
    first = (Comment.objects.aggregate(Max("pk"))["pk__max"] or 0) + 1
    rows: list[Comment] = []
    for pk in range(first, first + number):
        parent = rows[-1] if rows and pk % 3 == 0 and rows[-1].depth == 1 else None
        known = {"page_key": key, "locale": "en", "state": State.SHOWN, "submitted_at": NOW}
        rows.append(Comment(pk=pk, parent=parent, name=f"Reader {pk}", text=f"Words {pk}", **known))
        rows[-1].place()
    Comment.objects.bulk_create(rows, batch_size=500)
