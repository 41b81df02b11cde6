"""In which town an event takes place."""

import importlib
from decimal import Decimal

import pytest
from django.apps import apps

from events.event_towns import town_of
from events.models import Event, Hub, Mode
from events.services import hubs
from tests.factories.events import NOW, again, put_in_force
from tests.factories.hubs import make_hub

FROME, BRIGHTON, SHROPSHIRE, WIGHT = 2649024, 2654710, 2641595, 2641599


def label(text: str, hub: Hub | None = None, at: tuple[float, float] | None = None) -> str:
    town = town_of(text, hub, at)
    return town.label if town else ""


def test_a_town_is_the_one_that_is_called_so() -> None:
    assert label("frome") == "Frome"
    assert label("Newport, Shropshire") == "Newport, Shropshire"


def test_of_several_it_is_the_one_in_the_area_of_the_hub() -> None:
    assert label("Newport") == ""
    assert label("Newport", Hub(area="Shropshire")) == "Newport, Shropshire"
    assert label("Newport", Hub(towns=["Cowes", "Ryde"])) == "Newport, Isle of Wight"
    assert label("Nunney", Hub(area="Somerset")) == ""


def test_the_door_decides_where_it_is_known() -> None:
    assert label("Newport", at=(52.77, -2.38)) == "Newport, Shropshire"
    assert label("Nunney", at=(51.21, -2.38)) == "Frome"
    assert label("Frome", at=(50.83, -0.14)) == "Brighton"
    assert label("Frome", at=(0, 0)) == ""


@pytest.mark.django_db
@pytest.mark.database
def test_an_event_in_force_knows_its_town() -> None:
    event = put_in_force(town="Frome")
    assert event.town_id == FROME

    assert again(event, town="Brighton").town_id == BRIGHTON
    assert again(event, town="Nunney").town_id is None
    assert again(event, town="Nunney", latitude=Decimal("51.21"), longitude=Decimal("-2.38")).town_id == FROME
    assert again(event, town="Frome", mode=Mode.ONLINE).town_id is None


@pytest.mark.django_db
@pytest.mark.database
def test_another_area_of_the_hub_is_another_town() -> None:
    hub = make_hub("newport", title="Newport")
    event = put_in_force(town="Newport", hub=hub)
    assert event.town_id is None

    for area, town_id in (("Shropshire", SHROPSHIRE), ("Isle of Wight", WIGHT)):
        hubs.put_hub_in_force(
            key=hub.key,
            site=hub.site,
            slug="",
            title="Newport",
            area=area,
            towns=[],
            contact_email="",
            chat_url="",
            now=NOW,
        )

        assert Event.objects.get().town_id == town_id


@pytest.mark.django_db
@pytest.mark.database
def test_events_from_before_are_given_their_towns() -> None:
    put_in_force("known", town="Frome")
    put_in_force("unknown", town="Nunney")
    Event.objects.update(town_id=None)

    importlib.import_module("events.migrations.0010_towns_of_events").fill(apps, None)

    assert dict(Event.objects.values_list("slug", "town_id")) == {"known": FROME, "unknown": None}
