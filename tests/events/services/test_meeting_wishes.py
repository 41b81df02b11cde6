"""Answers to “where should we meet?”: confirmed, one for each address and town, withdrawn, forgotten, erased."""

from datetime import timedelta

import pytest

from accounts.people import erase_person, export_person
from cms import tick
from cms.caching import generations
from cms.models import OutgoingMail
from events.models import MEETINGS_WANTED, MeetingWish
from events.services import meeting_wishes
from tests.factories.events import NOW
from tests.factories.meeting_wishes import want, wish
from tests.factories.outbox import sent_mail

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def counted() -> list[str]:
    return list(MeetingWish.objects.confirmed().order_by("pk").values_list("email", flat=True))


def test_an_answer_counts_once_its_button_was_pressed_and_its_mail_holds_nothing_that_was_typed() -> None:
    asked = wish("Ann", where="canary", who="canary", how="canary", name="canary")
    mail = sent_mail("meeting_wish:")
    before = counted()

    meeting_wishes.confirm(public_id=asked.public_id, now=NOW + 6 * DAY)

    assert (before, counted()) == ([], ["ann@example.org"])
    assert (mail.to, mail.subject) == ("ann@example.org", "A meeting near Frome: let your answer count")
    assert f"/meeting-wish/{asked.public_id}/" in mail.text
    assert "canary" not in mail.subject + mail.text + mail.html


def test_a_mail_is_written_in_the_language_of_the_answer_and_leads_to_its_page() -> None:
    asked = wish(locale="cy")

    assert f"/cy/meeting-wish/{asked.public_id}/" in sent_mail("meeting_wish:").text


def test_after_seven_days_the_button_does_nothing_and_the_answer_is_deleted() -> None:
    asked = wish()

    meeting_wishes.confirm(public_id=asked.public_id, now=NOW + 7 * DAY)
    late = counted()
    meeting_wishes.forget(NOW + 7 * DAY - timedelta(seconds=1))
    before = MeetingWish.objects.count()
    assert "meeting-wishes" in tick.run_due(NOW + 7 * DAY)

    assert (late, before, MeetingWish.objects.count()) == ([], 1, 0)


def test_answering_again_changes_nothing_until_it_is_confirmed_and_then_takes_the_place_of_the_first() -> None:
    want("ann", where="Town hall")
    want("ann", "Nuneaton")
    again = wish("ann", where="Library", now=NOW + DAY)
    before = set(MeetingWish.objects.confirmed().values_list("where", flat=True))

    meeting_wishes.confirm(public_id=again.public_id, now=NOW + DAY)

    assert before == {"Town hall", ""}
    assert sorted(MeetingWish.objects.confirmed().values_list("where", flat=True)) == ["", "Library"]


def test_pressing_twice_is_pressing_once() -> None:
    asked = want()

    meeting_wishes.confirm(public_id=asked.public_id, now=NOW + DAY)

    asked.refresh_from_db()
    assert asked.confirmed_at == NOW


def test_what_is_withdrawn_is_deleted_and_the_map_is_drawn_anew() -> None:
    asked, before = want(), generations().get(MEETINGS_WANTED)

    meeting_wishes.withdraw(public_id=asked.public_id)
    meeting_wishes.withdraw(public_id=asked.public_id)

    assert MeetingWish.objects.count() == 0
    assert generations().get(MEETINGS_WANTED) != before


def test_mail_that_waits_is_taken_back_with_it() -> None:
    asked, other = wish("ann"), wish("bob")
    OutgoingMail.objects.update(status="waiting")

    meeting_wishes.withdraw(public_id=asked.public_id)

    assert list(OutgoingMail.objects.values_list("about", flat=True)) == [f"{other.pk}"]


def test_after_two_years_it_is_deleted() -> None:
    asked = want()
    until = meeting_wishes.kept_until(asked)

    meeting_wishes.forget(until - timedelta(seconds=1))
    before = MeetingWish.objects.count()
    meeting_wishes.forget(until)

    assert (until - NOW, before, MeetingWish.objects.count()) == (730 * DAY, 1, 0)


def test_a_person_is_told_of_their_answers_and_has_them_erased() -> None:
    want("ann", how="In a circle")
    wish("ann", "Nuneaton")
    want("bob")

    told = export_person(who="Ann@example.org")["meetings_wanted"]
    erased = erase_person(who="ann@example.org", now=NOW)

    assert [(each["town"], each["how"]) for each in told] == [("Frome", "In a circle"), ("Nuneaton", "")]
    assert "2 wishes for meetings" in erased.erased
    assert counted() == ["bob@example.org"]
