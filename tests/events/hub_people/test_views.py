"""The admin's page of a hub's people: what leads, hosts and others see there, and what its buttons do."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from accounts import roles
from accounts.models import User
from cms.models import OutgoingMail
from events.hub_roles import role_of
from events.models import Hub, Invitation, Role
from events.services.invitations import invite
from pages.models import HubPage
from tests.factories.followers import follow
from tests.factories.hubs import hub_of, person_of, place_hub

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> HubPage:
    return place_hub("Brighton", chat_url="https://chat.example/brighton")


@pytest.fixture
def hub(page: HubPage) -> Hub:
    return hub_of(page)


@pytest.fixture
def lead(page: HubPage) -> User:
    return person_of(page, role="lead")


@pytest.fixture
def host(page: HubPage) -> User:
    return person_of(page)


def text(answer: object) -> str:
    main = answer.content.decode().partition("<main")[2]  # type: ignore[attr-defined]
    return " ".join(re.sub("<[^>]+>", " ", main).split())


def test_a_lead_sees_people_and_invitations_and_sends_another(client: Client, hub: Hub, lead: User, host: User) -> None:
    invite(hub=hub, email="bob@example.org", role=Role.HOST, locale="en", user=lead, now=timezone.now())
    client.force_login(lead)
    address = f"/admin/hubs/{hub.pk}/people/"
    follow(hub, "follower")

    sent = client.post(address, {"email": "ann@example.org", "role": "lead", "language": "cy"}, follow=True)

    shown = text(sent)
    assert "1 person follows this hub by mail." in shown
    assert "follower@" not in shown
    assert sent.redirect_chain == [(address, 302)]
    assert "The invitation is on its way to ann@example.org." in sent.content.decode()
    for word in (lead.email, host.email, "bob@example.org", "ann@example.org", "https://chat.example/brighton"):
        assert word in shown
    latest = Invitation.objects.latest("pk")
    assert (latest.email, latest.role) == ("ann@example.org", "lead")
    assert "/cy/invitation/" in OutgoingMail.objects.latest("pk").text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"email": "no address", "role": "host", "language": "en"}, "Enter a valid email address"),
        ({"email": "a@example.org", "role": "admin", "language": "en"}, "Select a valid choice"),
        ({"email": "brighton-lead@example.org", "role": "host", "language": "en"}, "one of the hub’s people already"),
        ({"email": "a@example.org\nBcc: b@example.org", "role": "host", "language": "en"}, "Enter a valid email"),
    ],
)
def test_a_form_that_is_wrong_says_so(client: Client, hub: Hub, lead: User, sent: dict[str, str], words: str) -> None:
    client.force_login(lead)

    answer = client.post(f"/admin/hubs/{hub.pk}/people/", sent)

    assert (answer.status_code, words in text(answer), Invitation.objects.count()) == (422, True, 0)


def test_a_host_sees_names_and_neither_addresses_nor_buttons(client: Client, hub: Hub, lead: User, host: User) -> None:
    invite(hub=hub, email="bob@example.org", role=Role.HOST, locale="en", user=lead, now=timezone.now())
    client.force_login(host)

    shown = text(client.get(f"/admin/hubs/{hub.pk}/people/"))

    assert lead.username in shown
    assert [word for word in ("@example.org", "Invite", "Remove", "Revoke") if word in shown] == []
    sent = client.post(f"/admin/hubs/{hub.pk}/people/", {"email": "a@example.org", "role": "host", "language": "en"})
    removed = client.post(f"/admin/hubs/{hub.pk}/people/{lead.pk}/remove/")
    revoked = client.post(f"/admin/hubs/{hub.pk}/invitations/{Invitation.objects.get().pk}/revoke/")
    # Wagtail answers a refusal with a redirection and a message.
    assert [each.status_code for each in (sent, removed, revoked)] == [302, 302, 302]
    assert (Invitation.objects.open_at(timezone.now()).count(), role_of(lead, hub)) == (1, Role.LEAD)


def test_a_lead_revokes_and_removes_after_one_question(client: Client, hub: Hub, lead: User, host: User) -> None:
    waiting = invite(hub=hub, email="b@example.org", role=Role.HOST, locale="en", user=lead, now=timezone.now())
    client.force_login(lead)
    removing = f"/admin/hubs/{hub.pk}/people/{host.pk}/remove/"

    client.post(f"/admin/hubs/{hub.pk}/invitations/{waiting.pk}/revoke/")
    asked = text(client.get(removing))
    still = role_of(host, hub)
    client.post(removing)

    assert "brighton-host can no longer work on Brighton." in asked
    assert (still, role_of(host, hub)) == (Role.HOST, None)
    assert Invitation.objects.open_at(timezone.now()).count() == 0


def test_the_only_lead_is_told_to_hand_over_first(client: Client, hub: Hub, lead: User) -> None:
    client.force_login(lead)

    answer = client.post(f"/admin/hubs/{hub.pk}/people/{lead.pk}/remove/", follow=True)

    assert "make somebody else a lead first" in answer.content.decode()
    assert role_of(lead, hub) == Role.LEAD


def test_people_of_another_hub_find_nothing_here(client: Client, hub: Hub, lead: User, host: User) -> None:
    other = place_hub("Frome")
    waiting = invite(hub=hub, email="b@example.org", role=Role.HOST, locale="en", user=lead, now=timezone.now())
    client.force_login(person_of(other, role="lead"))
    theirs, ours = hub_of(other).pk, hub.pk

    addresses = [
        f"/admin/hubs/{ours}/people/",
        f"/admin/hubs/{ours}/people/{host.pk}/remove/",
        f"/admin/hubs/{ours}/invitations/{waiting.pk}/revoke/",
        f"/admin/hubs/{theirs}/people/{host.pk}/remove/",
        f"/admin/hubs/{theirs}/invitations/{waiting.pk}/revoke/",
        "/admin/hubs/999999999999999999/people/",
    ]

    assert [client.post(address).status_code for address in addresses] == [404] * 6
    assert "Brighton" not in text(client.get("/admin/hubs/"))
    assert (role_of(host, hub), Invitation.objects.open_at(timezone.now()).count()) == (Role.HOST, 1)


def test_a_menu_item_leads_there_for_those_who_have_a_hub(client: Client, hub: Hub, lead: User) -> None:
    client.force_login(User.objects.create_superuser("admin"))
    for_admin = client.get("/admin/hubs/")
    client.force_login(lead)
    for_lead, of_lead = client.get("/admin/"), client.get("/admin/hubs/")
    volunteer = User.objects.create_user("vera")
    volunteer.groups.add(Group.objects.get(name=roles.VOLUNTEERS))
    client.force_login(volunteer)
    for_volunteer = client.get("/admin/")

    assert f'href="/admin/hubs/{hub.pk}/people/"' in for_admin.content.decode()
    assert ["A new hub begins with its page" in text(each) for each in (for_admin, of_lead)] == [True, False]
    assert ["/admin/hubs/" in each.content.decode() for each in (for_lead, for_volunteer)] == [True, False]
    assert client.get("/admin/hubs/").status_code == 302


def test_invitations_of_one_user_are_limited(client: Client, hub: Hub, lead: User, settings: object) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"invite": "1/h/user"}  # type: ignore[attr-defined]
    client.force_login(lead)
    answers = [
        client.post(f"/admin/hubs/{hub.pk}/people/", {"email": f"{n}@example.org", "role": "host", "language": "en"})
        for n in range(2)
    ]

    assert [answer.status_code for answer in answers] == [302, 429]
    assert Invitation.objects.count() == 1
