"""What people hear who signed up: that it is moved, cancelled or on after all, by whomever; and that it is soon."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from cms.models import OutgoingMail
from events.models import Occurrence, SignUp
from events.services import notices, occurrences, sign_ups
from events.services.occurrences import Scope
from tests.factories.events import NOW, TUESDAY, WEEKLY, again
from tests.factories.sign_ups import come, date_of, mails

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
START = datetime(2026, 3, 3, 19, tzinfo=UTC)


def move(row: Occurrence, day: date, **fields: str) -> None:
    occurrences.move_dates(
        key=row.event.key,
        original_date=TUESDAY,
        scope=Scope.THIS,
        to_day=day,
        to_time=time(18, 30),
        minutes=60,
        now=NOW,
        **fields,
    )


def test_of_a_date_that_is_moved_everybody_on_the_list_hears_once_with_the_new_time_and_place() -> None:
    row = date_of(capacity=1)
    come(row, "Ann")
    come(row, "Bob", locale="cy")
    gone = come(row, "Cem")
    sign_ups.cancel(public_id=gone.public_id, now=NOW)

    move(row, date(2026, 3, 5), venue="Library", note="The hall is flooded.")
    notices.tell_of_changes(NOW)
    notices.tell_of_changes(NOW + HOUR)

    assert mails("sign_up_changed")[0] == ("ann@example.org", "Changed: Assembly, 5 March")
    assert [to for to, _ in mails("sign_up_changed")] == ["ann@example.org", "bob@example.org"]
    english, welsh = OutgoingMail.objects.filter(template="sign_up_changed").order_by("pk")
    for words in ("Thursday 5 March 2026, 18:30–19:30", "Library, Frome", "The hall is flooded."):
        assert words in english.text
        assert words in english.html
    assert "http://testserver/calendar/events/assembly/2026-03-03.ics" in english.text
    assert "http://testserver/cy/calendar/events/assembly/2026-03-03.ics" in welsh.text


def test_of_a_date_that_is_cancelled_and_on_after_all_they_hear_both() -> None:
    row = date_of()
    come(row)
    which = {"key": row.event.key, "original_date": TUESDAY, "scope": Scope.THIS}

    for decide, hours in ((occurrences.cancel_dates, 1), (occurrences.restore_dates, 2)):
        decide(**which, now=NOW)  # type: ignore[operator]
        notices.tell_of_changes(NOW + hours * HOUR)

    assert [subject for _, subject in mails("sign_up_changed")] == [
        "Cancelled: Assembly, 3 March",
        "It takes place after all: Assembly, 3 March",
    ]


def test_an_editor_who_changes_the_event_tells_them_too() -> None:
    row = date_of()
    come(row)

    again(row.event, at=time(20))
    notices.tell_of_changes(NOW)
    again(row.event, at=time(20), has_bsl=True)
    notices.tell_of_changes(NOW + HOUR)

    assert [subject for _, subject in mails("sign_up_changed")] == ["Changed: Assembly, 3 March"]
    assert "20:00–21:30" in OutgoingMail.objects.get(template="sign_up_changed").text


def test_a_date_that_the_rule_names_no_more_is_cancelled_if_somebody_meant_to_come() -> None:
    row = date_of(rule=WEEKLY)
    come(row)

    again(row.event, day=date(2026, 3, 4), rule=WEEKLY)
    notices.tell_of_changes(NOW)

    row.refresh_from_db()
    assert (row.is_cancelled, row.sequence) == (True, 1)
    assert [subject for _, subject in mails("sign_up_changed")] == ["Cancelled: Assembly, 3 March"]
    assert not Occurrence.objects.filter(original_date=date(2026, 3, 10)).exists()


def test_a_meeting_that_goes_to_another_day_takes_its_people_along() -> None:
    row = date_of()
    ann = come(row)

    again(row.event, day=date(2026, 3, 20))
    notices.tell_of_changes(NOW)

    ann.refresh_from_db()
    assert ann.occurrence.original_date == date(2026, 3, 20)
    assert [subject for _, subject in mails("sign_up_changed")] == ["Changed: Assembly, 20 March"]


def test_who_signs_up_after_a_change_is_not_told_of_it_and_the_others_still_are() -> None:
    row = date_of()
    come(row, "Ann")

    move(row, date(2026, 3, 5))
    come(row, "Bob")
    notices.tell_of_changes(NOW)

    assert [to for to, _ in mails("sign_up_changed")] == ["ann@example.org"]


def test_who_comes_is_reminded_once_the_day_before_and_nobody_who_signed_up_since() -> None:
    row = date_of(capacity=2, now=NOW - timedelta(days=9))
    for name in ("Ann", "Bob", "Cem"):
        come(row, name, now=NOW - timedelta(days=3))
    sign_ups.cancel(public_id=SignUp.objects.get(name="Bob").public_id, now=NOW)

    notices.remind(START - 24 * HOUR - timedelta(seconds=1))
    before = mails("sign_up_reminder")
    notices.remind(START - 24 * HOUR)
    notices.remind(START - 23 * HOUR)

    assert before == []
    assert mails("sign_up_reminder") == [("ann@example.org", "Assembly: Tuesday, 19:00")]
    assert "3 March 2026" in OutgoingMail.objects.get(template="sign_up_reminder").text


@pytest.mark.parametrize("what", [{"status": "cancelled"}, {"is_public": False}, {"starts_at": START - 48 * HOUR}])
def test_nobody_is_reminded_of_what_does_not_take_place(what: dict[str, object]) -> None:
    row = date_of(now=NOW - timedelta(days=9))
    come(row, now=NOW - timedelta(days=3))
    Occurrence.objects.update(**what)

    notices.remind(START - 23 * HOUR)

    assert mails("sign_up_reminder") == []


def test_who_signed_up_within_the_last_day_needs_no_reminder_and_a_moved_date_a_second() -> None:
    row = date_of(now=NOW - timedelta(days=9))
    come(row, "Late", now=START - 23 * HOUR)
    come(row, "Early", now=NOW - timedelta(days=3))
    notices.remind(START - 22 * HOUR)

    move(row, date(2026, 3, 9))
    notices.tell_of_changes(START - 21 * HOUR)
    notices.remind(datetime(2026, 3, 9, 12, tzinfo=UTC))

    assert sorted(mails("sign_up_reminder")) == [
        ("early@example.org", "Assembly: Monday, 18:30"),
        ("early@example.org", "Assembly: Monday, 18:30"),
        ("late@example.org", "Assembly: Monday, 18:30"),
    ]


def test_a_crowd_that_is_told_costs_whoever_signs_up_next_no_more_than_a_few_do(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    row = date_of()
    come(row)
    said = {"occurrence": row, "state": "coming", "created_at": NOW, "locale": "en"}
    crowd = (SignUp(name=f"W{number}", email=f"w{number}@example.org", **said) for number in range(300))
    SignUp.objects.bulk_create(crowd)
    move(row, date(2026, 3, 5))

    with django_assert_max_num_queries(25):
        come(row, "Bob")

    assert OutgoingMail.objects.filter(template="sign_up_changed").count() == 301
