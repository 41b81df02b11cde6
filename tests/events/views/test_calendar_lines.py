"""Lines of the calendar's lists: what lasts for days, and where one can sign up."""

import re
from collections.abc import Iterator
from datetime import date, time

import pytest
import time_machine
from django.test import Client

from events.services import occurrences
from events.services.occurrences import Scope
from tests.factories.events import NOW, TUESDAY, put_in_force
from tests.factories.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_what_lasts_for_days_is_listed_on_each_of_them_until_it_is_over(client: Client) -> None:
    four_days = 4 * 24 * 60
    put_in_force("camp", title="Camp", day=date(2026, 3, 5), at=time(0), minutes=four_days)
    put_in_force("night", title="Night", day=date(2026, 3, 5), at=time(22), minutes=300)
    put_in_force("after", title="After", day=date(2026, 3, 8), at=time(23))

    def listed(path: str) -> list[str]:
        return re.findall(r">(Camp|Night|After)</a>", read(client, path))

    days = {day: listed(f"/calendar/2026-03-0{day}/") for day in (4, 5, 6, 8, 9)}
    with time_machine.travel("2026-03-08T12:00:00Z", tick=False):
        running = listed("/calendar/list/")
    with time_machine.travel("2026-03-09T00:00:00Z", tick=False):
        over = listed("/calendar/list/")

    assert days == {4: [], 5: ["Camp", "Night"], 6: ["Camp"], 8: ["Camp", "After"], 9: []}
    assert running == ["Camp", "After"]
    assert over == ["After"]


@pytest.mark.parametrize("path", ["/calendar/list/", "/calendar/2026-03-03/"])
def test_one_can_sign_up_from_the_list_while_people_can(client: Client, path: str) -> None:
    event = put_in_force("open", title="Open")
    put_in_force("closed", title="Closed", takes_sign_ups=False)
    link = 'href="/calendar/events/open/2026-03-03/sign-up/"'

    before = read(client, path)
    occurrences.cancel_dates(key=event.key, original_date=TUESDAY, scope=Scope.THIS, now=NOW)

    assert before.count("/sign-up/") == before.count(link) == 1
    assert "/sign-up/" not in read(client, path)
