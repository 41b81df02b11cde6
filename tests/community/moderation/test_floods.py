"""The inbox stays readable in a flood: what belongs together is one row, decided by one button."""

import re
import time

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from community.models import Comment, Decision, SpamWord, State
from community.spam.fingerprint import fingerprint
from tests.factories.comments import comment
from tests.factories.moderation import INBOX, SPAM, flood, hold, press
from tests.factories.pages import place_post
from tests.factories.reading import words as read

pytestmark = pytest.mark.django_db


def test_a_flood_of_the_same_words_is_one_row_and_one_button(client: Client, moderator: User) -> None:
    post = place_post()
    flood(post, 300)
    other = hold(post, "A different thought about it all.")

    words = read(client.get(INBOX))

    assert "300 of the same words" in words
    assert "All of these are spam" in words
    row = Comment.objects.filter(fingerprint=fingerprint(SPAM)).latest("pk")
    press(client, row, "spam", group=fingerprint(SPAM))
    other.refresh_from_db()
    assert Comment.objects.filter(state=State.SPAM).count() == 300
    assert other.state == State.HELD
    assert SpamWord.objects.get(word="pills").spam == 1
    client.post(f"{INBOX}decisions/{Decision.objects.get().pk}/undo/")
    assert Comment.objects.filter(state=State.HELD).count() == 301
    assert not SpamWord.objects.exists()


def test_what_comes_after_the_page_was_read_is_not_decided_with_it(client: Client, moderator: User) -> None:
    post = place_post()
    seen = [hold(post, "One thought.", email="ann@example.org") for _ in range(2)]
    later = hold(post, "Another thought.", email="ann@example.org")

    group = re.search(r'name="group" value="([^"]+)"', client.get(f"{INBOX}?by=page").content.decode())
    assert group
    press(client, seen[1], "hide", "?by=page", group=group.group(1))

    later.refresh_from_db()
    assert later.state == State.HELD
    assert Decision.objects.get().number == 2


def test_twenty_rows_take_as_many_queries_as_one(
    client: Client, moderator: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    post = place_post()
    parent = comment(post.translation_key)
    hold(post, "Number one has a thought.", parent=parent)
    client.get(INBOX)
    # Twelve of them are of the frame that every page of the admin has, one is of our number in its menu.
    with django_assert_max_num_queries(20) as one:
        client.get(INBOX)
    for number in range(2, 21):
        hold(post, f"Number {'x' * number} has a thought.", parent=parent)

    with django_assert_max_num_queries(len(one)):
        assert read(client.get(INBOX)).count("has a thought") == 20


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?by=sender", "2 of Ann"),
        ("?by=page", "3 under one page"),
        ("?reason=first_comment", "Brand new here"),
        ("?kind=report", "Nothing waits here."),
        ("?waited=168&by=each", "Brand new here"),
        ("?page=00000000-0000-0000-0000-000000000000", "Nothing waits here."),
        ("?page=nonsense&by=nonsense&kind=nonsense&reason=x&waited=y&p=z", "Brand new here"),
    ],
)
def test_it_is_filtered_and_grouped(client: Client, moderator: User, query: str, shown: str) -> None:
    post = place_post()
    hold(post, "One thought about it all.", name="Ann", email="ann@example.org")
    hold(post, "Two thoughts about it all.", name="Ann", email="ann@example.org")
    hold(post, "Brand new here and glad of it", reason="first_comment")

    assert shown in read(client.get(INBOX + query))


def test_thousands_are_one_row_decided_by_one_button(client: Client, moderator: User) -> None:
    flood(place_post(), 2_000)
    began = time.process_time()

    words = read(client.get(INBOX))
    row = Comment.objects.latest("pk")
    press(client, row, "spam", group=fingerprint(SPAM))
    after = read(client.get(INBOX))

    assert "2000 of the same words" in words
    assert "Nothing waits here." in after
    assert Comment.objects.filter(state=State.SPAM).count() == 2_000
    assert time.process_time() - began < 10
