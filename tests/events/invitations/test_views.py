"""The link of an invitation: opening it uses nothing up, its button lets in, and each dead end says what to do."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from cms.models import OutgoingMail
from events.hub_roles import role_of
from events.models import Hub, Invitation, Role
from events.services.invitations import invite, revoke
from pages.models import HubPage
from tests.factories.hubs import hub_of, person_of, place_hub

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture
def page() -> HubPage:
    return place_hub("Brighton", contact_email="brighton@example.org")


@pytest.fixture
def hub(page: HubPage) -> Hub:
    return hub_of(page)


@pytest.fixture
def lead(page: HubPage) -> User:
    user = person_of(page, role="lead")
    user.first_name, user.last_name = "Lea", "Day"
    user.save()
    return user


def link_to(hub: Hub, lead: User, email: str = "ann@example.org", **more: Any) -> str:
    """The path of an invitation's page, as its mail tells it."""
    invite(hub=hub, email=email, user=lead, **{"role": Role.HOST, "locale": "en", "now": timezone.now(), **more})
    text = OutgoingMail.objects.latest("pk").text
    return next(line for line in text.splitlines() if line.startswith("http")).removeprefix("http://testserver")


def read(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_opening_it_uses_nothing_up_and_the_button_lets_in(client: Client, page: HubPage, hub: Hub, lead: User) -> None:
    link = link_to(hub, lead)
    for _ in range(3):
        scanner = Client()
        scanner.head(link)
        opened = scanner.get(link)
    accounts_before = User.objects.filter(email="ann@example.org").count()

    pressed = client.post(link)

    ann = User.objects.get(email="ann@example.org")
    assert (opened.status_code, accounts_before) == (200, 0)
    assert "Lea Day invites you to be one of those who run Brighton." in read(opened)
    assert (opened["Referrer-Policy"], opened["X-Robots-Tag"]) == ("same-origin", "noindex")
    assert "no-store" in opened["Cache-Control"]
    assert (pressed.status_code, pressed["Location"]) == (302, "/desk/brighton/")
    assert (ann.username, ann.has_usable_password(), role_of(ann, hub)) == ("ann", False, Role.HOST)
    assert client.get(f"/admin/pages/{page.pk}/").status_code == 200
    assert EmailAddress.objects.get(user=ann).verified
    assert 29 < client.session.get_expiry_age() / 86400 <= 30


def test_the_button_is_safe_from_other_sites(page: HubPage, hub: Hub, lead: User) -> None:
    link, strict = link_to(hub, lead), Client(enforce_csrf_checks=True)

    assert strict.post(link).status_code == 403
    assert not User.objects.filter(email="ann@example.org").exists()


def test_whoever_came_by_a_link_can_choose_a_password_later(client: Client, hub: Hub, lead: User) -> None:
    client.post(link_to(hub, lead))

    Client().post("/accounts/password/reset/", {"email": "ann@example.org"})

    assert OutgoingMail.objects.filter(to="ann@example.org", subject="Choose a new password").count() == 1


def test_a_second_link_signs_in_an_account_without_a_password(client: Client, hub: Hub, lead: User) -> None:
    client.post(link_to(hub, lead))
    frome = place_hub("Frome")

    again = Client().post(link_to(hub_of(frome), person_of(frome, role="lead")))

    assert (again.status_code, User.objects.filter(email="ann@example.org").count()) == (302, 1)


@pytest.mark.parametrize("kind", ["with a password", "administrator"])
def test_an_account_that_is_more_signs_in_by_itself(client: Client, hub: Hub, lead: User, kind: str) -> None:
    password = PASSWORD if kind == "with a password" else None
    ann = User.objects.create_user("ann", "Ann@example.org", password, is_superuser=kind == "administrator")
    link = link_to(hub, lead)

    opened, pressed = client.get(link), client.post(link)
    signed_in = "_auth_user_id" in client.session
    client.force_login(ann)
    accepted = client.post(link)

    assert "You have an account already: ann" in read(opened)
    assert f'href="/accounts/login/?next={link}"' in read(opened)
    assert (pressed.status_code, signed_in, accepted.status_code) == (403, False, 302)
    assert role_of(ann, hub) == Role.HOST


def test_somebody_else_who_is_signed_in_accepts_nothing(client: Client, hub: Hub, lead: User) -> None:
    link = link_to(hub, lead)
    client.force_login(lead)

    opened, pressed = client.get(link), client.post(link)

    assert "This invitation is for ann@example.org, and you are signed in as brighton-lead." in read(opened)
    assert (pressed.status_code, Invitation.objects.get().accepted_at) == (403, None)


def test_each_dead_end_says_what_to_do(client: Client, hub: Hub, lead: User) -> None:
    now = timezone.now()
    expired = link_to(hub, lead, "a@example.org", now=now - timedelta(days=15))
    revoked = link_to(hub, lead, "b@example.org")
    revoke(invitation=Invitation.objects.latest("pk"), user=lead, now=now)
    used = link_to(hub, lead, "c@example.org")
    Client().post(used)
    inactive = link_to(hub, lead, "d@example.org")
    User.objects.create_user("d", "d@example.org", is_active=False)
    answers = {
        expired: (410, "Ask Lea Day for a new one"),
        revoked: (410, "This invitation no longer works"),
        used: (410, "This invitation has been used"),
        inactive: (200, "Your account is closed"),
        "/invitation/unknown/": (404, "copy all of it from the mail"),
        "/invitation/%00/": (404, "copy all of it from the mail"),
        f"/invitation/{'x' * 2000}/": (404, "copy all of it from the mail"),
        "/cy/invitation/unknown/": (404, ""),
    }

    for link, (status, words) in answers.items():
        opened, pressed = client.get(link), client.post(link)
        assert (opened.status_code, words in read(opened)) == (status, True), link
        assert pressed.status_code in (403, 404, 410), link
    assert "_auth_user_id" not in client.session


def test_whoever_keeps_the_mail_comes_to_the_desk_by_its_link(
    client: Client, page: HubPage, hub: Hub, lead: User
) -> None:
    link = link_to(hub, lead)
    client.post(link)

    again = client.get(link)
    hub.hosts_group.user_set.clear()
    removed = client.get(link)

    assert (again.status_code, again["Location"]) == (302, "/desk/brighton/")
    assert (removed.status_code, client.get("/desk/brighton/").status_code) == (410, 404)


def test_a_link_to_a_closed_hub_says_so(client: Client, page: HubPage, hub: Hub, lead: User) -> None:
    link = link_to(hub, lead)
    page.unpublish()

    assert "Nobody works on Brighton" in read(client.get(link))
    assert client.post(link).status_code == 410


def test_guessing_is_slowed_down(client: Client) -> None:
    answers = [client.post(f"/invitation/guess-{number}/").status_code for number in range(21)]

    assert answers == [404] * 20 + [429]


def test_two_of_one_name_have_accounts_of_their_own(client: Client, hub: Hub, lead: User) -> None:
    User.objects.create_user("Ann")

    client.post(link_to(hub, lead, "ann@elsewhere.example"))
    mail.outbox.clear()

    assert User.objects.get(email="ann@elsewhere.example").username == "ann2"


@pytest.mark.database
def test_who_owns_an_address_that_only_looks_like_anothers_does_not_become_them(
    client: Client, hub: Hub, lead: User
) -> None:
    """PostgreSQL holds i and ı for the same letter when it compares without case."""
    ian = User.objects.create_user("ian", "ian@vision.example")

    client.post(link_to(hub, lead, email="ian@visıon.example"))

    assert role_of(ian, hub) is None
    assert client.session["_auth_user_id"] != str(ian.pk)
