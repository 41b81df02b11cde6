"""One invitation whose button is pressed many times at once: it lets in once, and makes one account."""

import threading
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.models import User
from events.models import Hub, Invitation, Role
from events.services import invitations
from events.services.invitations import NotOpen
from tests.factories.at_once import at_once
from tests.factories.hubs import make_hub

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def invite(monkeypatch: pytest.MonkeyPatch) -> tuple[Invitation, str]:
    """An invitation, and what its link is made of."""
    monkeypatch.setattr(invitations.secrets, "token_urlsafe", lambda length: "secret")
    admin = User.objects.create_superuser("admin")
    told = {"email": "ann@example.org", "role": Role.HOST, "locale": "en"}
    return invitations.invite(hub=make_hub(), user=admin, now=timezone.now(), **told), "secret"


def press(invitation: Invitation, user: User) -> str:
    try:
        invitations.accept(invitation=Invitation.objects.get(pk=invitation.pk), user=user, now=timezone.now())
    except NotOpen:
        return "too late"
    return "in"


def acceptances() -> int:
    return ModelLogEntry.objects.filter(action=invitations.ACCEPTED).count()


def test_of_eight_who_have_the_link_one_is_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    invitation, _ = invite(monkeypatch)
    people = [User.objects.create_user(f"person-{number}") for number in range(8)]

    answers = at_once(lambda number: press(invitation, people[number]), times=8, hands=8)

    assert sorted(answers) == ["in", *["too late"] * 7]
    accepted_by = Invitation.objects.get().accepted_by
    assert accepted_by == people[answers.index("in")]
    assert list(invitation.hub.hosts_group.user_set.all()) == [accepted_by]
    assert acceptances() == 1


def test_one_button_pressed_eight_times_makes_one_account(monkeypatch: pytest.MonkeyPatch) -> None:
    _, token = invite(monkeypatch)

    def push(_: int) -> int:
        return Client().post(f"/invitation/{token}/").status_code

    answers = at_once(push, times=8, hands=8)

    # Whoever is late is sent back to the page, or reads there that it was used.
    assert set(answers) <= {302, 410}
    assert User.objects.filter(email="ann@example.org").count() == 1
    assert (Invitation.objects.get().accepted_by.email, acceptances()) == ("ann@example.org", 1)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer, whatever we lock")
def test_twin_without_the_lock_more_than_one_would_be_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    invitation, _ = invite(monkeypatch)
    people = [User.objects.create_user(f"person-{number}") for number in range(4)]
    all_have_looked, look = threading.Barrier(4, timeout=5), Invitation.state

    def look_first(self: Invitation, now: Any) -> Any:
        state = look(self, now)
        with suppress(threading.BrokenBarrierError):
            all_have_looked.wait()
        return state

    for model in (Hub, Invitation):
        monkeypatch.setattr(type(model.objects.all()), "select_for_update", lambda self, **options: self)
    monkeypatch.setattr(Invitation, "state", look_first)

    answers = at_once(lambda number: press(invitation, people[number]), times=4, hands=4)

    assert answers.count("in") > 1
