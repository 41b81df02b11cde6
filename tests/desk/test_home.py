"""The door to the desks, what lies on one, and for whom."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from accounts import roles
from accounts.models import User
from events.models import Hub
from pages.models import HubPage
from tests.factories.desk import read, write
from tests.factories.hubs import hub_of, person_of, place_hub

DESK = "/desk/brighton/"


def test_the_door_leads_whoever_has_one_desk_to_it(client: Client, host: User) -> None:
    answer = client.get("/desk/")

    assert (answer.status_code, answer["Location"]) == (302, DESK)


def test_of_several_desks_one_is_chosen(client: Client, host: User) -> None:
    host.groups.add(hub_of(place_hub("Frome")).hosts_group)
    place_hub("Leeds")

    answer = read(client.get("/desk/"))

    assert 'href="/desk/frome/"' in answer
    assert f'href="{DESK}"' in answer
    assert "leeds" not in answer
    assert 'href="/desk/"' in read(client.get(DESK))


def test_without_a_desk_somebody_is_told_how_to_get_one(client: Client, hub_page: HubPage) -> None:
    client.force_login(User.objects.create_user("vera"))

    answer = client.get("/desk/")

    assert (answer.status_code, "Ask somebody who leads a hub near you" in read(answer)) == (200, True)


def test_the_signed_out_are_sent_to_the_login_and_back(client: Client, hub_page: HubPage) -> None:
    assert client.get("/desk/")["Location"] == "/login/?next=/desk/"
    assert client.get(DESK)["Location"] == f"/login/?next={DESK}"


def test_an_editor_may_enter_all(client: Client, hub_page: HubPage) -> None:
    editor = User.objects.create_user("edith")
    editor.groups.add(Group.objects.get(name=roles.EDITORS))
    client.force_login(editor)

    assert client.get(DESK).status_code == 200


def test_a_closed_hub_has_no_desk(client: Client, host: User) -> None:
    Hub.objects.update(closed_at=timezone.now())
    as_host = client.get(DESK).status_code
    client.force_login(User.objects.create_superuser("admin"))

    assert (as_host, client.get(DESK).status_code) == (404, 404)
    assert "No desk is yours yet" in read(client.get("/desk/"))


def test_the_tasks_of_a_host(client: Client, host: User) -> None:
    empty = client.get(DESK)
    client.post(write(client), {"publish": "1"})
    full = read(client.get(DESK))

    assert empty["Cache-Control"] == "private, no-store"
    assert tasks(read(empty)) == ["New meeting", "Meetings", "Posters and notes", "Look at our page"]
    assert "No meeting is planned." in read(empty)
    assert tasks(full) == ["Copy last meeting", *tasks(read(empty))]
    assert "Next: Trains for Frome, Tuesday 3 March at 19:00" in full


def test_a_lead_also_says_who_is_one_of_the_people(client: Client, hub_page: HubPage) -> None:
    client.force_login(person_of(hub_page, role="lead"))

    assert "People of this hub" in tasks(read(client.get(DESK)))


def tasks(html: str) -> list[str]:
    return [part.partition("</b>")[0] for part in html.split("<b>")[1:]]


def test_first_steps_are_crossed_off_and_go_away(client: Client, host: User, hub_page: HubPage) -> None:
    before = read(client.get(DESK))
    HubPage.objects.update(introduction="We are.", contact_email="a@example.org", chat_url="https://chat.example/")
    person_of(hub_page, role="lead")
    nearly = read(client.get(DESK))
    client.post(write(client), {"publish": "1"})

    assert before.count("○") == 5
    assert (nearly.count("○"), nearly.count("✓")) == (1, 4)
    assert "First steps" not in read(client.get(DESK))


@pytest.mark.parametrize("path", ["/desk/brighton/new/", "/desk/brighton/copy/"])
def test_who_may_add_nothing_is_offered_nothing(client: Client, host: User, hub_page: HubPage, path: str) -> None:
    hub_of(hub_page).hosts_group.page_permissions.filter(permission__codename="add_page").delete()

    assert "New meeting" not in read(client.get(DESK))
    assert client.get(path).status_code == client.post(path, {"title": "x"}).status_code == 403
