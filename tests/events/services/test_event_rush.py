"""Events that are published at once, of one name and while their hub is closed: nobody fails for another's sake."""

from uuid import uuid4

import pytest

from events.models import Event
from events.services import hubs, occurrences
from events.services.occurrences import Scope
from tests.factories.at_once import at_once
from tests.factories.events import NOW, TUESDAY, WEEKLY, put_in_force
from tests.factories.hubs import make_hub

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def test_eight_events_of_one_name_each_get_a_slug_of_their_own() -> None:
    answers = at_once(lambda _: put_in_force("assembly", key=uuid4()), times=8, hands=8)

    assert [each for each in answers if isinstance(each, Exception)] == []
    slugs = Event.objects.order_by("slug").values_list("slug", flat=True)
    assert list(slugs) == ["assembly", *(f"assembly-{number}" for number in range(2, 9))]


def test_a_button_that_is_pressed_four_times_publishes_one_event() -> None:
    key = uuid4()

    answers = at_once(lambda _: put_in_force(key=key), times=4, hands=4)

    assert [each for each in answers if isinstance(each, Exception)] == []
    assert Event.objects.count() == 1


def test_a_hub_is_closed_and_opened_while_its_meetings_are_published_and_changed() -> None:
    hub = make_hub()
    keys = [put_in_force(f"series-{number}", key=uuid4(), hub=hub, rule=WEEKLY).key for number in range(3)]
    which = {"original_date": TUESDAY, "scope": Scope.ALL, "now": NOW}

    def work(number: int) -> object:
        key = keys[number % 3]
        if number % 4 == 0:
            return hubs.close_hub(key=hub.key, now=NOW)
        if number % 4 == 1:
            return put_in_force(f"series-{number % 3}", key=key, hub=hub, rule=f"{WEEKLY};INTERVAL={1 + number % 2}")
        if number % 4 == 2:
            return put_in_force(f"new-{number}", key=uuid4(), hub=hub, rule=WEEKLY)
        return occurrences.restore_dates(key=key, **which)  # type: ignore[arg-type]

    answers = at_once(work, times=32, hands=8)

    assert [each for each in answers if isinstance(each, Exception)] == []
