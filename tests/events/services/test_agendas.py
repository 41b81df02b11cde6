"""What those who come want to talk about: three things each, one mark each, nobody named."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from events.models import AgendaItem, AgendaMark, Occurrence, SignUp
from events.personal_data import SIGN_UPS
from events.services import guest_lists, sign_ups
from events.services.agendas import Enough, NotAsked, hide, mark, suggest, take_back
from tests.factories.events import NOW, put_in_force
from tests.factories.hubs import make_hub
from tests.factories.sign_ups import come, date_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def date() -> Occurrence:
    return date_of(put_in_force(hub=make_hub(takes_agenda=True), capacity=3))


def say(who: SignUp, *texts: str, **changed: Any) -> None:
    for text in texts:
        suggest(public_id=who.public_id, text=text, now=changed.get("now", NOW))


def marks(date: Occurrence) -> list[tuple[str, int]]:
    return [(item.text, item.mark_number) for item in AgendaItem.objects.filter(occurrence=date).by_what_matters()]


def test_what_matters_to_most_comes_first(date: Occurrence) -> None:
    ann, ben, cat = come(date, "Ann"), come(date, "Ben"), come(date, "Cat")
    say(ann, "Buses")
    say(ben, "Housing")
    say(cat, "housing")
    for who in (ann, ann):
        mark(public_id=who.public_id, item_id=AgendaItem.objects.get(text="Housing").pk, matters=True, now=NOW)

    assert marks(date) == [("Housing", 3), ("Buses", 1)]


def test_a_mark_and_a_suggestion_are_taken_back(date: Occurrence) -> None:
    ann, ben = come(date, "Ann"), come(date, "Ben")
    say(ann, "Buses", "Trains")
    buses, trains = AgendaItem.objects.order_by("pk")
    mark(public_id=ben.public_id, item_id=buses.pk, matters=True, now=NOW)

    mark(public_id=ann.public_id, item_id=buses.pk, matters=False, now=NOW)
    take_back(public_id=ben.public_id, item_id=trains.pk, now=NOW)
    before = marks(date)
    take_back(public_id=ann.public_id, item_id=trains.pk, now=NOW)

    assert before == [("Buses", 1), ("Trains", 1)]
    assert marks(date) == [("Buses", 1)]


def test_three_things_are_enough_hidden_ones_among_them(date: Occurrence) -> None:
    ann, host = come(date, "Ann"), User.objects.create_user("host")
    say(ann, "One", "Two", "Three")
    hide(occurrence=date, item_id=AgendaItem.objects.earliest("pk").pk, is_hidden=True, user=host, now=NOW)

    with pytest.raises(Enough):
        say(ann, "Four")

    assert list(AgendaItem.objects.shown().values_list("text", flat=True)) == ["Two", "Three"]


def test_who_does_not_come_counts_no_more(date: Occurrence) -> None:
    ann, ben = come(date, "Ann"), come(date, "Ben")
    say(ann, "Buses")
    say(ben, "Buses")
    sign_ups.cancel(public_id=ann.public_id, now=NOW)

    assert marks(date) == [("Buses", 1)]
    with pytest.raises(NotAsked):
        say(ann, "Trains")


def test_nobody_is_asked_without_a_place_once_it_begins_or_where_the_hub_does_not_ask(date: Occurrence) -> None:
    ann, waiting = come(date, "Ann", guests=2), come(date, "Ben")
    silent = come(date_of(put_in_force("silent", hub=make_hub("frome", title="Frome"))), "Cat")

    for who, now in ((waiting, NOW), (silent, NOW), (ann, date.starts_at)):
        with pytest.raises(NotAsked):
            say(who, "Buses", now=now)
    say(ann, "Buses", now=date.starts_at - timedelta(seconds=1))

    assert marks(date) == [("Buses", 1)]


def test_an_item_of_another_date_is_none_of_theirs(date: Occurrence) -> None:
    ann = come(date, "Ann")
    other = date_of(put_in_force("other", hub=date.event.hub))
    ben = come(other, "Ben")
    say(ben, "Buses")
    item = AgendaItem.objects.get()

    mark(public_id=ann.public_id, item_id=item.pk, matters=True, now=NOW)
    take_back(public_id=ann.public_id, item_id=item.pk, now=NOW)

    assert marks(other) == [("Buses", 1)]


def test_it_is_exported_erased_and_forgotten_with_the_sign_up(date: Occurrence, settings: Any) -> None:
    ann, ben = come(date, "Ann"), come(date, "Ben")
    say(ann, "Buses")
    say(ben, "Buses", "Trains")

    [exported] = SIGN_UPS.export("ann@example.org")
    SIGN_UPS.erase("ann@example.org", NOW)
    after_erasure = marks(date)
    guest_lists.forget(date.ends_at + timedelta(days=settings.SIGN_UPS_KEPT_DAYS, seconds=1))

    assert (exported["agenda_items"], exported["agenda_marks"]) == (["Buses"], ["Buses"])
    assert after_erasure == [("Trains", 1)]
    assert AgendaItem.objects.count() == AgendaMark.objects.count() == 0
