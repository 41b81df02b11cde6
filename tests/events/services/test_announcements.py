"""What followers hear of: each new meeting once, a while after it was published, and of nothing that is no more."""

from datetime import date, timedelta
from typing import Any

import pytest

from cms.following import leave
from cms.models import OutgoingMail
from events.models import Announcement, Hub
from events.services import announcements, occurrences
from events.services.announcements import tell_of_new_meetings
from events.services.events import put_event_text_in_force, withdraw_event
from events.services.hubs import close_hub, hide_hub
from events.services.occurrences import Scope
from tests.factories.events import NOW, TUESDAY, WEEKLY, again, put_in_force
from tests.factories.followers import HEARD, follow, mails
from tests.factories.hubs import make_hub

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
TOLD = [("ann@example.org", "Brighton: Assembly, 3 March")]


@pytest.fixture
def hub() -> Hub:
    return make_hub("brighton")


def test_of_a_new_series_each_confirmed_follower_of_its_hub_hears_once_ten_minutes_later(hub: Hub) -> None:
    follow(hub, "Ann")
    follow(hub, "Bob", is_confirmed=False)
    follow(make_hub("lewes", title="Lewes"), "Cem")
    put_in_force(hub=hub, rule=WEEKLY)

    tell_of_new_meetings(HEARD - SECOND)
    before = mails()
    for minutes in (0, 1, 60 * 24):
        tell_of_new_meetings(HEARD + minutes * MINUTE)

    assert (before, mails(), Announcement.objects.count()) == ([], TOLD, 0)


def test_the_mail_says_when_where_and_for_whom_and_leads_on(hub: Hub) -> None:
    ann = follow(hub, "Ann")
    follow(hub, "Bob", locale="cy")
    event = put_in_force(hub=hub, rule=WEEKLY, venue="Town hall", is_step_free=True, has_childcare=True)
    words = {"summary": "Bwriadwn.", "access_note": "Canwch y gloch.", "path": "/cy/cynulliad/"}
    put_event_text_in_force(key=event.key, locale="cy", title="Cynulliad", now=NOW, **words)

    tell_of_new_meetings(HEARD)

    assert mails() == [*TOLD, ("bob@example.org", "Brighton: Cynulliad, 3 Mawrth")]
    english, welsh = OutgoingMail.objects.filter(template="new_meeting").order_by("pk")
    for told in (english.text, english.html):
        for words in ("Assembly", "Tuesday 3 March 2026, 19:00–20:30", "Town hall, Frome", "Every Tuesday", "We meet."):
            assert words in told
        assert "Step-free access, Childcare" in told
        for path in ("/assembly/", "/calendar/events/assembly/2026-03-03/sign-up/", "/calendar/events/assembly.ics"):
            assert f"http://testserver{path}" in told
        assert f"http://testserver{ann.path}" in told
    assert "Canwch y gloch." in welsh.text
    assert "http://testserver/cy/cynulliad/" in welsh.text
    assert "http://testserver/cy/calendar/events/assembly/2026-03-03/sign-up/" in welsh.text
    assert english.unsubscribe_url == f"http://testserver{ann.path}"


def test_a_slip_that_is_mended_begins_the_quiet_time_anew_and_later_changes_are_not_told(hub: Hub) -> None:
    follow(hub)
    event = put_in_force(hub=hub, title="Asembly")

    again(event, title="Assembly", now=NOW + 5 * MINUTE)
    tell_of_new_meetings(HEARD)
    before = mails()
    tell_of_new_meetings(HEARD + 5 * MINUTE)
    after = mails()
    again(event, title="Assembly!", day=date(2026, 3, 5), now=NOW + 60 * MINUTE)
    withdraw_event(key=event.key, now=NOW + 90 * MINUTE)
    again(event, now=NOW + 120 * MINUTE)
    tell_of_new_meetings(NOW + 240 * MINUTE)

    assert (before, after, mails()) == ([], TOLD, TOLD)


def test_what_was_withdrawn_before_it_was_told_is_told_when_it_is_back(hub: Hub) -> None:
    follow(hub)
    event = put_in_force(hub=hub)
    withdraw_event(key=event.key, now=NOW)

    tell_of_new_meetings(HEARD)
    before = mails()
    again(event, now=HEARD)
    tell_of_new_meetings(HEARD + 10 * MINUTE)

    assert (before, mails()) == ([], TOLD)


@pytest.mark.parametrize("how", ["over", "cancelled", "of no hub", "said to be told to nobody"])
def test_of_such_a_meeting_nobody_ever_hears(hub: Hub, how: str) -> None:
    follow(hub)
    fields: dict[str, Any] = {"over": {"day": date(2026, 2, 3)}, "of no hub": {"hub": None}}.get(how, {})
    event = put_in_force(**{"hub": hub, **fields})
    if how == "cancelled":
        occurrences.cancel_dates(key=event.key, original_date=TUESDAY, scope=Scope.ALL, now=NOW)
    if how.startswith("said"):
        announcements.tell_nobody(events=[event])

    tell_of_new_meetings(HEARD)
    again(event, hub=hub, day=TUESDAY, now=NOW)
    tell_of_new_meetings(HEARD + 60 * MINUTE)

    assert (mails(), Announcement.objects.count()) == ([], 0)


@pytest.mark.parametrize("how", ["closed", "hidden"])
def test_a_hub_that_is_not_open_tells_nobody(hub: Hub, how: str) -> None:
    follow(hub)
    put_in_force(hub=hub)
    if how == "closed":
        close_hub(key=hub.key, now=NOW)
    else:
        hide_hub(key=hub.key)

    tell_of_new_meetings(HEARD)

    assert mails() == []


def test_who_leaves_before_the_mail_goes_out_gets_none(hub: Hub) -> None:
    ann = follow(hub, "Ann")
    follow(hub, "Bob")
    put_in_force(hub=hub)

    tell_of_new_meetings(HEARD)
    leave(ann)

    assert mails() == [("bob@example.org", "Brighton: Assembly, 3 March")]


def test_many_followers_are_told_in_steps_from_where_it_stopped(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announcements, "STEP", 2)
    monkeypatch.setattr(announcements, "MOST_AT_ONCE", 3)
    for number in range(5):
        follow(hub, f"n{number}")
    put_in_force("first", hub=hub, title="First")
    put_in_force("second", hub=hub, title="Second")

    told = []
    for minutes in range(5):
        tell_of_new_meetings(HEARD + minutes * MINUTE)
        told.append([f"{to[:2]} {subject[10:16]}" for to, subject in mails()])

    first = [f"n{number} First," for number in range(5)]
    second = [f"n{number} Second" for number in range(5)]
    assert told == [first[:3], [*first, second[0]], [*first, *second[:4]], first + second, first + second]


def test_a_step_that_breaks_off_is_done_again_and_nobody_is_written_to_twice(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Ann", "Bob"):
        follow(hub, name)
    put_in_force(hub=hub)
    tell = announcements.following_mail.tell

    def break_off(follower: Any, *rest: Any) -> None:
        tell(follower, *rest)
        if follower.email.startswith("bob"):
            raise RuntimeError

    monkeypatch.setattr(announcements.following_mail, "tell", break_off)
    with pytest.raises(RuntimeError):
        tell_of_new_meetings(HEARD)
    before = mails()
    monkeypatch.setattr(announcements.following_mail, "tell", tell)
    tell_of_new_meetings(HEARD + MINUTE)

    assert (before, [to for to, _ in mails()]) == ([], ["ann@example.org", "bob@example.org"])
