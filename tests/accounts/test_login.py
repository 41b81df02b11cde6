"""The one login: every door leads to it, guessing is slowed down, and it tells nobody who has an account."""

import re
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.utils.http import urlencode

from accounts.models import User
from tests.factories.pages import home, publish

PASSWORD = "correct horse battery"
LOGIN = "/accounts/login/"


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_superuser("ada", "ada@example.org", PASSWORD)


def sign_in(client: Client, login: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(LOGIN, {"login": login, "password": password}, **extra)


@pytest.mark.django_db
@pytest.mark.parametrize("door", ["/login/", "/admin/login/", "/_util/login/"])
def test_every_door_leads_to_the_login_and_keeps_where_to(client: Client, door: str) -> None:
    response = client.get(f"{door}?next=/admin/pages/")

    assert (response.status_code, response.headers["Location"]) == (302, f"{LOGIN}?next=%2Fadmin%2Fpages%2F")
    assert client.get(door).headers["Location"] == LOGIN


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "done/", "confirm/MQ/abc-def/", "complete/"])
def test_every_page_of_wagtails_password_reset_leads_to_ours(client: Client, path: str) -> None:
    response = client.get(f"/admin/password_reset/{path}")

    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/password/reset/")


@pytest.mark.django_db
def test_the_login_is_in_the_language_of_its_address_and_leads_to_the_other(client: Client) -> None:
    publish(home("cy"))

    pages = {path: client.get(f"{path}?next=/admin/").content.decode() for path in (LOGIN, f"/cy{LOGIN}")}

    assert client.get("/cy/login/").headers["Location"] == f"/cy{LOGIN}"
    assert ["Enw defnyddiwr" in html for html in pages.values()] == [False, True]
    assert f'href="/cy{LOGIN}?next=/admin/"' in pages[LOGIN]
    assert f'href="{LOGIN}?next=/admin/"' in pages[f"/cy{LOGIN}"]


def test_what_has_one_address_for_all_is_offered_in_no_other_language(client: Client, ada: User) -> None:
    publish(home("cy"))
    client.force_login(ada)

    html = client.get("/admin/login/?next=/admin/pages/").content.decode()

    assert "This is not open to you" in html
    assert "hreflang" not in html


@pytest.mark.django_db
def test_the_admin_asks_to_sign_in_first(client: Client) -> None:
    assert client.get("/admin/pages/").headers["Location"] == "/login/?next=/admin/pages/"


@pytest.mark.parametrize("login", ["ada", "ada@example.org", "ADA@example.org"])
def test_a_name_or_an_address_will_do(client: Client, ada: User, login: str) -> None:
    response = sign_in(client, login)

    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("name", ["a" * 255, "a" * 100_000])
def test_a_name_longer_than_any_is_refused_before_it_is_looked_for(client: Client, ada: User, name: str) -> None:
    response = sign_in(client, name)

    assert response.status_code == 200
    assert "at most 254 characters" in response.content.decode()


def test_one_comes_back_to_where_one_wanted_to_go(client: Client, ada: User) -> None:
    response = client.post(LOGIN, {"login": "ada", "password": PASSWORD, "next": "/admin/images/"})

    assert response.headers["Location"] == "/admin/images/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "https:evil.example",
        "https:///evil.example",
        "http:/evil.example",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,hello",
        " https://evil.example/",
        "\thttps://evil.example/",
        "/\t/evil.example/",
        "https://testserver@evil.example/",
        "https://evil.example/?testserver",
        "https://testserver.evil.example/",
        "ftp://testserver/",
    ],
)
def test_nobody_is_led_to_another_site(client: Client, ada: User, elsewhere: str) -> None:
    response = client.post(LOGIN, {"login": "ada", "password": PASSWORD, "next": elsewhere})
    again = client.get(f"{LOGIN}?{urlencode({'next': elsewhere})}")

    assert response.headers["Location"] == "/admin/"
    assert again.headers["Location"] == "/admin/"


def guess(client: Client, login: str, **extra: Any) -> list[int]:
    return [sign_in(client, login, f"wrong {number}", **extra).status_code for number in range(25)]


def test_whoever_guesses_is_stopped(client: Client, ada: User) -> None:
    statuses = guess(client, "ada")
    right = sign_in(client, "ada")

    assert statuses == [200] * 5 + [429] * 20
    assert right.status_code == 429
    assert right.headers["Retry-After"] == "300"
    assert "Too many attempts" in right.content.decode()


def test_the_honest_user_is_let_in_from_elsewhere_at_once(client: Client, ada: User) -> None:
    guess(client, "ada", REMOTE_ADDR="198.51.100.7")

    assert sign_in(client, "ada", REMOTE_ADDR="192.0.2.1").status_code == 302


def test_the_honest_user_is_let_in_from_there_within_a_quarter_of_an_hour(
    client: Client, ada: User, time_machine: Any
) -> None:
    time_machine.move_to("2026-11-23T09:00:00Z", tick=False)
    guess(client, "ada")

    time_machine.move_to("2026-11-23T09:14:59Z", tick=False)

    assert sign_in(client, "ada").status_code == 302


def test_guessing_from_one_address_stops_for_all_accounts(client: Client, ada: User) -> None:
    statuses = [sign_in(client, f"user{number}", "wrong").status_code for number in range(25)]

    assert statuses == [200] * 10 + [429] * 15


def test_behind_a_proxy_the_client_is_counted_and_not_what_it_claims(client: Client, ada: User, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    statuses = [
        sign_in(client, "ada", "wrong", headers={"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.7"}).status_code
        for number in range(25)
    ]
    neighbour = sign_in(client, "ada", headers={"X-Forwarded-For": "192.0.2.1"})

    assert statuses[-1] == 429
    assert neighbour.status_code == 302


def without_token(content: bytes) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", content.decode())


@pytest.mark.parametrize(("known", "unknown"), [("ada", "bob"), ("ada@example.org", "bob@example.org")])
def test_a_wrong_password_looks_like_an_unknown_account(client: Client, ada: User, known: str, unknown: str) -> None:
    answers = [sign_in(client, login, "wrong") for login in (known, unknown)]

    bodies = [
        without_token(answer.content).replace(login, "LOGIN")
        for answer, login in zip(answers, (known, unknown), strict=True)
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize("login", ["ada", "ada@example.org", "bob"])
def test_a_wrong_login_is_told_in_the_reader_s_language(client: Client, ada: User, login: str) -> None:
    said = {LOGIN: "The username or the password is wrong"}
    said[f"/cy{LOGIN}"] = "Mae’r enw defnyddiwr neu’r cyfrinair yn anghywir"

    for path, words in said.items():
        assert words in client.post(path, {"login": login, "password": "wrong"}).content.decode()


class CountingHasher(MD5PasswordHasher):
    """Hashing is what takes time at the login."""

    hashed = 0

    def encode(self, password: str, salt: str) -> str:
        CountingHasher.hashed += 1
        return super().encode(password, salt)


@pytest.mark.parametrize("login", ["ada", "ada@example.org", "bob", "bob@example.org"])
def test_a_wrong_password_takes_as_long_with_an_account_as_without(
    client: Client, ada: User, settings: Any, login: str
) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    before = CountingHasher.hashed

    sign_in(client, login, "wrong")

    assert CountingHasher.hashed - before == 1


def test_a_closed_account_stays_out(client: Client, ada: User) -> None:
    ada.is_active = False
    ada.save()

    response = sign_in(client, "ada")
    client.post("/accounts/password/reset/", {"email": "ada@example.org"})

    assert response.headers["Location"] == "/accounts/inactive/"
    assert "This account is closed" in client.get("/accounts/inactive/").content.decode()
    assert client.get("/admin/").status_code == 302
    assert mail.outbox == []


def test_the_demos_password_is_refused_where_settings_say_so(client: Client, ada: User, settings: Any) -> None:
    ada.set_password("changeme")
    ada.save()
    settings.REFUSED_PASSWORDS = ["changeme"]

    refused = sign_in(client, "ada", "changeme")
    settings.REFUSED_PASSWORDS = []
    let_in = sign_in(client, "ada", "changeme")

    assert refused.status_code == 200
    assert "Everybody knows this password" in refused.content.decode()
    assert let_in.status_code == 302
