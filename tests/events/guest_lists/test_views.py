"""Who comes, in the admin: what hosts see and do, what others never see, and that each look is logged."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from accounts import roles
from accounts.models import User
from cms.models import OutgoingMail
from events.models import GuestList, Hub, Occurrence, SignUp
from events.services import guest_lists, sign_ups
from events.services.messages import NotNow
from tests.factories.events import NOW, put_in_force
from tests.factories.hubs import hub_of, person_of, place_hub
from tests.factories.reading import words
from tests.factories.sign_ups import come, date_of, mails

pytestmark = pytest.mark.django_db
LISTS = "/admin/guest-lists/"


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def hub() -> Hub:
    page = place_hub("Brighton", contact_email="brighton@example.org")
    person_of(page, username="bea")
    person_of(place_hub("Frome"), role="lead", username="fred")
    return hub_of(page)


@pytest.fixture
def date(hub: Hub) -> Occurrence:
    """A meeting in Brighton to which Ann comes with two guests, and on whose list Bob waits."""
    date = date_of(hub=hub, capacity=3)
    come(date, "Ann Canary", 2, email="ann@example.org", answers=[("Childcare?", "Yes please")])
    come(date, "Bob Canary", email="bob@example.org")
    return date


@pytest.fixture
def host(client: Client, hub: Hub) -> Client:
    client.force_login(User.objects.get(username="bea"))
    return client


def log_of(date: Occurrence) -> list[tuple[str, str]]:
    return list(ModelLogEntry.objects.for_instance(date).order_by("pk").values_list("action", "user__username"))


def test_hosts_see_names_and_never_addresses_and_each_look_is_logged_once(host: Client, date: Occurrence) -> None:
    dates = words(host.get(LISTS))
    pages = [words(host.get(f"{LISTS}{date.pk}/{what}")) for what in ("", "print/", "message/", "")]
    with time_machine.travel(NOW + timedelta(minutes=11), tick=False):
        host.get(f"{LISTS}{date.pk}/print/")

    assert "Assembly , 3 March 2026 Tue 3 Mar 2026, 19:00 3 1" in dates
    for page in (pages[0], pages[1]):
        assert "Ann Canary" in page
        assert "Childcare? Yes please" in page
        assert "Bob Canary" in page
    assert "3 people have a place. Here: 0. There are 3 places." in pages[0]
    assert "/desk/brighton/meetings/" in host.get(f"{LISTS}{date.pk}/").content.decode()
    assert [page for page in (dates, *pages) if "@example.org" in page.replace("brighton@example.org", "")] == []
    assert log_of(date) == [("events.look_at_guest_list", "bea")] * 2


def test_a_volunteer_of_another_hub_can_read_and_do_nothing(client: Client, date: Occurrence) -> None:
    ann = SignUp.objects.get(email="ann@example.org")
    client.force_login(User.objects.get(username="fred"))
    address = f"{LISTS}{date.pk}/"
    addresses = (address, f"{address}print/", f"{address}message/", f"{address}{ann.pk}/")

    told = [client.get(path) for path in (LISTS, *addresses)]
    did = [client.post(path, {"walk_ins": "9", "places": "9", "text": "Canary", "has_come": "1"}) for path in addresses]

    assert [answer.status_code for answer in told] == [200, 404, 404, 404, 405]
    assert [answer.status_code for answer in did] == [404, 405, 404, 404]
    assert [answer for answer in told + did if b"Canary" in answer.content or b"Assembly" in answer.content] == []
    assert (SignUp.objects.filter(has_come=True).count(), GuestList.objects.get().walk_ins) == (0, 0)
    assert (GuestList.objects.get().capacity, log_of(date)) == (None, [])
    assert not OutgoingMail.objects.filter(template="sign_up_message").exists()


def test_a_sign_up_is_not_checked_in_through_another_date(host: Client, date: Occurrence, hub: Hub) -> None:
    of_others = come(date_of(put_in_force("other", hub=Hub.objects.get(slug="frome"))), "Cem")

    host.post(f"{LISTS}{date.pk}/{of_others.pk}/", {"has_come": "1"})

    of_others.refresh_from_db()
    assert not of_others.has_come


@pytest.mark.parametrize(("group", "status"), [("Editors", 200), ("Treasurers", 302), ("Volunteers", 302)])
def test_editors_see_all_lists_with_those_of_the_organisation_and_others_none(
    client: Client, group: str, status: int, date: Occurrence
) -> None:
    roles.ensure_groups()
    user = User.objects.create_user("somebody", "somebody@example.org")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    of_all = date_of(put_in_force("of-all"))

    answers = [client.get(f"{LISTS}{path}").status_code for path in ("", f"{date.pk}/", f"{of_all.pk}/")]

    assert answers == [status, *[200 if status == 200 else 404] * 2]
    assert ("Who comes" in client.get("/admin/").content.decode()) == (status == 200)


def test_whose_role_ended_sees_nothing_more(host: Client, date: Occurrence, hub: Hub) -> None:
    hub.hosts_group.user_set.clear()

    assert [host.get(f"{LISTS}{path}").status_code for path in ("", f"{date.pk}/")] == [302, 302]


def test_at_the_door_people_are_checked_in_and_walk_ins_counted(host: Client, date: Occurrence) -> None:
    ann, bob = SignUp.objects.order_by("pk")
    address = f"{LISTS}{date.pk}/"

    for sign_up, has_come in ((ann, "1"), (bob, "1"), (bob, "0")):
        assert host.post(f"{address}{sign_up.pk}/", {"has_come": has_come}).status_code == 302
    assert host.post(address, {"walk_ins": "4"}).status_code == 302
    wrong = host.post(address, {"walk_ins": "-1"})

    page = words(host.get(address))
    assert "3 people have a place. Here: 7." in page
    assert (wrong.status_code, GuestList.objects.get().walk_ins) == (422, 4)
    assert "Nothing was changed" in words(wrong)


def test_a_date_gets_more_places_than_the_event_and_who_waits_is_offered_one(host: Client, date: Occurrence) -> None:
    address = f"{LISTS}{date.pk}/"

    answers = [host.post(address, {"places": places}).status_code for places in ("0", "9" * 30, "five", "4")]

    assert answers == [422, 422, 422, 302]
    assert SignUp.objects.get(email="bob@example.org").state == "offered"
    assert "There are 4 places." in words(host.get(address))


def test_a_host_writes_twice_to_those_who_come_each_by_themselves(host: Client, date: Occurrence) -> None:
    address = f"{LISTS}{date.pk}/message/"

    sent = [host.post(address, {"text": f"{text} <b>\r\nBcc: x@example.org"}) for text in ("First", "Second")]
    third = host.post(address, {"text": "Third"})
    empty = host.post(address, {"text": "\u200b"})

    assert [answer.status_code for answer in (*sent, third, empty)] == [302, 302, 409, 422]
    assert "You have written to them twice already." in words(third)
    assert mails("sign_up_message") == [("ann@example.org", "From the hosts of Assembly, 3 March")] * 2
    mail = OutgoingMail.objects.filter(template="sign_up_message").earliest("pk")
    assert mail.reply_to == "brighton@example.org"
    assert mail.text.startswith("First <b>\nBcc: x@example.org\n\nAssembly\nTuesday 3 March 2026, 19:00–20:30")
    assert "First &lt;b&gt;<br>Bcc" in mail.html
    assert log_of(date) == [("events.write_to_guests", "bea")] * 2
    assert "You have written to them twice already." in words(host.get(f"{LISTS}{date.pk}/"))


def test_a_button_that_is_pressed_twice_sends_words_once(host: Client, date: Occurrence) -> None:
    answers = [host.post(f"{LISTS}{date.pk}/message/", {"text": "We meet next door."}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert date.host_messages.count() == 1
    assert mails("sign_up_message") == [("ann@example.org", "From the hosts of Assembly, 3 March")]


def test_nobody_is_written_to_who_does_not_come(host: Client, date: Occurrence) -> None:
    sign_ups.cancel(public_id=SignUp.objects.get(email="ann@example.org").public_id, now=NOW)

    answer = host.post(f"{LISTS}{date.pk}/message/", {"text": "Come!"})

    assert (answer.status_code, mails("sign_up_message")) == (409, [])
    assert "Nobody has a place yet." in words(answer)


def test_why_nobody_can_be_written_to_is_said_in_the_hosts_language(host: Client, date: Occurrence) -> None:
    UserProfile.objects.create(user=User.objects.get(username="bea"), preferred_language="cy")
    sign_ups.cancel(public_id=SignUp.objects.get(email="ann@example.org").public_id, now=NOW)

    answer = host.post(f"{LISTS}{date.pk}/message/", {"text": "Dewch!"})

    assert "Nid oes gan neb le eto." in words(answer)


def test_a_month_later_nobody_is_named_and_how_many_came_is_known(host: Client, date: Occurrence) -> None:
    ends = datetime(2026, 3, 3, 20, 30, tzinfo=UTC)
    ann = SignUp.objects.get(email="ann@example.org")
    guest_lists.check_in(occurrence_id=date.pk, sign_up_id=ann.pk, has_come=True)
    guest_lists.count_walk_ins(occurrence_id=date.pk, number=5)

    guest_lists.forget(ends + timedelta(days=30))
    kept = SignUp.objects.count()
    guest_lists.forget(ends + timedelta(days=30, seconds=1))
    guest_lists.forget(ends + timedelta(days=60))

    assert (kept, SignUp.objects.count()) == (2, 0)
    assert "3 people had a place, 8 came. Who they were is deleted." in words(host.get(f"{LISTS}{date.pk}/"))
    with pytest.raises(NotNow):
        guest_lists.write_to_those_coming(
            occurrence_id=date.pk, text="Hello again", user=None, now=ends + timedelta(days=31)
        )


def test_who_has_no_password_signs_in_again_by_a_code(host: Client, date: Occurrence) -> None:
    bea = User.objects.get(username="bea")
    bea.set_unusable_password()
    bea.save()
    host.force_login(bea)

    with time_machine.travel(NOW + timedelta(hours=13), tick=False):
        asked = host.get(f"{LISTS}{date.pk}/")

    assert 'value="/accounts/login/code/?next=' in asked.content.decode()


def test_after_twelve_hours_names_are_shown_after_another_login_only(host: Client, date: Occurrence) -> None:
    path = f"{LISTS}{date.pk}/"
    addresses = [path, f"{path}print/", f"{path}message/"]
    first = SignUp.objects.earliest("pk")
    assert {host.get(address).status_code for address in addresses} == {200}

    with time_machine.travel(NOW + timedelta(hours=12, seconds=1), tick=False):
        later = [host.get(address) for address in addresses]
        host.post(f"{path}{first.pk}/", {"has_come": "1"})
        out = host.post("/accounts/logout/", {"next": f"/accounts/login/?next={path}"})

    assert {answer.status_code for answer in later} == {403}
    assert {"Canary" in words(answer) for answer in later} == {False}
    assert f'value="/accounts/login/?next={path.replace("/", "%2F")}"' in later[0].content.decode()
    assert not SignUp.objects.get(pk=first.pk).has_come
    assert out["Location"] == f"/accounts/login/?next={path}"
