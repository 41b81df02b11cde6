"""Following a hub: only who has confirmed gets mail, no address is filled with it, and leaving forgets all."""

from datetime import timedelta

import pytest

from accounts.people import erase_person, export_person
from cms.following import leave
from cms.models import OutgoingMail
from events.models import Follower, Hub
from events.services import following
from events.services.hubs import close_hub
from tests.factories.events import NOW
from tests.factories.followers import follow, mails
from tests.factories.hubs import make_hub

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)


@pytest.fixture
def hub() -> Hub:
    return make_hub("brighton", contact_email="brighton@example.org")


def names() -> list[str]:
    return list(Follower.objects.order_by("email").values_list("email", flat=True))


def test_an_address_is_asked_by_a_mail_that_leads_to_its_page(hub: Hub) -> None:
    ann = follow(hub, "Ann", is_confirmed=False, locale="cy")

    assert mails("following") == [("ann@example.org", "Dilyn Brighton?")]
    mail = OutgoingMail.objects.get()
    assert ann.path == f"/cy/following/{ann.public_id}/"
    assert f"http://testserver{ann.path}" in mail.text
    assert f"http://testserver{ann.path}" in mail.html
    assert (mail.reply_to, mail.unsubscribe_url) == ("brighton@example.org", f"http://testserver{ann.path}")
    assert not Follower.objects.confirmed().exists()


def test_it_is_confirmed_once_and_for_the_hub_that_it_asked_for(hub: Hub) -> None:
    ann = follow(hub)
    follow(make_hub("lewes", title="Lewes"), is_confirmed=False)

    following.confirm(public_id=ann.public_id, now=NOW + DAY)

    confirmed = Follower.objects.confirmed()
    assert list(confirmed.values_list("email", "hub", "confirmed_at")) == [("ann@example.org", hub.pk, NOW)]


@pytest.mark.parametrize(
    ("is_confirmed", "subject"), [(False, "Follow Brighton?"), (True, "You follow Brighton already")]
)
def test_whoever_asks_again_gets_three_more_mails_and_then_none(hub: Hub, is_confirmed: bool, subject: str) -> None:
    follow(hub, is_confirmed=is_confirmed)
    mails("following")

    for name in ("ann", "Ann", "ANN", "aNN", "ann"):
        following.ask(hub=hub, email=f"{name}@example.org", locale="en", now=NOW)

    assert mails("following")[1:] == [("ann@example.org", subject)] * 3
    assert names() == ["ann@example.org"]


def test_who_leaves_is_forgotten_with_what_has_not_gone_out_and_may_come_back(hub: Hub) -> None:
    ann, bob = follow(hub, "Ann"), follow(hub, "Bob")

    leave(ann)
    leave(ann)
    following.confirm(public_id=ann.public_id, now=NOW)

    assert (names(), mails("following")) == (["bob@example.org"], [("bob@example.org", "You follow Brighton already")])
    assert follow(hub, "Ann").public_id not in (ann.public_id, bob.public_id)
    assert names() == ["ann@example.org", "bob@example.org"]


def test_a_closed_hub_is_not_followed_anew(hub: Hub) -> None:
    ann = follow(hub, is_confirmed=False)
    close_hub(key=hub.key, now=NOW)

    following.confirm(public_id=ann.public_id, now=NOW)

    assert not Follower.objects.confirmed().exists()


def test_who_never_confirmed_is_forgotten_after_a_week_and_others_three_months_after_their_hub(hub: Hub) -> None:
    follow(hub, "Ann")
    follow(hub, "Bob", is_confirmed=False)
    close_hub(key=hub.key, now=NOW + 10 * DAY)
    seconds = timedelta(seconds=1)

    kept = []
    for now in (NOW + 7 * DAY - seconds, NOW + 7 * DAY, NOW + 100 * DAY - seconds, NOW + 100 * DAY):
        following.forget(now)
        kept.append(names())

    assert kept == [["ann@example.org", "bob@example.org"], ["ann@example.org"], ["ann@example.org"], []]


def test_a_follower_can_have_all_that_is_held_and_be_erased(hub: Hub) -> None:
    follow(hub, "Ann")
    follow(hub, "Bob")

    [told] = export_person(who="Ann@example.org")["hubs_followed"]
    erasure = erase_person(who="Ann@example.org", now=NOW)

    assert (told["email"], told["hub"], told["confirmed_at"]) == ("ann@example.org", "Brighton", NOW)
    assert "1 hubs that they follow" in erasure.erased
    assert names() == ["bob@example.org"]
    assert not OutgoingMail.objects.filter(to="ann@example.org", status="waiting").exists()
