"""What waits for moderators, and what they press."""

from datetime import timedelta
from typing import Any

from django.test import Client

from community.models import Comment, Commenter, Report, State
from community.spam.fingerprint import fingerprint
from tests.factories.comments import NOW, comment

INBOX = "/admin/moderation/"
SPAM = "Cheap pills for everybody, buy them now at our shop"


def hold(post: Any, text: str = "I am new here.", **fields: Any) -> Comment:
    given = {"score": 55, "reason": "cut_out", "reasons": [["cut_out", 30], ["unrelated", 25]], **fields}
    return comment(post.translation_key, text, state=State.HELD, fingerprint=fingerprint(text), **given)


def press(client: Client, row: Comment | Report, action: str, query: str = "", **fields: Any) -> Any:
    is_report = isinstance(row, Report)
    group = str(row.comment_id) if is_report else row.fingerprint or f"#{row.pk}"
    form = {"kind": "report" if is_report else "comment", "last": row.pk, "group": group, "action": action, **fields}
    return client.post(f"{INBOX}{query}", form, follow=True)


def flood(post: Any, number: int, text: str = SPAM) -> list[Comment]:
    senders = Commenter.objects.bulk_create(
        [Commenter(email=f"bot{each}@example.net", name="Bot", created_at=NOW) for each in range(number)]
    )
    rows = [
        Comment(
            page_key=post.translation_key,
            locale="en",
            commenter=sender,
            name=f"Bot {each}",
            text=f"{text} {each}",
            fingerprint=fingerprint(text),
            state=State.HELD,
            position=f"{each}",
            submitted_at=NOW + timedelta(milliseconds=each),
        )
        for each, sender in enumerate(senders)
    ]
    return Comment.objects.bulk_create(rows, batch_size=500)
