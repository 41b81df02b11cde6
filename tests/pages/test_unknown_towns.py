"""What editors and volunteers are told of towns that are on no map, and which ones are suggested to them."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from tests.factories.desk import WHERE, read, write
from tests.factories.events import NOW, place_event
from tests.factories.hubs import person_of, place_hub

pytestmark = pytest.mark.django_db

UNKNOWN = "We do not know which place is meant."


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin", "admin@example.org", "changeme"))
    return client


def edited(client: Client, page: Any) -> str:
    return read(client.get(f"/admin/pages/{page.pk}/edit/"))


def test_of_a_hub_the_names_that_nobody_knows_are_told_and_kept(admin: Client) -> None:
    unknown = edited(admin, place_hub("Guildford", area="Surey", towns="Guilford, Woking, Newport"))
    known = edited(admin, place_hub("Woking", area="Surrey", towns="Guildford, Woking"))

    assert UNKNOWN in unknown
    assert "<li>“Surey” – perhaps Surrey" in unknown
    assert "<li>“Guilford” – perhaps Guildford" in unknown
    assert "<li>“Newport” – perhaps Newport, Wales; Newport, Isle of Wight" in unknown
    assert "“Woking”" not in unknown
    assert 'value="Surey"' in unknown
    assert UNKNOWN not in known


def test_of_an_event_its_town_is_told_unless_the_hub_or_the_door_says_which(admin: Client) -> None:
    shropshire = place_hub("Shropshire", area="Shropshire")

    told = [
        edited(admin, page)
        for page in (
            place_event("One", town="Newport"),
            place_event("Two", town="Newport", parent=shropshire),
            place_event("Three", town="Newport", latitude="52.77", longitude="-2.38"),
            place_event("Four", town="Frome"),
        )
    ]

    assert [UNKNOWN in html for html in told] == [True, False, False, False]


def test_the_editor_of_an_event_is_suggested_the_towns_of_the_hub(admin: Client) -> None:
    hub = place_hub("Brighton", towns="Brighton, Hove, Newhaven")

    html = edited(admin, place_event("One", town="Brighton", parent=hub))

    assert 'list="id_town-suggestions"' in html
    assert '<option value="Brighton"><option value="Hove"><option value="Newhaven"></datalist>' in html
    assert "datalist" not in edited(admin, place_event("Two", town="Brighton"))


def test_so_is_a_volunteer_and_what_is_not_known_is_told_before_publishing(client: Client) -> None:
    client.force_login(person_of(place_hub("Brighton", towns="Brighton, Hove")))
    with time_machine.travel(NOW, tick=False):
        look = write(client)
        step = f"{look}where/?only"

        assert '<option value="Brighton"><option value="Hove"></datalist>' in read(client.get(step))
        assert UNKNOWN not in read(client.get(look))
        client.post(step, WHERE | {"town": "Newport"})
        assert "“Newport” – perhaps Newport, Wales" in read(client.get(look))
