"""Following a talk by mail: by one's own address only, told together, at most once an hour."""

from datetime import timedelta

import pytest

from accounts import unconfirmed
from cms.following import leave
from cms.models import OutgoingMail
from community.models import State, ThreadFollower
from community.services import commenting, following
from pages.models import BlogPostPage
from tests.factories.comments import NOW, comment, talk_of
from tests.factories.followers import mails
from tests.factories.outbox import sent_mail
from tests.factories.pages import place_post

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def post(db: None) -> BlogPostPage:
    return place_post()


def follow(post: BlogPostPage, email: str = "eve@example.org") -> ThreadFollower:
    following.follow(page_key=post.translation_key, email=email, locale="en", now=NOW)
    return ThreadFollower.objects.get(email=email)


def test_an_address_is_asked_and_told_of_nothing_before_it_confirms(post: BlogPostPage) -> None:
    following.ask(talk=talk_of(post), email="Eve@example.org", locale="en", now=NOW)
    follower = ThreadFollower.objects.get()
    asked = sent_mail(f"comments_follower:{follower.pk}:asked")
    comment(post.translation_key)
    following.tell(NOW + 2 * HOUR)
    before = mails("comments_new")

    following.confirm(public_id=follower.public_id, now=NOW + 2 * HOUR)
    comment(post.translation_key, "News", shown_at=NOW + 3 * HOUR)
    following.tell(NOW + 3 * HOUR)

    assert (asked.to, asked.subject) == ("eve@example.org", "Follow the comments on A post?")
    assert f"http://testserver{follower.path}" in asked.text
    assert (before, mails("comments_new")) == ([], [("eve@example.org", "1 new comment on A post")])


def test_comments_of_an_hour_come_in_one_mail(post: BlogPostPage) -> None:
    follower = follow(post)
    for number in range(12):
        comment(post.translation_key, f"Thought {number:02}", shown_at=NOW + timedelta(minutes=number + 1))

    for minutes in (5, 30, 60, 65, 90):
        following.tell(NOW + timedelta(minutes=minutes))
    comment(post.translation_key, "Much later", shown_at=NOW + timedelta(minutes=70))
    following.tell(NOW + timedelta(minutes=119))
    following.tell(NOW + timedelta(minutes=120))

    assert [subject for _, subject in mails("comments_new")] == ["12 new comments on A post", "1 new comment on A post"]
    first = OutgoingMail.objects.filter(template="comments_new").earliest("pk")
    assert [f"Thought {number:02}" in first.text for number in range(12)] == [True] * 10 + [False] * 2
    assert "And 2 more" in first.text
    assert first.unsubscribe_url == f"http://testserver{follower.path}"


def test_nobody_is_told_of_their_own_or_of_what_is_not_shown(post: BlogPostPage) -> None:
    follow(post)
    later = NOW + timedelta(minutes=1)
    comment(post.translation_key, email="eve@example.org", shown_at=later)
    comment(post.translation_key, state=State.HELD)
    comment(place_post("Another").translation_key, shown_at=later)

    following.tell(NOW + HOUR)

    assert mails("comments_new") == []


def test_an_official_answer_is_told(post: BlogPostPage) -> None:
    follow(post)
    comment(post.translation_key, commenter=None, is_official=True, shown_at=NOW + timedelta(minutes=1))

    following.tell(NOW + HOUR)

    assert len(mails("comments_new")) == 1


def test_what_is_hidden_meanwhile_is_not_told(post: BlogPostPage) -> None:
    follow(post)
    made = comment(post.translation_key, shown_at=NOW + timedelta(minutes=1))
    following.tell(NOW + HOUR)

    commenting.withdraw(public_id=made.public_id)

    assert mails("comments_new") == []


def test_whoever_leaves_is_forgotten_with_what_waits_for_them(post: BlogPostPage) -> None:
    follower = follow(post)
    comment(post.translation_key, shown_at=NOW + timedelta(minutes=1))
    following.tell(NOW + HOUR)

    leave(follower)
    leave(follower)

    assert (ThreadFollower.objects.count(), OutgoingMail.objects.filter(template="comments_new").count()) == (0, 0)


def test_who_follows_already_is_told_so_a_few_times_only(post: BlogPostPage) -> None:
    follow(post)
    for _ in range(5):
        following.ask(talk=talk_of(post), email="eve@example.org", locale="en", now=NOW)

    assert mails("comments_follow") == [("eve@example.org", "You follow the comments on A post already")] * 3


def test_who_never_confirms_is_forgotten(post: BlogPostPage) -> None:
    following.ask(talk=talk_of(post), email="eve@example.org", locale="en", now=NOW)
    follow(post, "fay@example.org")

    following.forget(NOW + timedelta(days=7))

    assert [each.email for each in ThreadFollower.objects.all()] == ["fay@example.org"]


def test_a_stranger_cannot_have_an_address_mailed_about_one_talk_after_another(post: BlogPostPage) -> None:
    posts = [post, *(place_post(f"Post {number}") for number in range(unconfirmed.MOST))]
    for each in posts:
        following.ask(talk=talk_of(each), email="eve@example.org", locale="en", now=NOW)

    asked = ThreadFollower.objects.count()
    following.confirm(public_id=ThreadFollower.objects.earliest("pk").public_id, now=NOW)
    following.ask(talk=talk_of(posts[-1]), email="eve@example.org", locale="en", now=NOW)

    assert (asked, ThreadFollower.objects.count()) == (unconfirmed.MOST, unconfirmed.MOST + 1)
    assert len(mails("comments_follow")) == unconfirmed.MOST + 1


def test_a_day_later_its_owner_is_mailed_about_the_talk_that_they_want(post: BlogPostPage) -> None:
    for number in range(unconfirmed.MOST):
        following.ask(talk=talk_of(place_post(f"Post {number}")), email="eve@example.org", locale="en", now=NOW)

    following.ask(talk=talk_of(post), email="eve@example.org", locale="en", now=NOW + timedelta(days=1))

    assert ThreadFollower.objects.filter(page_key=post.translation_key).exists()
