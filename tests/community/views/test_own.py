"""The page of one's own comment: its buttons, and what it says of each state."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from community.models import Comment, State
from community.services import commenting
from pages.models import BlogPostPage
from tests.factories.comments import NOW, comment
from tests.factories.pages import place_post
from tests.factories.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def post(db: None) -> BlogPostPage:
    return place_post()


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.UNCONFIRMED, "Is this comment yours?"),
        (State.HELD, "Your comment waits"),
        (State.SHOWN, "Your comment is shown"),
        (State.HIDDEN, "Your comment is not shown"),
        (State.SPAM, "Your comment is not shown"),
        (State.WITHDRAWN, "This comment is gone"),
    ],
)
def test_it_says_how_the_comment_stands(client: Client, post: BlogPostPage, state: State, told: str) -> None:
    made = comment(post.translation_key, state=state)

    opened = client.get(made.own_path)
    client.head(made.own_path)
    made.refresh_from_db()

    assert (opened.status_code, made.state) == (404 if state == State.WITHDRAWN else 200, state)
    assert told in words(opened)


def test_a_comment_is_changed_and_withdrawn_by_its_buttons(client: Client, post: BlogPostPage) -> None:
    made = comment(post.translation_key, "befor", state=State.HELD, submitted_at=NOW)

    empty = client.post(made.own_path, {"do": "change", "text": " "})
    client.post(made.own_path, {"do": "change", "text": "before"})
    nothing = client.post(made.own_path, {"do": "anything"})
    changed = Comment.objects.get().text
    gone = [client.post(made.own_path, {"do": "withdraw"}) for _ in range(2)]

    assert (empty.status_code, nothing.status_code, changed) == (422, 303, "before")
    assert [(each.status_code, "This comment is gone" in words(each)) for each in gone] == [(200, True), (404, True)]
    assert Comment.objects.count() == 0


def test_it_opens_where_the_page_is_gone(client: Client, post: BlogPostPage) -> None:
    made = comment(post.translation_key)
    post.unpublish()

    opened = client.get(made.own_path)

    assert (opened.status_code, "Withdraw my comment" in words(opened)) == (200, True)


def test_words_that_come_too_late_are_shown_once_more(client: Client, post: BlogPostPage) -> None:
    made = comment(post.translation_key, "before", state=State.HIDDEN, submitted_at=NOW)

    answer = client.post(made.own_path, {"do": "change", "text": "My better words"})

    assert answer.status_code == 409
    assert "My better words" in answer.content.decode()
    assert Comment.objects.get().text == "before"


@pytest.mark.parametrize("do", ["confirm", "change"])
def test_a_comment_withdrawn_in_another_window_is_gone_here_too(
    client: Client, post: BlogPostPage, monkeypatch: pytest.MonkeyPatch, do: str
) -> None:
    made = comment(post.translation_key, state=State.UNCONFIRMED, submitted_at=NOW)
    taken = getattr(commenting, do)

    def withdrawn_first(*, public_id: UUID, **rest: Any) -> Any:
        commenting.withdraw(public_id=public_id)
        return taken(public_id=public_id, **rest)

    monkeypatch.setattr(commenting, do, withdrawn_first)

    answer = client.post(made.own_path, {"do": do, "text": "Other words"})

    assert (answer.status_code, "This comment is gone" in words(answer)) == (404, True)
