"""What somebody means who asks for meetings near a place, and how far each of them is."""

from decimal import Decimal
from typing import Any

import pytest

from events.models import Event, Mode
from events.near import Near, PlaceError, read
from tests.factories.events import put_in_force


def refusal(text: str) -> tuple[str, list[str]]:
    with pytest.raises(PlaceError) as caught:
        read(text)
    return caught.value.code, caught.value.choices


def test_a_town_is_asked_for_again_by_its_label() -> None:
    near = read("  newport,   shropshire ", 10)

    assert (near.asked, near.label, near.within) == ("Newport, Shropshire", "Newport, Shropshire", 10)
    assert (near.latitude, near.longitude, near.is_exact) == (52.76684, -2.37734, False)


def test_a_position_is_rounded_to_about_a_mile() -> None:
    near = read("51.2345678, -2.3256789")

    assert (near.asked, near.label, near.latitude, near.longitude) == ("51.23,-2.33", "Frome", 51.23, -2.33)
    assert (near.is_exact, near.within) == (True, 25)


def test_a_postcode_is_its_first_half() -> None:
    near = read("ba11 1aa")

    assert (near.asked, near.label, near.latitude, near.longitude) == ("BA11 1AA", "Frome", 51.233, -2.325)
    assert near.is_exact


def test_an_area_knows_no_miles() -> None:
    near = read("wealden")

    assert (near.asked, near.area, near.is_exact) == ("Wealden", "Wealden", False)


@pytest.mark.parametrize(
    ("text", "code", "first"),
    [
        ("Newport", "several", "Newport, Wales"),
        ("Guilford", "unknown", "Guildford"),
        ("Xqzzy", "unknown", ""),
        ("95,10", "unknown", ""),
        ("51,190", "unknown", ""),
        ("BT1 1AA", "unknown_postcode", ""),
        ("ZZ9 9ZZ", "unknown_postcode", ""),
    ],
)
def test_what_nobody_knows_is_refused_with_what_may_have_been_meant(text: str, code: str, first: str) -> None:
    told, choices = refusal(text)

    assert (told, choices[0] if choices else "") == (code, first)


def test_where_nobody_looks_up_postcodes_it_is_said(settings: Any) -> None:
    settings.POSTCODE_LOOKUP = ""

    assert refusal("BA11 1AA") == ("no_postcodes", [])


def slugs(near: Near) -> dict[str, float | None]:
    names = dict(Event.objects.values_list("pk", "slug"))
    return {names[pk]: None if miles is None else round(miles, 1) for pk, miles in near.miles.items()}


@pytest.mark.django_db
@pytest.mark.database
def test_events_are_near_by_their_town_or_by_their_door() -> None:
    for town in ("Frome", "Warminster", "Bath", "Brighton"):
        put_in_force(town.lower(), town=town)
    put_in_force("village", town="Nunney", latitude=Decimal("51.21"), longitude=Decimal("-2.38"))
    put_in_force("corner", town="Nowhere", latitude=Decimal("51.36"), longitude=Decimal("-2.13"))
    put_in_force("online", town="Frome", mode=Mode.ONLINE)
    put_in_force("nowhere", town="Nowhere")

    assert slugs(read("Frome", 10)) == {"frome": 0.0, "warminster": 6.4, "village": 2.8}
    assert slugs(read("51.23,-2.32", 5)) == {"frome": 0.1, "village": 2.9}
    assert slugs(read("Frome", 25)) == {"frome": 0.0, "warminster": 6.4, "village": 2.8, "bath": 10.3, "corner": 12.3}


@pytest.mark.django_db
@pytest.mark.database
def test_in_an_area_are_those_in_its_towns() -> None:
    put_in_force("frome", town="Frome")
    put_in_force("brighton", town="Brighton")
    put_in_force("village", town="Nunney", latitude=Decimal("51.21"), longitude=Decimal("-2.38"))

    assert slugs(read("Somerset")) == {"frome": None, "village": None}


@pytest.mark.django_db
@pytest.mark.database
def test_what_is_not_published_is_near_nobody() -> None:
    put_in_force("frome", town="Frome")
    Event.objects.update(is_published=False)

    assert slugs(read("Frome")) == {}
