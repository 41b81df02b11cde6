"""Signing in with a code that is sent by mail, for volunteers without a password; it tells nobody who is known."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.services import make_account
from cms.models import OutgoingMail

ASK = "/accounts/login/code/"
CONFIRM = "/accounts/login/code/confirm/"
THIRTY_DAYS = 30 * 24 * 60 * 60


@pytest.fixture
def ann(db: None) -> User:
    return make_account(email="ann@example.org", language="en")


def code() -> str:
    text = OutgoingMail.objects.get(to="ann@example.org").text
    return next(line for line in text.splitlines() if re.fullmatch(r"[A-Z0-9-]{8,12}", line))


def ask(client: Client, email: str = "ann@example.org", next_page: str = "") -> Any:
    return client.post(ASK, {"email": email, "next": next_page})


def test_the_code_signs_in_for_thirty_days(client: Client, ann: User) -> None:
    asked = ask(client, "Ann@Example.org", "/desk/brighton/")
    before = "_auth_user_id" in client.session

    done = client.post(asked["Location"], {"code": code(), "next": "/desk/brighton/"})

    assert (before, asked.status_code) == (False, 302)
    assert asked["Location"].startswith(CONFIRM)
    assert (done.status_code, done["Location"]) == (302, "/desk/brighton/")
    assert client.session["_auth_user_id"] == str(ann.pk)
    assert THIRTY_DAYS - 60 < client.session.get_expiry_age() <= THIRTY_DAYS


def test_without_a_page_in_mind_it_leads_to_the_desk(client: Client, ann: User) -> None:
    ask(client)

    assert client.post(CONFIRM, {"code": code()})["Location"] == "/desk/"


def test_an_account_with_a_password_stays_until_the_browser_is_closed(client: Client, ann: User) -> None:
    ann.set_password("correct horse battery")
    ann.save()
    ask(client)

    client.post(CONFIRM, {"code": code()})

    assert client.session["_auth_user_id"] == str(ann.pk)
    assert client.session.get_expire_at_browser_close()


def test_who_mistyped_the_address_asks_again_or_signs_in_with_a_password(client: Client, ann: User) -> None:
    ask(client, "anne@example.org")

    again = [client.get(ASK), client.get("/accounts/login/")]
    ask(client)
    done = client.post(CONFIRM, {"code": code()})

    assert [answer.status_code for answer in again] == [200, 200]
    assert 'name="email"' in again[0].content.decode()
    assert 'name="password"' in again[1].content.decode()
    assert done["Location"] == "/desk/"
    assert client.session["_auth_user_id"] == str(ann.pk)


def test_nobody_is_told_who_has_an_account(client: Client, ann: User) -> None:
    pages, stranger = [], Client()
    for each, email in ((client, "ann@example.org"), (stranger, "bo@example.org")):
        asked = ask(each, email)
        shown = each.get(asked["Location"])
        wrong = each.post(CONFIRM, {"code": "AAAA-AAAA"})
        assert "This is not the code." in wrong.content.decode()
        pages.append(
            [
                (answer.status_code, re.sub(r'value="\w+"', "", answer.content.decode()))
                for answer in (asked, shown, wrong)
            ]
        )

    assert pages[0] == pages[1]
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {"ann@example.org", ""}


def test_three_wrong_codes_end_it(client: Client, ann: User) -> None:
    ask(client)
    right = code()
    answers = [client.post(CONFIRM, {"code": "AAAA-AAAA"}) for _ in range(3)]

    late = client.post(CONFIRM, {"code": right})

    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert "That was wrong too often." in client.get(ASK).content.decode()
    assert late["Location"] == ASK
    assert "_auth_user_id" not in client.session


def test_a_code_lasts_fifteen_minutes(client: Client, ann: User) -> None:
    ask(client)

    with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=5)):
        client.post(CONFIRM, {"code": code()})

    assert "_auth_user_id" not in client.session


def test_asking_again_and_again_is_slowed_down(client: Client, ann: User) -> None:
    answers = [ask(Client()) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
    assert OutgoingMail.objects.count() == 3


def test_a_closed_account_gets_no_code(client: Client, ann: User) -> None:
    User.objects.update(is_active=False)

    assert ask(client).status_code == 302
    assert not OutgoingMail.objects.exclude(to="").exists()
