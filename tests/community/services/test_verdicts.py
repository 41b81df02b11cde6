"""How comments are judged once their writer is known: by their words, their page, and what else was sent."""

from datetime import timedelta

import pytest

from accounts.models import User
from community import talks
from community.models import Action, Comment, Commenter, Learned, SpamWord, State
from community.moderation.registry import kind_named
from community.services import answering, deciding
from community.services.assessing import assess_alone, words_of_page
from community.services.learning import all_words, learn, unlearn, words_of
from community.services.moderating import forget_spam
from community.spam.first_words import WEIGHT, first_words
from tests.community.spam.test_seed import COMMENTS, WEATHER
from tests.factories.comments import NOW, comment, talk_of, write
from tests.factories.pages import place_post, publish

pytestmark = pytest.mark.django_db
SPAM = "Cheap pills and casino bonus, order now, guaranteed profit, visit http://pills.example for a free trial"
COMMENTS_KIND = "comment"


@pytest.fixture
def moderator() -> User:
    return User.objects.create_superuser("mo")


def test_the_first_comment_of_somebody_is_held_and_the_next_is_shown() -> None:
    post = place_post()
    first = write(post, text="I agree with this.")
    assert (first.state, first.score, first.reasons) == (State.HELD, 0, [["first_comment", 0]])
    Comment.objects.update(state=State.SHOWN)

    assert write(post, text="One more thought of mine.").state == State.SHOWN


def test_spam_of_somebody_who_is_known_is_held_for_its_score() -> None:
    post = place_post()
    comment(post.translation_key, email="Ann@example.org".lower())

    held = write(post, text=SPAM)

    assert held.state == State.HELD
    assert held.reason in ("words_of_spam", "like_spam")
    assert held.score >= 50
    assert held.taken_in_at == NOW


def test_the_same_words_from_many_are_put_with_the_spam() -> None:
    post = place_post()
    for number in range(3):
        write(post, f"Bot{number}", text=f"{SPAM} {number}")

    fourth = write(post, "Bot4", text=f"{SPAM} 4")

    assert fourth.state == State.SPAM
    assert ["said_by_many", 60] in fourth.reasons


def test_the_answer_about_the_weather_is_held_by_its_score_on_a_real_page() -> None:
    post = place_post("Progressive Alliance – The Story So Far", introduction="A network of progressive parties.")
    above = comment(post.translation_key, COMMENTS["2"], email="ann@example.org")

    found = write(post, "Bob", text=COMMENTS[WEATHER], parent_id=above.pk)
    neighbour = write(post, text=COMMENTS["3"])

    assert (found.state, found.score) == (State.HELD, 55)
    assert [code for code, _ in found.reasons] == ["cut_out", "unrelated"]
    assert (neighbour.state, neighbour.score) == (State.SHOWN, 0)


def test_what_moderators_teach_counts_until_they_take_it_back(moderator: User) -> None:
    rows = [write(place_post(slug=f"p{each}"), f"Bot{each}", text=f"Xylophone bargains {each}") for each in range(2)]
    kind = kind_named(COMMENTS_KIND)

    decision = deciding.decide(kind=kind, keys=[rows[0].pk], action=Action.SPAM, by=moderator, now=NOW)
    taught = words_of("xylophone").words["xylophone"]
    deciding.undo(decision_id=decision.pk, by=moderator, now=NOW)

    assert taught == (WEIGHT, 0)
    assert "xylophone" not in words_of("xylophone").words
    with pytest.raises(deciding.UndoneBefore):
        deciding.undo(decision_id=decision.pk, by=moderator, now=NOW)


def test_learning_counts_each_word_once_a_text_and_never_below_nothing() -> None:
    learn(["tea tea biscuits", "tea"], Learned.HAM)
    unlearn(["tea cake"], Learned.HAM)
    unlearn(["cake"], Learned.HAM)

    rows = {row.word: (row.spam, row.ham) for row in SpamWord.objects.all()}
    assert rows["tea"] == (0, 1)
    assert "cake" not in rows
    assert all_words().ham == first_words().ham + 0
    assert all_words().words["biscuits"][1] == first_words().words.get("biscuits", (0, 0))[1] + WEIGHT


def test_what_was_decided_again_since_is_not_undone(moderator: User) -> None:
    kind, post = kind_named(COMMENTS_KIND), place_post()
    rows = [write(post, f"Bot{each}", text=f"Thought number {each}") for each in range(2)]
    both = deciding.decide(kind=kind, keys=[each.pk for each in rows], action=Action.HIDE, by=moderator, now=NOW)
    deciding.decide(kind=kind, keys=[rows[0].pk], action=Action.SHOW, by=moderator, now=NOW)

    assert deciding.undo(decision_id=both.pk, by=moderator, now=NOW) == 1
    assert [Comment.objects.get(pk=each.pk).state for each in rows] == [State.SHOWN, State.HELD]


def test_a_sender_is_blocked_with_all_of_theirs_and_unblocked_by_undoing(moderator: User) -> None:
    kind, post = kind_named(COMMENTS_KIND), place_post()
    shown = comment(post.translation_key, email="ann@example.org")
    held = write(post, text="Something rude")
    held.refresh_from_db()

    decision = deciding.decide(kind=kind, keys=[held.pk], action=Action.BLOCK, by=moderator, now=NOW)

    assert {each.state for each in Comment.objects.all()} == {State.HIDDEN}
    assert Commenter.objects.get().blocked_at == NOW
    deciding.undo(decision_id=decision.pk, by=moderator, now=NOW)
    shown.refresh_from_db()
    assert shown.state == State.SHOWN
    assert Commenter.objects.get().blocked_at is None


def test_imported_comments_are_looked_at_by_their_words_alone() -> None:
    row = Comment(text=SPAM, name="Bot")

    assert assess_alone(row, all_words()).points >= 50
    assert (row.score >= 50, len(row.fingerprint)) == (True, 16)


def test_an_official_answer_is_shown_at_once_under_the_name_of_who_wrote_it(moderator: User) -> None:
    row = comment(place_post().translation_key)

    made = answering.answer(comment_id=row.pk, author=moderator, role="organiser", text="Thank you.", now=NOW)

    assert (made.is_official, made.is_shown, made.name, made.role, made.depth) == (True, True, "mo", "organiser", 2)
    Comment.objects.filter(pk=row.pk).update(state=State.HIDDEN)
    with pytest.raises(answering.NoAnswerPossible):
        answering.answer(comment_id=row.pk, author=moderator, role="", text="Thank you.", now=NOW)


def test_closing_a_talk_closes_every_language_of_it_and_publishes_nothing_else(moderator: User) -> None:
    post = place_post("The hub")
    post.title = "A draft of another title"
    post.save_revision()

    talks.close(talk_of(post), by=moderator, now=NOW + timedelta(days=1))

    assert not talk_of(post).is_open
    post.refresh_from_db()
    assert (post.title, post.comments) == ("The hub", "closed")
    publish(post.get_latest_revision_as_object())
    assert not talk_of(post).is_open


def test_the_words_of_a_page_are_those_that_it_is_found_by() -> None:
    post = place_post("The hub in Frome")

    assert "The hub in Frome" in words_of_page(post.page_ptr)


def test_spam_is_deleted_after_three_months_but_for_what_was_answered() -> None:
    key = place_post().translation_key
    answered = comment(key, SPAM, state=State.SPAM)
    comment(key, SPAM, state=State.SPAM)
    comment(key, "I know.", parent=answered)

    forget_spam(NOW + timedelta(days=89))
    assert Comment.objects.count() == 3
    forget_spam(NOW + timedelta(days=91))
    assert set(Comment.objects.values_list("text", flat=True)) == {SPAM, "I know."}
