"""A rush for few places, on a real database with real commits: no more get in than there are, the rest in order."""

import threading
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection

from events.models import Occurrence, SignUp
from events.services import places, sign_ups
from tests.factories.at_once import at_once
from tests.factories.events import NOW
from tests.factories.sign_ups import come, date_of

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def rush(date: Occurrence, people: int, hands: int = 20) -> list[Any]:
    def come(number: int) -> bool:
        told = {"name": f"Guest {number}", "email": f"guest-{number}@example.org", "locale": "en"}
        return sign_ups.sign_up(occurrence_id=date.pk, guests=0, answers=[], now=NOW, **told)

    return at_once(come, times=people, hands=hands)


def test_of_200_people_20_are_in_and_180_wait_and_move_up_in_their_order() -> None:
    date = date_of(capacity=20)

    answers = rush(date, 200)

    by_order = list(SignUp.objects.filter(occurrence=date).order_by("pk").values_list("state", flat=True))
    assert (answers.count(True), answers.count(False)) == (20, 180)
    assert by_order == ["coming"] * 20 + ["waiting"] * 180

    gone = list(SignUp.objects.coming().values_list("public_id", flat=True)[:5])
    at_once(lambda number: sign_ups.cancel(public_id=gone[number], now=NOW), times=5, hands=5)

    offered = SignUp.objects.filter(state="offered").order_by("pk")
    assert list(offered) == list(SignUp.objects.order_by("pk")[20:25])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer, whatever we lock")
def test_twin_without_the_lock_more_people_would_be_in(monkeypatch: pytest.MonkeyPatch) -> None:
    date = date_of(capacity=11)
    come(date, "First")  # makes the guest list, for which all others would wait
    rows, all_have_counted = Occurrence.objects, threading.Barrier(4, timeout=5)
    count = places.free_places

    def look_first(guest_list: Any) -> int:
        free = count(guest_list)
        with suppress(threading.BrokenBarrierError):
            all_have_counted.wait()
        return free

    monkeypatch.setattr(type(rows.all()), "select_for_update", lambda self, **options: self)
    monkeypatch.setattr(sign_ups, "free_places", look_first)

    rush(date, 12, hands=4)

    assert SignUp.objects.coming().count() > 11


def test_one_press_eight_times_is_one_sign_up() -> None:
    date = date_of(capacity=5)
    told = {"name": "Ann", "email": "ann@example.org", "locale": "en"}

    def press(_: int) -> bool:
        return sign_ups.sign_up(occurrence_id=date.pk, guests=0, answers=[], now=NOW, **told)

    assert at_once(press, times=8, hands=8) == [True] * 8

    assert SignUp.objects.count() == 1
