"""The moderators' inbox: what stands in it, and what its buttons do."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts import roles
from accounts.models import User
from community.models import Decision, Report, SpamWord, State
from community.services import reporting
from tests.factories.comments import NOW, comment
from tests.factories.moderation import INBOX, SPAM, hold, press
from tests.factories.pages import place_post
from tests.factories.reading import words as read

pytestmark = pytest.mark.django_db


def test_a_case_stands_with_its_words_its_page_its_sender_and_why_it_waits(client: Client, moderator: User) -> None:
    post = place_post("The hub")
    comment(post.translation_key, email="ann@example.org")
    hold(post, "<b>Hello</b> all", name="Ann", email="ann@example.org")

    words = read(client.get(INBOX))

    assert "Comments: 1" in words
    assert "<b>Hello</b> all" in words
    assert "The hub" in words
    assert "ann@example.org" in words
    assert "1 shown, 1 waiting" in words
    assert "It begins in the middle of a sentence, as if cut out of another text (+30)" in words
    assert "55 points in all" in words


def test_only_moderators_come_in(client: Client) -> None:
    user = User.objects.create_user("ed", "ed@example.org")
    user.groups.add(Group.objects.get(name=roles.EDITORS))
    client.force_login(user)
    row = hold(place_post())

    for path in ("", "decisions/", f"comment/{row.pk}/", f"comment/{row.pk}/answer/"):
        assert client.get(INBOX + path).status_code == 302
    assert press(client, row, "show").redirect_chain
    row.refresh_from_db()
    assert row.state == State.HELD


@pytest.mark.parametrize(
    ("action", "state"),
    [("show", State.SHOWN), ("hide", State.HIDDEN), ("spam", State.SPAM), ("block", State.HIDDEN)],
)
def test_a_button_decides_and_who_did_it_is_kept(client: Client, moderator: User, action: str, state: State) -> None:
    row = hold(place_post())

    answer = press(client, row, action, why="Because")

    row.refresh_from_db()
    decision = Decision.objects.get()
    assert row.state == state
    assert (decision.by, decision.action, decision.number, decision.why) == (moderator, action, 1, "Because")
    assert "Nothing waits here." in read(answer)
    assert "Mo" in read(client.get(f"{INBOX}decisions/"))


def test_what_was_decided_can_be_undone_and_the_filter_unlearns(client: Client, moderator: User) -> None:
    row = hold(place_post(), SPAM)
    press(client, row, "spam")
    assert SpamWord.objects.get(word="pills").spam == 1

    client.post(f"{INBOX}decisions/{Decision.objects.get().pk}/undo/")

    row.refresh_from_db()
    assert (row.state, row.learned, row.judged_at) == (State.HELD, "", None)
    assert not SpamWord.objects.exists()
    assert Decision.objects.get().undone_by == moderator


def test_reports_of_one_comment_are_one_row_and_settled_together(client: Client, moderator: User) -> None:
    row = comment(place_post().translation_key, "Something rude")
    for words in ("He insults me", "Really rude"):
        reporting.report(comment=row, reason="abuse", words=words, now=NOW)

    told = read(client.get(INBOX))
    assert "2 reports of one comment" in told
    assert "It insults or threatens somebody" in told
    assert "He insults me" in told
    press(client, Report.objects.latest("pk"), "hide", group=str(row.pk))
    row.refresh_from_db()
    assert row.state == State.HIDDEN
    assert not Report.objects.waiting().exists()
    client.post(f"{INBOX}decisions/{Decision.objects.get().pk}/undo/")
    row.refresh_from_db()
    assert row.state == State.SHOWN
    assert Report.objects.waiting().count() == 2


def test_a_report_of_what_is_well_is_settled_alone(client: Client, moderator: User) -> None:
    row = comment(place_post().translation_key, "Something true")
    reporting.report(comment=row, reason="false", words="", now=NOW)

    press(client, Report.objects.get(), "settle")

    row.refresh_from_db()
    assert row.state == State.SHOWN
    assert not Report.objects.waiting().exists()


def test_shown_comments_that_look_like_spam_are_pointed_out_until_somebody_has_looked(
    client: Client, moderator: User
) -> None:
    row = comment(place_post().translation_key, SPAM, score=70, reason="words_of_spam", reasons=[["words_of_spam", 70]])

    assert "Cheap pills" in read(client.get(f"{INBOX}?reason=shown_like_spam"))
    press(client, row, "show")
    assert "Nothing waits here." in read(client.get(INBOX))


def test_what_the_filter_put_aside_waits_for_nobody_and_can_be_saved(client: Client, moderator: User) -> None:
    row = comment(place_post().translation_key, "Not spam at all", state=State.SPAM, score=120)

    assert "Nothing waits here." in read(client.get(INBOX))
    assert "Not spam at all" in read(client.get(f"{INBOX}?kind=spam"))
    press(client, row, "not_spam", "?kind=spam", kind="spam")
    row.refresh_from_db()
    assert (row.state, row.learned) == (State.SHOWN, "ham")


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "burn"},
        {"last": "x"},
        {"last": "9" * 30},
        {"kind": "nonsense"},
        {"action": "settle"},
        {"why": "x" * 501},
    ],
)
def test_a_forged_form_is_refused(client: Client, moderator: User, fields: dict[str, str]) -> None:
    row = hold(place_post())

    assert press(client, row, fields.pop("action", "show"), **fields).status_code == 400
    row.refresh_from_db()
    assert row.state == State.HELD


def test_somebody_else_was_quicker(client: Client, moderator: User) -> None:
    row = hold(place_post())
    press(client, row, "show")

    assert "Somebody else was quicker" in read(press(client, row, "spam"))
