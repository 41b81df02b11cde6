"""The waiting list: what comes free is offered in order, for a time, to the next who fits; nobody is forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from cms import tick
from cms.models import OutgoingMail
from events.models import SignUp
from events.services import guest_lists, occurrences, sign_ups, waiting_list
from events.services.occurrences import Scope
from events.services.sign_ups import NoOffer
from tests.factories.events import NOW, TUESDAY, again
from tests.factories.sign_ups import come, date_of, mails, states

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
START = datetime(2026, 3, 3, 19, tzinfo=UTC)
LONG_BEFORE = NOW - timedelta(days=20)


def held_until() -> datetime | None:
    return SignUp.objects.get(state="offered").offered_until


def test_a_place_that_is_given_up_is_offered_to_the_first_who_waits_and_taken() -> None:
    date = date_of(capacity=1, now=LONG_BEFORE)
    ann, bob = come(date, "Ann", now=LONG_BEFORE), come(date, "Bob", now=LONG_BEFORE)
    come(date, "Cem", now=LONG_BEFORE)

    sign_ups.cancel(public_id=ann.public_id, now=LONG_BEFORE)
    held = held_until()
    sign_ups.accept_offer(public_id=bob.public_id, now=LONG_BEFORE + 23 * HOUR)

    assert held == LONG_BEFORE + 24 * HOUR
    assert states(date) == {"Ann": "cancelled", "Bob": "coming", "Cem": "waiting"}
    assert mails()[-2:] == [
        ("bob@example.org", "A place is held for you: Assembly, 3 March"),
        ("bob@example.org", "You have a place: Assembly, 3 March"),
    ]


def test_an_offer_that_nobody_takes_goes_to_the_next_and_they_are_told() -> None:
    date = date_of(capacity=1, now=LONG_BEFORE)
    ann, bob = come(date, "Ann", now=LONG_BEFORE), come(date, "Bob", now=LONG_BEFORE)
    come(date, "Cem", now=LONG_BEFORE)
    sign_ups.cancel(public_id=ann.public_id, now=LONG_BEFORE)

    waiting_list.move_up(LONG_BEFORE + 24 * HOUR - timedelta(seconds=1))
    before = states(date)
    with pytest.raises(NoOffer):
        sign_ups.accept_offer(public_id=bob.public_id, now=LONG_BEFORE + 24 * HOUR)
    assert "waiting-lists" in tick.run_due(LONG_BEFORE + 24 * HOUR)

    assert before["Bob"] == "offered"
    assert states(date) == {"Ann": "cancelled", "Bob": "cancelled", "Cem": "offered"}
    assert mails()[-2:] == [
        ("bob@example.org", "Your place went to somebody else: Assembly, 3 March"),
        ("cem@example.org", "A place is held for you: Assembly, 3 March"),
    ]


def test_near_the_start_an_offer_lasts_half_of_the_time_that_is_left_and_then_there_are_none() -> None:
    date = date_of(capacity=1)
    ann = come(date, "Ann")
    come(date, "Bob")

    sign_ups.cancel(public_id=ann.public_id, now=START - 2 * HOUR)
    held = held_until()
    waiting_list.move_up(START)

    assert held == START - HOUR
    assert states(date)["Bob"] == "cancelled"


def test_once_it_has_begun_nobody_is_offered_anything() -> None:
    date = date_of(capacity=1)
    ann = come(date, "Ann")
    come(date, "Bob")

    sign_ups.cancel(public_id=ann.public_id, now=START)
    waiting_list.move_up(START)

    assert states(date)["Bob"] == "waiting"


def test_who_needs_more_than_is_free_is_passed_over_told_once_and_first_with_fewer() -> None:
    date = date_of(capacity=3)
    ann = come(date, "Ann", 1)
    come(date, "Dan")
    big = come(date, "Big", 2)
    for name in ("Cem", "Dee", "Eli"):
        come(date, name)

    sign_ups.cancel(public_id=ann.public_id, now=NOW)
    waiting_list.move_up(NOW + HOUR)
    after = states(date)
    sign_ups.change_guests(public_id=big.public_id, guests=0, now=NOW)
    guest_lists.set_places(occurrence_id=date.pk, places=4, now=NOW)

    assert {name: after[name] for name in ("Big", "Cem", "Dee", "Eli")} == {
        "Big": "waiting",
        "Cem": "offered",
        "Dee": "offered",
        "Eli": "waiting",
    }
    assert states(date)["Big"] == "offered"
    assert [subject for to, subject in mails() if to == big.email] == [
        "You are on the waiting list: Assembly, 3 March",
        "Fewer places than you asked for: Assembly, 3 March",
        "A place is held for you: Assembly, 3 March",
    ]


def test_with_fewer_guests_the_places_go_to_others() -> None:
    date = date_of(capacity=2)
    ann = come(date, "Ann", 1)
    come(date, "Bob")

    sign_ups.change_guests(public_id=ann.public_id, guests=0, now=NOW)

    assert states(date) == {"Ann": "coming", "Bob": "offered"}


def test_more_places_are_offered_by_the_clock_whoever_made_them() -> None:
    date = date_of(capacity=1)
    for name in ("Ann", "Bob", "Cem"):
        come(date, name)

    again(date.event, capacity=2)
    waiting_list.move_up(NOW)
    with_two = states(date)
    again(date.event, capacity=None)
    waiting_list.move_up(NOW)

    assert with_two == {"Ann": "coming", "Bob": "offered", "Cem": "waiting"}
    assert states(date) == {"Ann": "coming", "Bob": "offered", "Cem": "offered"}


def test_fewer_places_throw_nobody_out_and_a_date_may_have_its_own() -> None:
    date = date_of(capacity=2)
    come(date, "Ann")
    come(date, "Bob")

    guest_lists.set_places(occurrence_id=date.pk, places=1, now=NOW)
    come(date, "Cem")

    assert states(date) == {"Ann": "coming", "Bob": "coming", "Cem": "waiting"}


def test_of_a_cancelled_date_nothing_is_offered_and_when_it_takes_place_after_all_it_is() -> None:
    date = date_of(capacity=1)
    ann = come(date, "Ann")
    come(date, "Bob")
    which = {"key": date.event.key, "original_date": TUESDAY, "scope": Scope.THIS, "now": NOW}

    occurrences.cancel_dates(**which)
    sign_ups.cancel(public_id=ann.public_id, now=NOW)
    cancelled = states(date)["Bob"]
    occurrences.restore_dates(**which)
    waiting_list.move_up(NOW)

    assert (cancelled, states(date)["Bob"]) == ("waiting", "offered")


def test_of_thousands_who_wait_for_more_than_is_free_the_first_are_told_and_nobody_waits_for_the_mails(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    date = date_of(capacity=3)
    ann = come(date, "Ann")
    come(date, "Dan", 1)
    said = {"occurrence": date, "guests": 1, "state": "waiting", "created_at": NOW, "locale": "en"}
    crowd = (SignUp(name=f"W{number}", email=f"w{number}@example.org", **said) for number in range(300))
    SignUp.objects.bulk_create(crowd)

    with django_assert_max_num_queries(25):
        sign_ups.cancel(public_id=ann.public_id, now=NOW)
    waiting_list.move_up(NOW + HOUR)

    told = OutgoingMail.objects.filter(key__endswith=":passed").order_by("pk")
    assert list(told.values_list("to", flat=True)) == [f"w{number}@example.org" for number in range(20)]
