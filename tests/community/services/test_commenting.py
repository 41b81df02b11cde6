"""Writing, confirming, changing and withdrawing a comment, and what is refused."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts import unconfirmed
from cms.models import OutgoingMail
from community.models import Comment, Commenter, State, ThreadFollower
from community.services import commenting
from community.services.commenting import MOST_HELD, NoAnswerPossible, TooLate, TooManyWaiting
from community.talks import TalkClosed, find_talk
from pages.models import BlogPostPage, StandardPage
from tests.factories.comments import NOW, comment, draft, talk_of, write
from tests.factories.outbox import sent_mail
from tests.factories.pages import hide, home, place, place_blog, place_post, publish, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(db: None) -> BlogPostPage:
    return place_post()


def submit(post: BlogPostPage, name: str = "Ann", *, is_known: bool = False, now: Any = NOW, **fields: Any) -> Comment:
    made = commenting.submit(talk=talk_of(post), draft=draft(name, **fields), is_known=is_known, now=now)
    assert made
    return made


def test_a_comment_goes_nowhere_before_its_writer_confirms_and_the_first_waits(post: BlogPostPage) -> None:
    made = submit(post)
    before = made.state
    mail = sent_mail(f"comment:{made.pk}:")

    commenting.confirm(public_id=made.public_id, now=NOW)
    again = commenting.confirm(public_id=made.public_id, now=NOW + timedelta(hours=1))

    assert (before, again.state) == (State.UNCONFIRMED, State.HELD)
    assert (mail.to, mail.subject) == ("ann@example.org", "Confirm your comment on A post")
    assert f"http://testserver{made.own_path}" in mail.text
    assert Commenter.objects.get().confirmed_at == NOW


def test_an_address_that_somebody_else_types_confirms_nothing(post: BlogPostPage) -> None:
    """Also once its owner has been here: what is confirmed is one comment, not whoever knows the address."""
    comment(post.translation_key, email="ann@example.org", name="Ann")

    made = submit(post, text="I was bought.", email="Ann@Example.org")

    assert made.state == State.UNCONFIRMED
    assert Commenter.objects.get().name == "Ann"


def test_the_name_is_the_one_given_last_by_its_owner(post: BlogPostPage) -> None:
    submit(post, name="Mallory", email="ann@example.org", text="Not by Ann.")
    mine = submit(post, name="Ann of Bath", email="ann@example.org")

    commenting.confirm(public_id=mine.public_id, now=NOW)

    assert Commenter.objects.get().name == "Ann of Bath"


def test_the_same_words_sent_twice_are_one_comment(post: BlogPostPage) -> None:
    first, again = submit(post), submit(post, now=NOW + timedelta(minutes=1))
    elsewhere = submit(post, parent_id=comment(post.translation_key).pk)

    assert (first.pk, OutgoingMail.objects.filter(template="comment").count()) == (again.pk, 2)
    assert elsewhere.pk != first.pk


def test_answers_go_three_deep_and_stand_below_what_they_answer(post: BlogPostPage) -> None:
    first = comment(post.translation_key, "first")
    later = comment(post.translation_key, "later")
    answer = comment(post.translation_key, "answer", parent=first)
    made = submit(post, text="deep", parent_id=answer.pk)
    commenting.confirm(public_id=made.public_id, now=NOW)

    rows = Comment.objects.under(post.translation_key)

    assert [(row.text, row.depth) for row in rows] == [("first", 1), ("answer", 2), ("deep", 3), ("later", 1)]
    assert later.position < "9" * 22
    Comment.objects.filter(pk=made.pk).update(state=State.SHOWN)
    with pytest.raises(NoAnswerPossible):
        submit(post, text="too deep", parent_id=made.pk)


def test_forged_parents_are_refused(post: BlogPostPage) -> None:
    other = place_post("Another")
    forged = [
        comment(other.translation_key).pk,
        *(comment(post.translation_key, state=state).pk for state in State if state != State.SHOWN),
        10**17,
    ]

    for parent_id in forged:
        with pytest.raises(NoAnswerPossible):
            submit(post, parent_id=parent_id)
    assert Comment.objects.filter(text="I agree.").count() == 0


def test_what_strangers_send_in_somebodys_name_is_limited_and_keeps_its_owner_from_nothing(post: BlogPostPage) -> None:
    for number in range(unconfirmed.MOST):
        submit(post, text=f"Words {number}")

    with pytest.raises(TooManyWaiting):
        submit(post, text="And more", now=NOW + timedelta(hours=23))
    assert Comment.objects.count() == unconfirmed.MOST
    assert submit(post, text="By Ann's own browser", is_known=True).state == State.HELD
    assert submit(post, text="The next day", now=NOW + timedelta(days=1)).state == State.UNCONFIRMED


@pytest.mark.parametrize("is_known", [False, True])
def test_what_waits_for_a_moderator_of_one_address_is_limited(post: BlogPostPage, is_known: bool) -> None:
    for number in range(MOST_HELD):
        submit(post, text=f"Words {number}", is_known=True)

    with pytest.raises(TooManyWaiting):
        submit(post, text="And more", is_known=is_known, now=NOW + timedelta(days=9))


def test_a_blocked_address_is_told_nothing_and_comes_to_nothing(post: BlogPostPage) -> None:
    Commenter.objects.create(email="ann@example.org", name="Ann", created_at=NOW, blocked_at=NOW)

    made = commenting.submit(talk=talk_of(post), draft=draft(), is_known=False, now=NOW)

    assert (made, Comment.objects.count(), OutgoingMail.objects.count()) == (None, 0, 0)


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.HELD, State.SHOWN])
def test_words_are_changed_while_they_are_new(post: BlogPostPage, state: State) -> None:
    made = comment(post.translation_key, "befor", state=state, submitted_at=NOW)

    commenting.change(public_id=made.public_id, text="before", now=NOW + timedelta(minutes=14))

    made.refresh_from_db()
    # Its writer has no other comment that is shown: a moderator looks again.
    assert (made.text, made.state) == ("before", State.UNCONFIRMED if state == State.UNCONFIRMED else State.HELD)


@pytest.mark.parametrize(("state", "minutes"), [(State.SHOWN, 15), (State.HIDDEN, 1), (State.SPAM, 1)])
def test_what_is_old_or_hidden_cannot_be_changed(post: BlogPostPage, state: State, minutes: int) -> None:
    made = comment(post.translation_key, "before", state=state, submitted_at=NOW)

    with pytest.raises(TooLate):
        commenting.change(public_id=made.public_id, text="after", now=NOW + timedelta(minutes=minutes))


def test_a_comment_is_withdrawn_and_its_answers_stay(post: BlogPostPage) -> None:
    made = write(post, "Ann")
    answer = comment(post.translation_key, parent=made)

    commenting.withdraw(public_id=made.public_id)
    commenting.withdraw(public_id=made.public_id)
    made.refresh_from_db()
    withdrawn = (made.state, made.name, made.text, made.commenter)
    commenting.withdraw(public_id=answer.public_id)

    assert withdrawn == (State.WITHDRAWN, "", "", None)
    assert list(Comment.objects.in_talk()) == []
    assert not Comment.objects.filter(pk=answer.pk).exists()


def test_what_nobody_confirms_is_forgotten_after_a_week(post: BlogPostPage) -> None:
    submit(post)
    write(post, "Bob")

    commenting.forget(NOW + timedelta(days=7))

    assert [each.email for each in Commenter.objects.all()] == ["bob@example.org"]
    assert Comment.objects.get().state == State.HELD


def test_a_tick_in_the_form_follows_the_talk_once_it_is_confirmed(post: BlogPostPage) -> None:
    made = submit(post, follows=True)
    before = ThreadFollower.objects.count()

    commenting.confirm(public_id=made.public_id, now=NOW)

    assert (before, ThreadFollower.objects.get().confirmed_at) == (0, NOW)


def test_only_public_pages_that_have_comments_take_them(post: BlogPostPage) -> None:
    hidden, draft_page, without = place_post("Hidden"), place_post("Draft", live=False), place(StandardPage, "About")
    hide(hidden)
    off, closed = place_post("Off", comments="off"), place_post("Closed", comments="closed")

    for key in (*(page.translation_key for page in (hidden, draft_page, without, off)), uuid4()):
        assert find_talk(key, NOW) is None
    with pytest.raises(TalkClosed):
        submit(closed)


def test_what_editors_have_not_published_is_not_in_force(post: BlogPostPage) -> None:
    post.comments = "closed"
    post.save_revision()
    before = talk_of(post).is_open
    publish(post)

    assert (before, talk_of(post).is_open) == (True, False)


def test_all_languages_share_one_talk(post: BlogPostPage) -> None:
    publish(home("cy"))
    translate(place_blog(), title="Straeon")
    welsh = translate(post, title="Post")

    made = comment(welsh.translation_key, locale="cy")

    assert list(Comment.objects.under(post.translation_key)) == [made]
