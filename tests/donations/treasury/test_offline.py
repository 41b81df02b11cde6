"""What a treasurer does with cheques, cash and transfers in the admin, and what nobody else can."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts import roles
from accounts.models import User
from donations import services
from donations.models import Crowdfund, Donation, LedgerEntry, MoneySettings, OfflineGift
from tests.factories.donations import NOW, make_crowdfund
from tests.factories.offline import enter, make_treasurer
from tests.factories.recording import shown

SignIn = Callable[[str], Client]
LIST, NEW = "/admin/offlinegift/", "/admin/offlinegift/new/"


def filled_in(crowdfund: Crowdfund, /, **changes: Any) -> dict[str, Any]:
    wanted = {
        "key": str(uuid4()),
        "crowdfund": crowdfund.pk,
        "amount": "£50",
        "method": "cheque",
        "received_on": "2026-10-20",
        "payer_name": "Ada Byron",
        "payer_address": "1 Example Street",
        "email": "ada@example.org",
        "locale": "en",
        "note": "",
        "approve": "on",
    }
    return wanted | changes


def look_at(gift: OfflineGift) -> str:
    return f"/admin/offlinegift/inspect/{gift.pk}/"


def test_a_small_gift_is_entered_and_counts_in_one_step(treasurer: Client, crowdfund: Crowdfund) -> None:
    answer = treasurer.post(NEW, filled_in(crowdfund), follow=True)

    assert "£50 is entered and counts." in answer.content.decode()
    gift = OfflineGift.objects.get()
    assert (gift.decision, gift.payer_address, gift.entered_by.username) == ("approved", "1 Example Street", "sam")
    assert shown(crowdfund) == (5000, 1)


def test_pressed_twice_it_is_one_gift(treasurer: Client, crowdfund: Crowdfund) -> None:
    form = filled_in(crowdfund)

    for _ in range(2):
        assert treasurer.post(NEW, form).status_code == 302

    assert (Donation.objects.count(), shown(crowdfund)) == (1, (5000, 1))


def test_a_form_whose_key_is_nonsense_is_a_gift_all_the_same(treasurer: Client, crowdfund: Crowdfund) -> None:
    treasurer.post(NEW, filled_in(crowdfund, key="a\0b"))

    assert shown(crowdfund) == (5000, 1)


@pytest.mark.parametrize("changes", [{"approve": ""}, {"amount": "500.01"}])
def test_it_waits_when_it_is_wished_or_large(treasurer: Client, crowdfund: Crowdfund, changes: dict[str, str]) -> None:
    answer = treasurer.post(NEW, filled_in(crowdfund, **changes), follow=True)

    assert "waits for approval" in answer.content.decode()
    assert (OfflineGift.objects.get().decision, shown(crowdfund)) == ("waiting", (0, 0))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount": ""}, "Enter an amount"),
        ({"amount": "0"}, "Enter more than 0"),
        ({"amount": "-5"}, "Enter an amount in pounds"),
        ({"amount": "5.001"}, "at most two digits"),
        ({"amount": "９９"}, "Enter an amount in pounds"),
        ({"amount": "9" * 40}, "Enter a smaller amount"),
        ({"crowdfund": ""}, "Choose a crowdfund"),
        ({"crowdfund": "9" * 30}, "Select a valid choice"),
        ({"method": "barter"}, "Select a valid choice"),
        ({"received_on": "1999-12-31"}, "from 2000 on"),
        ({"received_on": (timezone.localdate() + timedelta(days=1)).isoformat()}, "still to come"),
        ({"received_on": "31/31/2026"}, "Enter a valid date"),
        ({"payer_name": "a\0b"}, "Null characters are not allowed"),
        ({"payer_name": "a" * 256}, "at most 255 characters"),
        ({"email": "nobody"}, "Enter a valid email address"),
        ({"locale": "xx"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(
    treasurer: Client, crowdfund: Crowdfund, changes: dict[str, str], said: str
) -> None:
    answer = treasurer.post(NEW, filled_in(crowdfund, note="By hand, at the meeting", **changes))

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert "By hand, at the meeting" in answer.content.decode()
    assert (OfflineGift.objects.count(), Donation.objects.count()) == (0, 0)


def test_the_only_crowdfund_is_chosen_already(treasurer: Client, crowdfund: Crowdfund) -> None:
    assert f'<option value="{crowdfund.pk}" selected>' in treasurer.get(NEW).content.decode()

    make_crowdfund("another")

    assert f'<option value="{crowdfund.pk}" selected>' not in treasurer.get(NEW).content.decode()


def test_somebody_elses_large_gift_is_approved_with_one_press(treasurer: Client, crowdfund: Crowdfund) -> None:
    gift = enter(crowdfund, make_treasurer(), 90_000)
    assert "Approve: it counts" in treasurer.get(look_at(gift)).content.decode()

    answer = treasurer.post(look_at(gift), {"decide": "approve"}, follow=True)

    assert "£900 counts now." in answer.content.decode()
    again = treasurer.post(look_at(gift), {"decide": "approve"}, follow=True)
    assert "somebody has decided on it in the meantime" in again.content.decode()
    assert shown(crowdfund) == (90_000, 1)


def test_ones_own_large_gift_waits_for_those_who_are_named(treasurer: Client, crowdfund: Crowdfund) -> None:
    make_treasurer("una", first_name="Una", last_name="Gill")
    gift = enter(crowdfund, User.objects.get(username="sam"), 90_000)

    page = treasurer.get(look_at(gift)).content.decode()
    assert "Una Gill" in page
    assert "Approve: it counts" not in page

    answer = treasurer.post(look_at(gift), {"decide": "approve"}, follow=True)
    assert "Somebody else than who entered it must approve it." in answer.content.decode()
    assert LedgerEntry.objects.count() == 0


def test_the_only_treasurer_approves_alone_and_reads_so(treasurer: Client, crowdfund: Crowdfund) -> None:
    gift = enter(crowdfund, User.objects.get(username="sam"), 90_000)
    assert "It is written down that you did so alone." in treasurer.get(look_at(gift)).content.decode()

    page = treasurer.post(look_at(gift), {"decide": "approve"}, follow=True).content.decode()

    assert "Whoever entered it approved it too" in page
    assert shown(crowdfund) == (90_000, 1)


@pytest.mark.parametrize("decide", ["decline", "return"])
def test_a_decision_against_a_gift_needs_a_reason(treasurer: Client, crowdfund: Crowdfund, decide: str) -> None:
    theo = make_treasurer()
    gift = enter(crowdfund, theo)
    if decide == "return":
        services.approve_offline_gift(gift=gift, user=theo, now=NOW)

    for reason in ("", "  ", "a\0b", "a" * 1001):
        answer = treasurer.post(look_at(gift), {"decide": decide, "reason": reason})
        assert 'aria-invalid="true"' in answer.content.decode()
    gift.refresh_from_db()
    assert gift.decision in ("waiting", "approved")

    treasurer.post(look_at(gift), {"decide": decide, "reason": "The bank said no"})
    gift.refresh_from_db()
    assert gift.reason == "The bank said no"
    assert gift.decision == {"decline": "declined", "return": "returned"}[decide]
    assert shown(crowdfund) == (0, 0)


@pytest.mark.parametrize("sent", [{}, {"decide": "delete"}, {"decide": "a\0"}])
def test_what_nobody_could_press_does_nothing(treasurer: Client, crowdfund: Crowdfund, sent: dict[str, str]) -> None:
    gift = enter(crowdfund, make_treasurer())

    assert treasurer.post(look_at(gift), sent).status_code == 302

    gift.refresh_from_db()
    assert gift.decision == "waiting"


def test_a_look_changes_nothing_and_is_written_down(treasurer: Client, crowdfund: Crowdfund) -> None:
    gift = enter(crowdfund, make_treasurer())

    treasurer.get(look_at(gift), {"decide": "approve"})
    treasurer.get(LIST)

    gift.refresh_from_db()
    assert gift.decision == "waiting"
    done = ModelLogEntry.objects.filter(user__username="sam").values_list("action", flat=True)
    assert sorted(done) == ["donations.look_at_donor", "donations.look_at_list"]


@pytest.mark.parametrize("group", [roles.EDITORS, roles.MODERATORS, roles.VOLUNTEERS])
def test_nobody_but_treasurers_gets_there(sign_in: SignIn, crowdfund: Crowdfund, group: str) -> None:
    browser, gift = sign_in(group), enter(crowdfund, make_treasurer())

    for address in (LIST, NEW, look_at(gift), "/admin/offlinegift/import/", "/admin/pledge/", "/admin/matchfund/new/"):
        assert browser.get(address).status_code == 302
        assert browser.post(address, {"decide": "approve"}).status_code in (302, 405)

    gift.refresh_from_db()
    assert gift.decision == "waiting"


@pytest.mark.parametrize("path", ["inspect/999999999999999999999/", "inspect/0/", "edit/1/", "delete/1/"])
def test_an_address_that_leads_nowhere_is_not_found(treasurer: Client, path: str) -> None:
    assert treasurer.get(f"/admin/offlinegift/{path}").status_code == 404


def test_an_empty_list_says_what_to_do(treasurer: Client) -> None:
    assert "Enter a cheque, cash or a transfer" in treasurer.get(LIST).content.decode()


def test_the_list_tells_what_a_treasurer_looks_for(treasurer: Client, crowdfund: Crowdfund) -> None:
    enter(crowdfund, make_treasurer())

    text = re.sub(r"<[^>]+>|\s+", " ", treasurer.get(f"{LIST}results/").content.decode())

    for word in ("Ada Byron", "£50", "Cheque", "An online hub", "Waiting for approval"):
        assert word in text


def test_an_administrator_sets_the_limit_and_no_treasurer_whom_it_binds(sign_in: SignIn, crowdfund: Crowdfund) -> None:
    address = f"/admin/settings/donations/moneysettings/{crowdfund.site_id}/"
    administrator = sign_in("administrators")
    assert "£500" in administrator.get(address).content.decode()
    administrator.post(address, {"approval_limit_minor": "£1,000"})
    assert MoneySettings.current().approval_limit_minor == 100_000

    User.objects.update(is_superuser=False)
    User.objects.get().groups.set(Group.objects.filter(name=roles.TREASURERS))
    administrator.post(address, {"approval_limit_minor": "£2,000"})

    assert MoneySettings.current().approval_limit_minor == 100_000


def test_wagtails_report_of_the_site_leads_to_the_gift(sign_in: SignIn, crowdfund: Crowdfund) -> None:
    gift = enter(crowdfund, make_treasurer())

    assert look_at(gift) in sign_in("administrators").get("/admin/reports/site-history/").content.decode()
