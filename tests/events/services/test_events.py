"""An event in force: its rows follow its rule, and what people decided of single dates stays."""

import uuid
from datetime import date, time, timedelta

import pytest

from events.models import Event, Hub, Occurrence
from events.recurrence import RecurrenceError
from events.services import events, hubs, occurrences
from events.services.dates import HORIZON, extend_horizon
from events.services.occurrences import Scope
from tests.factories.events import LONDON, NOW, TUESDAY, WEEKLY, again, dates_of, put_in_force, told
from tests.factories.hubs import make_hub

pytestmark = [pytest.mark.django_db, pytest.mark.database]

FOUR = f"{WEEKLY};COUNT=4"


def cancel(event: Event, day: date, scope: Scope = Scope.THIS) -> None:
    occurrences.cancel_dates(key=event.key, original_date=day, scope=scope, now=NOW)


def move(event: Event, day: date, to: date) -> None:
    occurrences.move_dates(
        key=event.key, original_date=day, scope=Scope.THIS, to_day=to, to_time=time(18), minutes=60, now=NOW
    )


def test_a_weekly_event_stays_at_seven_when_the_clocks_change_and_reaches_the_horizon() -> None:
    event = put_in_force(rule=WEEKLY)

    rows = dates_of(event)

    assert [f"{row.starts_at:%d %b %H:%M}" for row in rows[3:5]] == ["24 Mar 19:00", "31 Mar 18:00"]
    assert {f"{row.starts_local:%H:%M}–{row.ends_local:%H:%M}" for row in rows} == {"19:00–20:30"}
    assert rows[-1].original_date == date(2027, 8, 31)
    assert event.made_until == NOW.date() + HORIZON
    assert len(rows) == 79


def test_publishing_a_weekly_rule_takes_few_queries_however_many_dates_it_has(
    django_assert_max_num_queries: pytest.FixtureRequest,
) -> None:
    hub = make_hub()

    with django_assert_max_num_queries(50):  # type: ignore[operator]
        put_in_force("weekly", rule=WEEKLY, hub=hub)
    with django_assert_max_num_queries(63):  # type: ignore[operator]
        put_in_force("daily", rule="RRULE:FREQ=DAILY", hub=hub)


def test_publishing_again_changes_no_row_and_no_number_in_the_sequence() -> None:
    event = put_in_force(rule=FOUR)
    rows = [(row.pk, row.starts_at) for row in dates_of(event)]

    same = again(event)

    assert [(row.pk, row.starts_at) for row in dates_of(same)] == rows
    assert same.sequence == 0


def test_a_new_hour_keeps_each_row_what_was_cancelled_and_what_was_moved() -> None:
    event = put_in_force(rule=FOUR)
    cancel(event, date(2026, 3, 10))
    move(event, date(2026, 3, 17), date(2026, 3, 18))
    keys = [row.pk for row in dates_of(event)]

    later = again(event, at=time(20))

    assert told(later) == ["03 Mar 20:00", "10 Mar 20:00 cancelled", "18 Mar 18:00 moved", "24 Mar 20:00"]
    assert [row.pk for row in dates_of(later)] == keys
    assert f"{dates_of(later)[2].original_starts_at:%d %H:%M}" == "17 20:00"
    assert later.sequence == 3


def test_a_new_rule_keeps_the_days_that_it_still_names_and_whatever_somebody_has_touched() -> None:
    event = put_in_force(rule=FOUR)
    kept = dates_of(event)[2].pk
    cancel(event, date(2026, 3, 10))

    changed = again(event, rule="RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3")

    assert told(changed) == ["03 Mar 19:00", "10 Mar 19:00 cancelled", "17 Mar 19:00", "31 Mar 19:00"]
    assert dates_of(changed)[2].pk == kept
    assert told(again(changed, rule=FOUR)) == [
        "03 Mar 19:00",
        "10 Mar 19:00 cancelled",
        "17 Mar 19:00",
        "24 Mar 19:00",
    ]


def test_what_is_over_stays_as_it_was_and_no_past_is_made_up() -> None:
    event = put_in_force(rule=FOUR)
    after_two = NOW + timedelta(days=9)

    changed = again(event, at=time(9), day=date(2026, 3, 4), rule="RRULE:FREQ=WEEKLY;COUNT=3", now=after_two)

    assert told(changed) == ["03 Mar 19:00", "10 Mar 19:00", "11 Mar 09:00", "18 Mar 09:00"]


def test_a_series_that_began_long_ago_has_the_dates_of_the_last_year() -> None:
    event = put_in_force(day=date(2016, 3, 1), rule=WEEKLY)

    assert dates_of(event)[0].original_date == date(2025, 3, 4)


def test_a_single_meeting_takes_its_row_along_to_another_day() -> None:
    event = put_in_force()
    row = dates_of(event)[0].pk

    moved = again(event, day=date(2026, 5, 5))

    assert told(moved) == ["05 May 19:00"]
    assert dates_of(moved)[0].pk == row
    assert told(again(moved, day=date(2030, 1, 1))) == ["01 Jan 19:00"]


@pytest.mark.parametrize("rule", ["RRULE:FREQ=SECONDLY", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"])
def test_a_rule_that_is_not_taken_changes_nothing(rule: str) -> None:
    event = put_in_force(rule=FOUR)

    with pytest.raises(RecurrenceError):
        again(event, rule=rule, at=time(12))

    assert told(event) == ["03 Mar 19:00", "10 Mar 19:00", "17 Mar 19:00", "24 Mar 19:00"]
    assert Event.objects.get().start_time == time(19)


def test_each_night_the_horizon_reaches_further_and_standing_decisions_hold_there() -> None:
    ending, going_on = put_in_force("ending", rule=WEEKLY), put_in_force("going-on", rule=WEEKLY)
    cancel(ending, date(2026, 6, 2), Scope.FOLLOWING)
    put_in_force("finite", rule=FOUR)
    put_in_force("once")
    before = len(dates_of(going_on))

    extend_horizon(NOW + timedelta(days=14))
    extend_horizon(NOW + timedelta(days=14))

    assert told(ending)[-2:] == ["07 Sep 19:00 cancelled", "14 Sep 19:00 cancelled"]
    assert told(going_on)[-1] == "14 Sep 19:00"
    assert len(dates_of(going_on)) == len(dates_of(ending)) == before + 2
    assert Occurrence.objects.filter(event__slug="finite").count() == 4


def test_what_is_withdrawn_is_not_public_and_comes_back_as_it_was() -> None:
    event = put_in_force(rule=FOUR)
    cancel(event, TUESDAY)

    events.withdraw_event(key=event.key, now=NOW)

    assert not Event.objects.in_force().exists()
    assert not Occurrence.objects.public().exists()
    assert told(again(event))[0] == "03 Mar 19:00 cancelled"
    assert Occurrence.objects.public().count() == 4


def test_events_of_a_closed_hub_are_not_public() -> None:
    hub = make_hub()
    put_in_force(rule=FOUR, hub=hub)

    hubs.close_hub(key=hub.key, now=NOW)

    assert not Event.objects.in_force().exists()
    assert not Occurrence.objects.public().exists()
    Hub.objects.update(closed_at=None)
    events.show_events_of_hub(hub=Hub.objects.get())
    assert Occurrence.objects.public().filter(hub=hub).count() == 4


def test_words_are_told_in_the_language_of_the_reader() -> None:
    event = put_in_force()
    told_in_welsh = {"title": "Cynulliad", "summary": "", "access_note": "", "path": "/cy/cynulliad/"}

    events.put_event_text_in_force(key=event.key, locale="cy", now=NOW, **told_in_welsh)
    events.put_event_text_in_force(key=uuid.uuid4(), locale="cy", now=NOW, **told_in_welsh)

    assert [Event.objects.get().text(each).title for each in ("en", "cy", "fr")] == [
        "Assembly",
        "Cynulliad",
        "Assembly",
    ]
    events.withdraw_event_text(key=event.key, locale="cy", now=NOW)
    assert Event.objects.get().text("cy").path == "/assembly/"


def test_two_events_of_one_name_have_slugs_of_their_own() -> None:
    assert [put_in_force().slug, put_in_force().slug] == ["assembly", "assembly-2"]
    assert Event.objects.first().start.zone == LONDON  # type: ignore[union-attr]
