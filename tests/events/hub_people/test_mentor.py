"""The admin's page on a hub's mentor: its leads name and remove them, its hosts see them at the desk."""

import pytest
from django.test import Client

from accounts.models import User
from cms.models import OutgoingMail
from events.models import Mentor
from pages.models import HubPage
from tests.factories.desk import read
from tests.factories.hubs import hub_of, person_of, place_hub

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> HubPage:
    return place_hub("Brighton")


@pytest.fixture
def lead(page: HubPage) -> User:
    return person_of(page, role="lead")


def address(page: HubPage) -> str:
    return f"/admin/hubs/{hub_of(page).pk}/mentor/"


def test_a_lead_names_another_and_removes_them(client: Client, page: HubPage, lead: User) -> None:
    client.force_login(lead)
    sent = {"email": "Mo@Example.org", "language": "cy"}

    wrong = client.post(address(page), {"email": "nobody", "language": "en"})
    client.post(address(page), sent)
    named = Mentor.objects.get()
    shown = [read(client.get(path)) for path in (address(page), f"/admin/hubs/{hub_of(page).pk}/people/")]
    client.post(address(page), {"remove": "1"})

    assert (wrong.status_code, "Nobody was named." in read(wrong)) == (422, True)
    assert (named.email, named.locale) == ("mo@example.org", "cy")
    assert OutgoingMail.objects.get().to == "mo@example.org"
    assert all("Mentor: mo@example.org" in html for html in shown)
    assert not Mentor.objects.exists()


def test_a_host_may_ask_them_but_not_name_them(client: Client, page: HubPage, lead: User) -> None:
    client.force_login(lead)
    client.post(address(page), {"email": "mo@example.org", "language": "en"})
    client.force_login(person_of(page))

    desk = read(client.get("/desk/brighton/"))

    assert 'Your mentor: <a href="mailto:mo@example.org">ask mo@example.org</a>' in desk
    refused = [client.get(address(page)), client.post(address(page), {"remove": "1"})]
    assert [(each.status_code, each["Location"]) for each in refused] == [(302, "/admin/")] * 2
    assert Mentor.objects.exists()


def test_who_names_very_many_is_slowed_down(client: Client, page: HubPage, lead: User) -> None:
    client.force_login(lead)
    codes = [
        client.post(address(page), {"email": f"{number}@example.org", "language": "en"}).status_code
        for number in range(11)
    ]

    assert codes == [302] * 10 + [429]
