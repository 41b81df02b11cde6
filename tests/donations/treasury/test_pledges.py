"""Pledges in the admin."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from donations.models import Crowdfund, CrowdfundTotal, Pledge
from tests.factories.offline import promise

SignIn = Callable[[str], Client]
LIST, NEW = "/admin/pledge/", "/admin/pledge/new/"


def filled_in(crowdfund: Crowdfund, /, **changes: Any) -> dict[str, Any]:
    wanted = {
        "crowdfund": crowdfund.pk,
        "amount": "50",
        "promised_on": "2026-10-20",
        "name": "Bo",
        "email": "",
        "note": "",
    }
    return wanted | changes


def pledged() -> int:
    return CrowdfundTotal.objects.get().pledged_minor


def test_a_promise_is_entered_and_kept(treasurer: Client, crowdfund: Crowdfund) -> None:
    answer = treasurer.post(NEW, filled_in(crowdfund), follow=True)
    assert "The pledge of £50 is entered." in answer.content.decode()
    pledge = Pledge.objects.get()
    assert (pledge.entered_by.username, pledged()) == ("sam", 5000)

    page = treasurer.post(f"/admin/pledge/inspect/{pledge.pk}/", {"decide": "kept"}, follow=True).content.decode()

    assert "The pledge is closed." in page
    assert (Pledge.objects.get().state, pledged()) == ("kept", 0)
    again = treasurer.post(f"/admin/pledge/inspect/{pledge.pk}/", {"decide": "let_go"}, follow=True)
    assert "somebody has closed it in the meantime" in again.content.decode()
    assert (Pledge.objects.get().state, pledged()) == ("kept", 0)


@pytest.mark.parametrize(
    "changes", [{"amount": "0"}, {"amount": "x"}, {"promised_on": "2999-01-01"}, {"name": "a\0"}, {"email": "no"}]
)
def test_what_is_wrong_is_told_and_nothing_is_kept(
    treasurer: Client, crowdfund: Crowdfund, changes: dict[str, str]
) -> None:
    answer = treasurer.post(NEW, filled_in(crowdfund, **changes))

    assert 'aria-invalid="true"' in answer.content.decode()
    assert (Pledge.objects.count(), pledged()) == (0, 0)


@pytest.mark.parametrize("sent", [{}, {"decide": "open"}, {"decide": "a\0"}])
def test_what_nobody_could_press_does_nothing(treasurer: Client, crowdfund: Crowdfund, sent: dict[str, str]) -> None:
    pledge = promise(crowdfund)

    treasurer.post(f"/admin/pledge/inspect/{pledge.pk}/", sent)

    assert (Pledge.objects.get().state, pledged()) == ("open", 5000)


def test_a_look_is_written_down_without_the_name(treasurer: Client, crowdfund: Crowdfund) -> None:
    pledge = promise(crowdfund)

    assert "Bo" in treasurer.get(f"/admin/pledge/inspect/{pledge.pk}/").content.decode()

    entry = ModelLogEntry.objects.get(action="donations.look_at_donor")
    assert entry.label == f"#{pledge.pk}"


def test_an_empty_list_says_what_a_pledge_is(treasurer: Client) -> None:
    assert "Nobody has promised anything yet" in treasurer.get(LIST).content.decode()
