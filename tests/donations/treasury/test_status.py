"""Choosing what the organisation is in the eyes of the law: a choice with a first day, logged, never taken back."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts import roles
from donations.models import RegulatedStatus
from donations.services.regulation import choose_status, status_on, threshold_minor
from tests.factories.donations import NOW
from tests.factories.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SignIn = Callable[[str], Client]
NEW = "/admin/regulatedstatus/new/"


def test_before_a_choice_large_gifts_are_checked_and_the_home_page_says_what_to_do(admin_client: Client) -> None:
    assert status_on(date(2026, 11, 2)) == "non_party_campaigner"
    assert threshold_minor(date(2026, 11, 2)) == 50_000
    assert "Say what you are in the eyes of the law" in words(admin_client.get("/admin/"))

    choose_status(status="party", starts_on=date(2026, 6, 1), user=None, now=NOW)

    assert "Say what you are in the eyes of the law" not in words(admin_client.get("/admin/"))


def test_a_choice_holds_from_its_day_on_and_the_last_one_counts() -> None:
    choose_status(status="party", starts_on=date(2026, 6, 1), user=None, now=NOW)
    choose_status(status="unregulated", starts_on=date(2026, 6, 1), user=None, now=NOW)
    choose_status(status="members_association", starts_on=date(2026, 9, 1), user=None, now=NOW)

    assert status_on(date(2026, 5, 31)) == "non_party_campaigner"
    assert (status_on(date(2026, 6, 1)), threshold_minor(date(2026, 6, 1))) == ("unregulated", None)
    assert status_on(date(2026, 9, 1)) == "members_association"


def test_a_treasurer_chooses_and_it_is_written_down(sign_in: SignIn) -> None:
    treasurer = sign_in(roles.TREASURERS)

    response = treasurer.post(NEW, {"status": "party", "starts_on": "2026-11-01"}, follow=True)

    row = RegulatedStatus.objects.get()
    assert (row.status, row.starts_on) == ("party", date(2026, 11, 1))
    assert row.chosen_by is not None
    assert "“Political party” from 1 November 2026: chosen, and written down." in words(response)
    assert "Political party 1 November 2026" in words(treasurer.get("/admin/regulatedstatus/results/"))
    assert ModelLogEntry.objects.filter(action="donations.choose_status").count() == 1


def test_not_regulated_is_chosen_only_by_whoever_says_they_are_sure(sign_in: SignIn) -> None:
    treasurer = sign_in(roles.TREASURERS)
    typed = {"status": "unregulated", "starts_on": "2026-11-01"}

    answer = treasurer.post(NEW, typed)

    assert "Tick this if you are sure, or choose another status" in words(answer)
    assert 'value="2026-11-01"' in answer.content.decode()
    assert not RegulatedStatus.objects.exists()

    treasurer.post(NEW, typed | {"is_sure": "on"})

    assert RegulatedStatus.objects.get().status == "unregulated"


@pytest.mark.parametrize(
    "typed",
    [
        {"status": "", "starts_on": "2026-11-01"},
        {"status": "club", "starts_on": "2026-11-01"},
        {"status": "party", "starts_on": ""},
        {"status": "party", "starts_on": "1999-01-01"},
        {"status": "party", "starts_on": "x\0"},
    ],
)
def test_what_cannot_be_is_refused(sign_in: SignIn, typed: dict[str, str]) -> None:
    response = sign_in(roles.TREASURERS).post(NEW, typed)

    assert response.status_code == 200
    assert not RegulatedStatus.objects.exists()


def test_nobody_changes_or_deletes_a_choice(admin_client: Client) -> None:
    row = choose_status(status="party", starts_on=date(2026, 6, 1), user=None, now=NOW)

    for action in ("edit", "delete"):
        assert admin_client.post(f"/admin/regulatedstatus/{action}/{row.pk}/", {"status": "party"}).status_code == 302

    assert RegulatedStatus.objects.get().status == "party"


@pytest.mark.parametrize("role", [roles.EDITORS, roles.MODERATORS])
def test_nobody_else_chooses(sign_in: SignIn, role: str) -> None:
    sign_in(role).post(NEW, {"status": "unregulated", "starts_on": "2026-11-01"})

    assert not RegulatedStatus.objects.exists()
