"""Reporting a comment to moderators, without saying who one is."""

import pytest
from django.test import Client

from community.models import Comment, Report
from community.services.reporting import MOST_WAITING, report
from tests.factories.comments import NOW, comment
from tests.factories.pages import place_post
from tests.factories.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def bad(db: None) -> Comment:
    return comment(place_post().translation_key, "Buy pills.")


def test_a_reader_says_what_is_wrong(client: Client, bad: Comment) -> None:
    path = f"/comment/{bad.pk}/report/"

    form = words(client.get(path))
    done = client.post(path, {"reason": "spam", "words": "It sells.\0"}, follow=True)

    made = Report.objects.get()
    assert "Buy pills." in form
    assert done.redirect_chain == [(f"{path}done/", 302)]
    assert "Thank you" in words(done)
    assert (made.comment, made.reason, made.words, made.settled_at) == (bad, "spam", "It sells.", None)
    assert list(Report.objects.waiting()) == [made]


@pytest.mark.parametrize("typed", [{}, {"reason": "because"}, {"reason": "spam", "words": "x" * 1001}])
def test_what_is_not_said_or_too_much_is_refused(client: Client, bad: Comment, typed: dict[str, str]) -> None:
    answer = client.post(f"/comment/{bad.pk}/report/", typed)

    assert (answer.status_code, "There is a problem" in words(answer)) == (422, True)
    assert Report.objects.count() == 0


def test_machines_and_many_are_stopped(client: Client, bad: Comment) -> None:
    path = f"/comment/{bad.pk}/report/"

    client.post(path, {"reason": "spam", "website": "x"})
    before = Report.objects.count()
    statuses = {client.post(path, {"reason": "spam", "words": f"{number}"}).status_code for number in range(31)}

    assert (before, statuses) == (0, {302, 429})


def test_of_one_comment_moderators_get_as_many_reports_as_they_can_use(bad: Comment) -> None:
    for number in range(MOST_WAITING + 5):
        report(comment=bad, reason="spam", words=f"{number // 2}", now=NOW)
        report(comment=bad, reason="abuse", words=f"{number}", now=NOW)

    assert Report.objects.count() == MOST_WAITING
    assert Report.objects.filter(reason="spam", words="0").count() == 1
