"""The review queue: what a treasurer sees of a check, decides about it, and what is written down."""

import csv
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts import roles
from donations.models import Donation, PermissibilityCheck, RefundOrder
from tests.factories.donations import NOW, make_crowdfund
from tests.factories.law import check, checks, days, give, tell
from tests.factories.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SignIn = Callable[[str], Client]
ACCEPT = {
    "action": "accept",
    "full_name": "Ada Lovelace",
    "address": "1 Analytical Row",
    "postcode": "BN1 1AA",
    "evidence": "Brighton, register of 1 November",
    "elector_number": "BA-12",
}


@pytest.fixture
def donation(db: None) -> Donation:
    return give(make_crowdfund(), at=timezone.now() - timedelta(days=3))


def address() -> str:
    return f"/admin/permissibilitycheck/inspect/{check().pk}/"


def logged() -> list[str]:
    actions = ModelLogEntry.objects.exclude(action__startswith="wagtail.").order_by("timestamp")
    return list(actions.values_list("action", flat=True))


def test_the_queue_has_the_most_pressing_first_and_says_how_long_there_is(treasurer: Client) -> None:
    crowdfund = make_crowdfund()
    with time_machine.travel(NOW, tick=False):
        later, sooner = give(crowdfund, email="a@example.org"), give(crowdfund, email="b@example.org", at=days(-3))
        decided = give(crowdfund, email="c@example.org", at=days(-9))
        PermissibilityCheck.objects.filter(donation=decided).update(state="accepted")

        shown = words(treasurer.get("/admin/permissibilitycheck/results/"))

    assert shown.index(sooner.reference) < shown.index(later.reference) < shown.index(decided.reference)
    assert "27 November 2026, 25 days left" in shown
    assert "30 November 2026, 28 days left" in shown
    assert "@example.org" not in shown


def test_a_check_tells_what_the_donor_told_and_that_is_logged(treasurer: Client, donation: Donation) -> None:
    tell()

    shown = words(treasurer.get(address()))

    assert "1 Analytical Row" in shown
    assert "£600" in shown
    assert logged() == ["donations.look_at_donor"]


def test_a_treasurer_accepts_a_gift(treasurer: Client, donation: Donation) -> None:
    response = treasurer.post(address(), ACCEPT)

    assert response.status_code == 302
    assert (check().state, check().evidence) == ("accepted", "Brighton, register of 1 November")
    assert check().decided_by is not None
    assert logged() == ["donations.accept_gift"]


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("full_name", "Enter the donor’s full name"),
        ("address", "Enter the donor’s home address"),
        ("evidence", "Say how the donor was checked"),
    ],
)
def test_no_gift_is_accepted_without_what_the_register_needs(
    treasurer: Client, donation: Donation, field: str, told: str
) -> None:
    response = treasurer.post(address(), ACCEPT | {field: " "})

    assert response.status_code == 422
    top = response.content.decode().split("Accept it</h2>")[0]
    assert f'<a href="#id_{field}">{told}</a>' in top
    assert words(response).count(told) == 2
    assert "BA-12" in response.content.decode()
    assert checks() == {donation.pk: ("single", "asked")}


def test_a_treasurer_sends_a_gift_back_with_a_reason(treasurer: Client, donation: Donation) -> None:
    treasurer.post(address(), {"action": "return", "reason": ""})
    assert checks() == {donation.pk: ("single", "asked")}

    treasurer.post(address(), {"action": "return", "reason": "On no register"})

    assert (check().state, check().return_reason) == ("returned", "On no register")
    assert RefundOrder.objects.get().why == "not_permissible"
    assert logged() == ["donations.return_gift"]


def test_a_treasurer_asks_the_donor_again(treasurer: Client, donation: Donation) -> None:
    tell()

    treasurer.post(address(), {"action": "ask"})

    assert checks() == {donation.pk: ("single", "asked")}
    assert logged() == ["donations.ask_donor"]


def test_the_second_of_two_who_decide_is_told_so(treasurer: Client, donation: Donation) -> None:
    treasurer.post(address(), ACCEPT)

    response = treasurer.post(address(), {"action": "return", "reason": "On no register"}, follow=True)

    assert "Somebody has decided on this gift already" in words(response)
    assert checks() == {donation.pk: ("single", "accepted")}
    assert not RefundOrder.objects.exists()


@pytest.mark.parametrize("role", [roles.EDITORS, roles.MODERATORS, roles.VOLUNTEERS])
def test_nobody_else_sees_or_decides(sign_in: SignIn, donation: Donation, role: str) -> None:
    other = sign_in(role)

    assert other.get(address()).status_code == 302
    assert other.post(address(), ACCEPT).status_code in (302, 403)
    assert other.get("/admin/permissibilitycheck/?export=csv").status_code == 302
    assert other.get("/admin/lawreport/").status_code == 302
    assert checks() == {donation.pk: ("single", "asked")}


def register(treasurer: Client, **filters: Any) -> list[dict[str, str]]:
    response = treasurer.get("/admin/permissibilitycheck/", {"export": "csv", **filters})
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    return list(csv.DictReader(text.splitlines()))


def test_the_register_has_each_checked_gift_of_a_period(treasurer: Client) -> None:
    crowdfund = make_crowdfund()
    kept = give(crowdfund, email="a@example.org")
    give(crowdfund, email="b@example.org", at=days(-40))
    PermissibilityCheck.objects.filter(donation=kept).update(
        full_name="=HYPERLINK(1)", address="1 Row", state="accepted", evidence="Seen", decided_at=days(2)
    )

    rows = register(treasurer, received_on_from="2026-11-01", received_on_to="2026-11-30", state="accepted")

    assert [row["Reference"] for row in rows] == [kept.reference]
    assert (rows[0]["Full name"], rows[0]["Home address"]) == ("'=HYPERLINK(1)", "1 Row")
    assert (rows[0]["Amount"], rows[0]["Received"]) == ("600.00", "2026-11-02")
    assert (rows[0]["State"], rows[0]["Decided"]) == ("Accepted", "2026-11-04 12:00")
    assert logged() == ["cms.export"]


def test_garbage_in_the_filters_does_no_harm(treasurer: Client, donation: Donation) -> None:
    for query in ("received_on_from=x", "state=%00", "state=nonsense", "reason=1", "p=999999999999", "q=%00"):
        assert treasurer.get(f"/admin/permissibilitycheck/?{query}").status_code in (200, 400)
    assert treasurer.get("/admin/permissibilitycheck/inspect/99999/").status_code == 404
