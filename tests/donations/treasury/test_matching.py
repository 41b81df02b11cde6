"""Match funds in the admin."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from donations.models import Crowdfund, CrowdfundTotal, MatchFund
from tests.factories.donations import charge_fact, make_crowdfund, make_donation
from tests.factories.offline import match
from tests.factories.recording import record

SignIn = Callable[[str], Client]
LIST, NEW = "/admin/matchfund/", "/admin/matchfund/new/"


def filled_in(crowdfund: Crowdfund, /, **changes: Any) -> dict[str, Any]:
    wanted = {
        "crowdfund": crowdfund.pk,
        "sponsor": "The Example Trust",
        "percent": "100",
        "limit_minor": "2,000",
        "starts_on": "2026-10-01",
        "ends_on": "2026-11-30",
        "is_published": "on",
    }
    return wanted | changes


def matched() -> int:
    return CrowdfundTotal.objects.get().matched_minor


def test_a_rule_counts_from_the_moment_in_which_it_is_entered(treasurer: Client, crowdfund: Crowdfund) -> None:
    record(charge_fact(make_donation(crowdfund)))

    assert treasurer.post(NEW, filled_in(crowdfund)).status_code == 302

    fund = MatchFund.objects.get()
    assert (fund.limit_minor, fund.eligible_minor, matched()) == (200_000, 2500, 2500)
    assert "The Example Trust" in treasurer.get(LIST).content.decode()

    treasurer.post(f"/admin/matchfund/edit/{fund.pk}/", filled_in(crowdfund, percent="50"))

    assert matched() == 1250
    assert ModelLogEntry.objects.for_instance(fund).filter(action="donations.match").count() == 2


def test_a_rule_stays_with_its_crowdfund(treasurer: Client, crowdfund: Crowdfund) -> None:
    fund = match(crowdfund)

    treasurer.post(f"/admin/matchfund/edit/{fund.pk}/", filled_in(make_crowdfund("another"), sponsor="A friend"))

    fund.refresh_from_db()
    assert (fund.crowdfund, fund.sponsor) == (crowdfund, "A friend")


@pytest.mark.parametrize(
    "changes",
    [
        {"percent": "0"},
        {"percent": "1001"},
        {"percent": "9" * 30},
        {"limit_minor": "0"},
        {"limit_minor": "9" * 30},
        {"ends_on": "2026-09-30"},
        {"ends_on": "9999-12-31"},
        {"starts_on": "0001-01-01"},
        {"starts_on": ""},
        {"sponsor": ""},
        {"sponsor": "a\0"},
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(
    treasurer: Client, crowdfund: Crowdfund, changes: dict[str, str]
) -> None:
    answer = treasurer.post(NEW, filled_in(crowdfund, **changes))

    assert 'aria-invalid="true"' in answer.content.decode()
    assert MatchFund.objects.count() == 0


def test_a_rule_that_was_public_is_hidden_and_not_deleted(treasurer: Client, crowdfund: Crowdfund) -> None:
    fund = match(crowdfund)

    assert treasurer.get(f"/admin/matchfund/delete/{fund.pk}/").status_code == 404
    assert treasurer.get(f"/admin/matchfund/history/{fund.pk}/").status_code == 200

    treasurer.post(f"/admin/matchfund/edit/{fund.pk}/", filled_in(crowdfund, is_published=""))
    assert Crowdfund.objects.in_force().get().progress().match == ()


def test_an_empty_list_says_what_a_match_is(treasurer: Client) -> None:
    assert "Nobody adds anything to gifts yet" in treasurer.get(LIST).content.decode()
