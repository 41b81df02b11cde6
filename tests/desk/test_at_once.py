"""Buttons of the desk that are pressed twice, or by two people at once: no press ends in an error."""

import pytest
from django.test import Client

from pages.models import EventPage
from tests.factories.at_once import at_once
from tests.factories.desk import WHAT, write
from tests.factories.events import event_of
from tests.factories.hubs import person_of, place_hub

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def test_a_meeting_that_is_begun_four_times_and_published_four_times() -> None:
    host = person_of(place_hub("Brighton"))
    phones = [Client() for _ in range(4)]
    for phone in phones:
        phone.force_login(host)

    begun = at_once(lambda number: phones[number].post("/desk/brighton/new/", WHAT).status_code, times=4, hands=4)
    drafts = EventPage.objects.count()
    look = write(phones[0])
    published = at_once(lambda number: phones[number].post(look, {"publish": "1"}).status_code, times=4, hands=4)

    assert (begun, drafts) == ([302] * 4, 4)
    assert published == [302] * 4
    assert event_of(EventPage.objects.live().get()).occurrences.exists()
    assert EventPage.find_problems() == ([], [], [], [], [])
