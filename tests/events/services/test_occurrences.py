"""Decisions about one date, about it and those that follow, and about all; and how many dates each day has."""

from datetime import date, time, timedelta

import pytest

from events.models import DayCount, Event, Occurrence
from events.services import events, occurrences
from events.services.day_counts import recount_all
from events.services.occurrences import BeyondCalendar, NothingToChange, Scope
from tests.factories.events import NOW, TUESDAY, WEEKLY, dates_of, put_in_force, told
from tests.factories.hubs import make_hub

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SECOND = date(2026, 3, 10)


@pytest.fixture
def event() -> Event:
    return put_in_force(rule=f"{WEEKLY};COUNT=4")


def cancel(event: Event, scope: Scope, day: date = SECOND, note: str = "") -> list[date]:
    rows = occurrences.cancel_dates(key=event.key, original_date=day, scope=scope, note=note, now=NOW)
    return [row.original_date for row in rows]


def move(event: Event, scope: Scope, to: date, **changed: str) -> None:
    occurrences.move_dates(
        key=event.key,
        original_date=SECOND,
        scope=scope,
        to_day=to,
        to_time=time(18),
        minutes=60,
        now=NOW,
        **changed,  # type: ignore[arg-type]
    )


def restore(event: Event, scope: Scope, day: date = SECOND) -> None:
    occurrences.restore_dates(key=event.key, original_date=day, scope=scope, now=NOW)


@pytest.mark.parametrize(
    ("scope", "expected"),
    [(Scope.THIS, [10]), (Scope.FOLLOWING, [10, 17, 24]), (Scope.ALL, [3, 10, 17, 24])],
)
def test_cancelling(event: Event, scope: Scope, expected: list[int]) -> None:
    affected = occurrences.affected(event=event, original_date=SECOND, scope=scope, now=NOW)
    assert [row.original_date.day for row in affected] == expected

    assert [day.day for day in cancel(event, scope, note="The hall is flooded")] == expected

    cancelled = event.occurrences.filter(status="cancelled")
    assert [(row.original_date.day, row.note, row.sequence) for row in cancelled] == [
        (day, "The hall is flooded", 1) for day in expected
    ]
    restore(event, scope)
    assert not event.occurrences.filter(status="cancelled").exists()
    assert Event.objects.get().standing == {}


def test_moving_one_and_all_that_follow_by_as_many_days(event: Event) -> None:
    move(event, Scope.THIS, date(2026, 3, 12), venue="The library", note="Only this time")
    assert told(event) == ["03 Mar 19:00", "12 Mar 18:00 moved", "17 Mar 19:00", "24 Mar 19:00"]
    row = dates_of(event)[1]
    assert (row.minutes, row.place, row.note, row.local_date) == (
        60,
        ["The library", "Frome"],
        "Only this time",
        date(2026, 3, 12),
    )

    move(event, Scope.FOLLOWING, date(2026, 3, 11))

    assert told(event) == ["03 Mar 19:00", "11 Mar 18:00 moved", "18 Mar 18:00 moved", "25 Mar 18:00 moved"]
    restore(event, Scope.ALL)
    assert told(event) == ["03 Mar 19:00", "10 Mar 19:00", "17 Mar 19:00", "24 Mar 19:00"]


def test_a_cancelled_date_does_not_move(event: Event) -> None:
    cancel(event, Scope.THIS, date(2026, 3, 17))

    move(event, Scope.FOLLOWING, date(2026, 3, 11))

    assert told(event)[2] == "17 Mar 19:00 cancelled"
    cancel(event, Scope.THIS)
    with pytest.raises(NothingToChange):
        move(event, Scope.THIS, date(2026, 3, 11))


def test_dates_that_are_over_are_not_affected(event: Event) -> None:
    later = NOW + timedelta(days=7, hours=13)

    occurrences.cancel_dates(key=event.key, original_date=SECOND, scope=Scope.ALL, now=later - timedelta(hours=2))

    assert told(event)[0] == "03 Mar 19:00"
    with pytest.raises(NothingToChange):
        occurrences.cancel_dates(key=event.key, original_date=TUESDAY, scope=Scope.ALL, now=later)


def test_nothing_to_change_and_beyond_the_calendar_change_nothing(event: Event) -> None:
    before = list(Occurrence.objects.values())

    with pytest.raises(NothingToChange):
        cancel(event, Scope.THIS, date(2026, 3, 11))
    with pytest.raises(BeyondCalendar):
        move(event, Scope.ALL, date(2100, 12, 30))
    with pytest.raises(BeyondCalendar):
        move(event, Scope.THIS, date(1999, 12, 31))

    assert list(Occurrence.objects.values()) == before
    assert Event.objects.get().sequence == 0


def counts(scope: str = "") -> dict[str, int]:
    found = DayCount.objects.filter(scope=scope).order_by("local_date")
    return {f"{each.local_date:%d %b}": each.number for each in found}


def test_days_are_counted_for_all_for_a_hub_and_for_a_town(event: Event) -> None:
    hub = make_hub()
    put_in_force("other", rule=f"{WEEKLY};COUNT=2", hub=hub, town="Brighton")
    online = put_in_force("online", mode="online", town="Leeds")

    assert counts() == {"03 Mar": 3, "10 Mar": 2, "17 Mar": 1, "24 Mar": 1}
    assert counts(f"hub:{hub.pk}") == counts("town:Brighton") == {"03 Mar": 1, "10 Mar": 1}
    assert counts("town:Leeds") == {}

    move(event, Scope.THIS, date(2026, 3, 17))
    cancel(event, Scope.THIS, TUESDAY)
    events.withdraw_event(key=online.key, now=NOW)

    assert counts() == {"03 Mar": 2, "10 Mar": 1, "17 Mar": 2, "24 Mar": 1}
    assert counts("town:Frome") == {"03 Mar": 1, "17 Mar": 2, "24 Mar": 1}
    kept = list(DayCount.objects.order_by("scope", "local_date").values_list("scope", "local_date", "number"))
    DayCount.objects.filter(scope="").delete()
    DayCount.objects.create(scope="town:Nowhere", local_date=TUESDAY, number=7)
    recount_all()
    assert list(DayCount.objects.order_by("scope", "local_date").values_list("scope", "local_date", "number")) == kept
