"""Signing out, and choosing a password anew: who may, and what it tells others."""

import re
from typing import Any

import pytest
from allauth.account import urls as allauth_urls
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from cms.models import OutgoingMail

KEY = r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"
CONFIRM = r"^confirm-email/(?P<key>[-:\w]+)/$"
OPEN = {
    "login/",
    "login/code/",
    "login/code/confirm/",
    "logout/",
    "inactive/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/done/",
    KEY,
}

PASSWORD = "correct horse battery"
LOGIN = "/accounts/login/"


def without_token(content: bytes) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", content.decode())


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_superuser("ada", "ada@example.org", PASSWORD)


def sign_in(client: Client, login: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(LOGIN, {"login": login, "password": password}, **extra)


def test_signing_out_takes_a_post(client: Client, ada: User) -> None:
    client.force_login(ada)

    asked = client.get("/accounts/logout/")
    still_in = client.get("/admin/").status_code
    done = client.post("/accounts/logout/")

    assert (asked.status_code, still_in) == (200, 200)
    assert done.headers["Location"] == "/"
    assert client.get("/admin/").status_code == 302


def test_wagtails_own_sign_out_leads_back_to_the_login(client: Client, ada: User) -> None:
    client.force_login(ada)

    response = client.post("/admin/logout/", follow=True)

    assert response.redirect_chain[-1] == (LOGIN, 302)
    assert client.get("/admin/").status_code == 302


def test_who_may_not_enter_the_admin_is_told_so_and_not_sent_in_circles(client: Client, db: None) -> None:
    User.objects.create_user("vera", "vera@example.org", PASSWORD)

    landed = sign_in(client, "vera")
    refused = client.get("/admin/", follow=True)

    assert landed.headers["Location"] == "/"
    assert refused.status_code == 403
    assert "You are signed in as vera" in refused.content.decode()


def test_nobody_can_sign_up(client: Client, db: None) -> None:
    client.post("/accounts/signup/", {"username": "eve", "email": "eve@example.org", "password1": PASSWORD})

    assert not User.objects.exists()


@pytest.mark.parametrize("language", ["", "/cy"])
@pytest.mark.parametrize("path", [str(pattern.pattern) for pattern in allauth_urls.urlpatterns])
def test_of_allauth_only_signing_in_and_a_forgotten_password_are_open(
    client: Client, ada: User, path: str, language: str
) -> None:
    client.force_login(ada)
    address = {KEY: "password/reset/key/1-abc-def/", CONFIRM: "confirm-email/abc/"}.get(path, path)

    response = client.get(f"{language}/accounts/{address}")

    assert (response.status_code != 404) is (path in OPEN)


def test_no_mail_goes_to_an_address_that_somebody_signed_in_adds(client: Client, ada: User) -> None:
    client.force_login(ada)

    response = client.post("/accounts/email/", {"email": "victim@example.net", "action_add": ""})

    assert response.status_code == 404
    assert mail.outbox == []


def test_a_forgotten_password_is_chosen_anew_through_a_mail(
    client: Client, ada: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        asked = client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    [sent] = mail.outbox
    link = re.search(r"http://testserver(/\S+)", sent.body)
    assert link
    form = client.get(link[1], follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "another long one", "password2": "another long one"})

    assert asked.headers["Location"] == "/accounts/password/reset/done/"
    assert (sent.to, sent.subject) == (["ada@example.org"], "Choose a new password")
    assert sign_in(client, "ada").status_code == 200
    assert sign_in(client, "ada", "another long one").status_code == 302


def test_who_asks_in_welsh_is_written_to_in_welsh(
    client: Client, ada: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/cy/accounts/password/reset/", {"email": "ada@example.org"})

    [sent] = mail.outbox
    assert sent.subject == "Dewiswch gyfrinair newydd"
    assert "http://testserver/cy/accounts/password/reset/key/" in sent.body


def test_asking_for_a_new_password_tells_nobody_who_has_an_account(
    client: Client, ada: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answers = [
            client.post("/accounts/password/reset/", {"email": email}, follow=True)
            for email in ("ada@example.org", "bob@example.org")
        ]

    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert without_token(answers[0].content) == without_token(answers[1].content)
    assert [sent.to for sent in mail.outbox] == [["ada@example.org"]]


def work_for(client: Client, email: str) -> tuple[list[str], list[str]]:
    """What asking for a new password writes into the database, and the texts that are rendered for it."""
    rendered: list[str] = []

    def note(template: Any, **kwargs: Any) -> None:
        rendered.append(template.name)

    template_rendered.connect(note)
    with CaptureQueriesContext(connection) as queries:
        client.post("/accounts/password/reset/", {"email": email})
    template_rendered.disconnect(note)
    written = [query["sql"].replace('"', "").replace(" OR IGNORE", "") for query in queries]
    return [" ".join(sql.split()[:3]) for sql in written if sql.startswith(("INSERT", "UPDATE"))], rendered


def test_asking_for_a_new_password_is_the_same_work_for_an_unknown_address(
    client: Client, ada: User, django_capture_on_commit_callbacks: Any
) -> None:
    work_for(client, "ada@example.org")  # Only with the first, allauth takes note of the address.
    with django_capture_on_commit_callbacks(execute=True) as after_ada:
        known = work_for(client, "ada@example.org")
    with django_capture_on_commit_callbacks(execute=True) as after_bob:
        unknown = work_for(client, "bob@example.org")

    assert unknown == known
    assert unknown[0] == ["INSERT INTO cms_outgoingmail"]
    assert {f"mail/password_reset.{part}" for part in ("subject", "txt", "html")} <= set(unknown[1])
    assert (len(after_ada), len(after_bob)) == (1, 1)
    done = OutgoingMail.objects.order_by("-pk").values_list("to", "status", "attempts")
    assert list(done[:2]) == [("", "sent", 1), ("ada@example.org", "sent", 1)]


def test_a_password_that_everybody_uses_is_not_taken(client: Client, ada: User) -> None:
    client.force_login(ada)

    response = client.post(
        "/admin/account/",
        {"password-old_password": PASSWORD, "password-new_password1": "changeme", "password-new_password2": "changeme"},
    )

    assert "too common" in response.content.decode()
