"""Roles in hubs that nobody uses end: after half a year, two mails and four weeks, and not while a meeting is ahead."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts.models import User
from cms.models import OutgoingMail
from events.hub_roles import role_of
from events.models import Absence, Hub, Invitation, Role
from events.services.absences import end_unused_roles
from tests.factories.events import put_in_force
from tests.factories.hubs import make_hub

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
HALF_A_YEAR = timedelta(days=182)


@pytest.fixture
def hub() -> Hub:
    return make_hub("brighton")


def person(hub: Hub, name: str, seen_at: datetime | None, joined_at: datetime = NOW - 2 * HALF_A_YEAR) -> User:
    user = User.objects.create_user(name, f"{name}@example.org", last_login=seen_at, date_joined=joined_at)
    user.groups.add(hub.hosts_group)
    return user


def days(*numbers: int) -> None:
    for number in numbers:
        end_unused_roles(NOW + timedelta(days=number))


def mails_to(user: User) -> list[str]:
    return list(OutgoingMail.objects.filter(to=user.email).order_by("pk").values_list("text", flat=True))


def test_an_unused_role_ends_after_two_mails_and_four_weeks(hub: Hub) -> None:
    gone = person(hub, "gone", NOW - HALF_A_YEAR)

    days(0, 0, 13)
    after_one = len(mails_to(gone))
    days(14, 14, 27)
    before = (len(mails_to(gone)), role_of(gone, hub))
    days(28, 29, 60)

    assert (after_one, before, role_of(gone, hub), len(mails_to(gone))) == (1, (2, Role.HOST), None, 2)
    assert ["28 December 2026" in mail for mail in mails_to(gone)] == [True, True]
    assert ["do not write about this again" in mail for mail in mails_to(gone)] == [False, True]
    assert list(ModelLogEntry.objects.for_instance(hub).values_list("action", flat=True)) == ["events.end_unused_role"]
    assert Absence.objects.count() == 0


def test_those_who_were_seen_or_are_new_keep_theirs(hub: Hub) -> None:
    seen, new = person(hub, "seen", NOW - HALF_A_YEAR + timedelta(1)), person(hub, "new", None, NOW - timedelta(1))
    back = person(hub, "back", NOW - HALF_A_YEAR)

    days(0)
    User.objects.filter(pk=back.pk).update(last_login=NOW)
    User.objects.filter(pk=seen.pk).update(last_login=NOW)
    days(14, 28)

    assert [role_of(each, hub) for each in (seen, new, back)] == [Role.HOST] * 3
    assert (mails_to(seen), mails_to(new), len(mails_to(back)), Absence.objects.count()) == ([], [], 1, 0)


def test_nothing_ends_while_a_meeting_is_ahead_and_all_begins_anew_after_it(hub: Hub) -> None:
    gone = person(hub, "gone", NOW - HALF_A_YEAR)
    days(0, 14)
    put_in_force("soon", hub=hub, day=date(2027, 1, 5), now=NOW)

    days(28, 36)
    kept = (role_of(gone, hub), len(mails_to(gone)), Absence.objects.count())
    days(37, 51)

    assert kept == (Role.HOST, 2, 0)
    assert (role_of(gone, hub), len(mails_to(gone))) == (Role.HOST, 4)


@pytest.mark.parametrize("when", ["before it ends", "after it has ended"])
def test_the_link_in_a_mail_renews_the_role(client: Client, hub: Hub, when: str) -> None:
    gone = person(hub, "gone", datetime.now(UTC) - HALF_A_YEAR)
    gone.set_unusable_password()
    gone.save()
    end_unused_roles(datetime.now(UTC))
    if when == "after it has ended":
        gone.groups.clear()

    answer = client.post("/invitation/" + mails_to(gone)[0].split("/invitation/")[1].split("/")[0] + "/")
    end_unused_roles(datetime.now(UTC))

    assert (answer.status_code, role_of(gone, hub), Absence.objects.count()) == (302, Role.HOST, 0)
    assert Invitation.objects.get().accepted_by == gone


def test_whoever_is_asked_whether_they_stay_is_not_shown_as_invited(client: Client, hub: Hub) -> None:
    person(hub, "gone", datetime.now(UTC) - HALF_A_YEAR)
    end_unused_roles(datetime.now(UTC))
    client.force_login(User.objects.create_superuser("admin"))

    shown = client.get(f"/admin/hubs/{hub.pk}/people/").content.decode()

    assert (Invitation.objects.count(), shown.count("gone@example.org"), "Revoke" in shown) == (1, 1, False)
