"""What moderators are told by mail, how often, and the link in it that hides a comment."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail as outbox
from django.test import Client
from django.utils import timezone

from accounts import roles
from accounts.models import User
from cms.mail import send_due
from community.models import Comment, Decision, HowOften, ModeratorMail, State
from community.services import moderator_mail, reporting
from tests.factories.comments import NOW, comment
from tests.factories.pages import place_post
from tests.factories.reading import words as read

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def moderator() -> User:
    user = User.objects.create_user("mo", "mo@example.org")
    user.groups.add(Group.objects.get(name=roles.MODERATORS))
    return user


def hold(text: str = "I am new here.", *, at: Any = NOW, **fields: Any) -> Comment:
    given = {"state": State.HELD, "taken_in_at": at, "score": 55, "reasons": [["cut_out", 30]], **fields}
    return comment(place_post(slug=f"post-{Comment.objects.count()}").translation_key, text, **given)


def told(at: Any) -> list[str]:
    """The mails that went out since the last look, by their text."""
    outbox.outbox = []
    with time_machine.travel(at, tick=False):
        moderator_mail.tell(at)
        send_due(at)
    return [f"{each.to[0]} {each.subject}\n{each.body}" for each in outbox.outbox]


def test_the_first_thing_that_waits_is_told_at_once_with_its_words_and_why(moderator: User) -> None:
    hold("Is this on?", name="Ann")

    (mail,) = told(NOW)

    assert mail.startswith("mo@example.org 1 thing waits for a moderator")
    assert "Comments: 1" in mail
    assert "Ann (waits for a moderator, 55 points)" in mail
    assert "Is this on?" in mail
    assert "It begins in the middle of a sentence" in mail
    assert "http://testserver/admin/moderation/" in mail
    assert told(NOW + timedelta(minutes=1)) == []


def test_then_at_most_once_an_hour_and_only_of_what_is_new(moderator: User) -> None:
    hold("The first")
    told(NOW)
    hold("The second", at=NOW + timedelta(minutes=5))

    assert told(NOW + timedelta(minutes=59)) == []
    (mail,) = told(NOW + HOUR)
    assert "2 things wait" in mail
    assert "The second" in mail
    assert "The first" not in mail
    assert told(NOW + 3 * HOUR) == []


@pytest.mark.parametrize(("how_often", "hours"), [(HowOften.DAILY, 24), (HowOften.NEVER, None)])
def test_each_chooses_how_often(moderator: User, how_often: str, hours: int | None) -> None:
    ModeratorMail.objects.create(moderator=moderator, how_often=how_often)
    hold("The first")

    assert len(told(NOW)) == (1 if hours else 0)
    hold("The second", at=NOW + HOUR)
    assert told(NOW + 23 * HOUR) == []
    assert len(told(NOW + 24 * HOUR)) == (1 if hours else 0)


def test_what_is_shown_at_once_and_what_is_reported_are_told_too(moderator: User) -> None:
    hold("Shown already", state=State.SHOWN)
    old = comment(place_post("Old", slug="old").translation_key, "Said long ago")
    reporting.report(comment=old, reason="abuse", words="", now=NOW)

    (mail,) = told(NOW)

    assert "Reports: 1" in mail
    assert "Shown already" in mail
    assert "Said long ago" in mail


def test_nobody_else_is_told_and_administrators_only_if_they_chose_to(moderator: User) -> None:
    admin = User.objects.create_superuser("admin", "admin@example.org")
    User.objects.create_user("ed", "ed@example.org").groups.add(Group.objects.get(name=roles.EDITORS))
    hold()

    assert len(told(NOW)) == 1
    ModeratorMail.objects.create(moderator=admin)
    assert [mail.split()[0] for mail in told(NOW + timedelta(minutes=1))] == ["admin@example.org"]


def link_in(mail: str) -> str:
    found = re.search(r"http://testserver(/hide-comment/\S+)", mail)
    assert found
    return found.group(1)


@pytest.fixture
def link(moderator: User) -> str:
    hold("Something rude", at=timezone.now(), state=State.SHOWN)
    (mail,) = told(timezone.now())
    return link_in(mail)


def test_one_click_and_a_button_hide_it_signed_out_and_it_is_kept_who_did(client: Client, link: str) -> None:
    assert "Something rude" in read(client.get(link))
    assert Comment.objects.get().state == State.SHOWN

    answer = client.post(link)

    assert "This comment is not shown" in read(answer)
    assert Comment.objects.get().state == State.HIDDEN
    decision = Decision.objects.get()
    assert (decision.by.username, decision.by_mail, decision.action) == ("mo", True, "hide")
    client.post(link)
    assert Decision.objects.count() == 1


def test_another_site_cannot_press_it(client: Client, link: str) -> None:
    assert client.post(link, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert Comment.objects.get().state == State.SHOWN


def test_a_link_that_was_changed_or_is_old_or_of_a_former_moderator_does_nothing(
    client: Client, link: str, moderator: User
) -> None:
    for wrong in (link[:-3] + "aaa/", "/hide-comment/x/", "/hide-comment/WzEsMV0:1:a/"):
        assert client.post(wrong).status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert client.post(link).status_code == 404
    moderator.groups.clear()
    assert client.post(link).status_code == 404
    assert Comment.objects.get().state == State.SHOWN
