"""From the form on a hub's page to the mail about a meeting that its host publishes at the desk, and away again."""

import re
from datetime import timedelta

import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from events.models import Follower, Hub
from tests.factories.desk import read, write
from tests.factories.followers import HEARD, follow


def tick(minutes: int) -> list[str]:
    """What has been sent by then."""
    with time_machine.travel(HEARD + timedelta(minutes=minutes), tick=False):
        call_command("tick")
    return [each.subject for each in mail.outbox]


def link_in(number: int) -> str:
    found = re.search(r"http://testserver(/following/\S+)", str(mail.outbox[number].body))
    assert found
    return found[1]


def test_a_follower_hears_of_what_a_host_publishes_until_they_leave(host: User) -> None:
    visitor, volunteer = Client(), Client()
    volunteer.force_login(host)
    page = visitor.get("/hubs/brighton/").content.decode()
    form = re.search(r'action="(/calendar/hubs/\S+/follow/)"', page)
    assert form
    visitor.post(form[1], {"email": "ann@example.org"}, headers={"Sec-Fetch-Site": "same-origin"})
    asked = tick(-9)
    visitor.post(link_in(0), {"do": "confirm"})
    volunteer.post(write(volunteer), {"publish": ""})

    # Nothing commits in a test: what one tick writes, the next one sends.
    heard = [tick(minutes) for minutes in (-1, 0, 1, 2)]
    program = Client().post(link_in(1), {"List-Unsubscribe": "One-Click"})
    volunteer.post(write(volunteer, what={"title": "Buses"}), {"publish": ""})
    after = [tick(minutes) for minutes in (60, 61)][1]

    told = ["Follow Brighton?", "Brighton: Trains for Frome, 3 March"]
    assert (asked, heard, after) == (told[:1], [told[:1], told[:1], told, told], told)
    assert mail.outbox[1].extra_headers["List-Unsubscribe"] == f"<http://testserver{link_in(1)}>"
    assert (program.status_code, Follower.objects.exists()) == (200, False)


def test_the_desk_says_how_many_follow_and_how_many_will_hear_of_it(client: Client, host: User) -> None:
    nobody = read(client.get("/desk/brighton/"))
    hub = Hub.objects.get()
    for name in ("Ann", "Bob"):
        follow(hub, name)
    follow(hub, "Cem", is_confirmed=False)

    desk = read(client.get("/desk/brighton/"))
    published = client.post(write(client), {"publish": ""})["Location"]
    soon = read(client.get(published))
    tick(0)
    later = read(client.get(published))

    assert "Nobody follows this hub by mail yet." in nobody
    assert "2 people follow this hub by mail." in desk
    assert ["2 followers of this hub get a mail" in words for words in (soon, later)] == [True, False]
    assert not any("example.org" in words for words in (desk, soon))
