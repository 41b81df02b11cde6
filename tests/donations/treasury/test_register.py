"""The report by law: what of a year's gifts is told to the Commission under the rules of the status."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts import roles
from donations.models import Crowdfund, Donation, PermissibilityCheck
from donations.services.regulation import choose_status
from donations.treasury.register import report_of_year
from tests.factories.donations import NOW, make_crowdfund
from tests.factories.law import days, give
from tests.factories.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TODAY = date(2026, 11, 24)


def accepted(crowdfund: Crowdfund, pounds: int, name: str, number: int, **changes: str) -> Donation:
    donation = give(crowdfund, pounds * 100, email=f"{number}@example.org", at=days(-number))
    known = {"state": "accepted", "full_name": name, "postcode": "BN1 1AA", "decided_at": days(number)}
    PermissibilityCheck.objects.filter(donation=donation).update(**(known | changes))
    return donation


def test_one_person_with_two_addresses_for_mail_is_one_person_here() -> None:
    crowdfund = make_crowdfund()
    first, second = (
        accepted(crowdfund, 4_000, "Ada Lovelace", 1),
        accepted(crowdfund, 4_000, "ada  lovelace", 2),
    )
    accepted(crowdfund, 600, "Grace Hopper", 3)

    report = report_of_year(2026, TODAY)

    assert {check.donation_id for check in report.by_name} == {first.pk, second.pk}
    assert report.others_minor == 60_000


def test_what_was_returned_is_reported_and_what_is_open_is_told() -> None:
    crowdfund = make_crowdfund()
    returned = accepted(crowdfund, 600, "Ada Lovelace", 1, state="returned")
    give(crowdfund)

    report = report_of_year(2026, TODAY)

    assert [check.donation_id for check in report.returned] == [returned.pk]
    assert report.undecided == 1
    assert report.by_name == []


def test_each_status_has_its_own_thresholds_and_each_year_its_own_gifts() -> None:
    choose_status(status="party", starts_on=date(2026, 1, 1), user=None, now=NOW)
    crowdfund = make_crowdfund()
    accepted(crowdfund, 8_000, "Ada Lovelace", 1)

    assert (report_of_year(2026, TODAY).by_name, report_of_year(2026, TODAY).others_minor) == ([], None)
    assert report_of_year(2025, TODAY).by_name == []


@time_machine.travel(NOW, tick=False)
def test_the_page_shows_the_year_and_is_logged(sign_in: Callable[[str], Client]) -> None:
    treasurer = sign_in(roles.TREASURERS)
    accepted(make_crowdfund(), 8_000, "Ada Lovelace", 1)

    answer = treasurer.get("/admin/lawreport/")
    shown = words(answer)

    assert "To report by name: above £7,500" in shown
    assert "Ada Lovelace £8,000 1 November 2026" in shown
    assert "All other accepted gifts above £500: £0" in shown
    assert "”: Electoral Commission: when you receive a donation , Electoral Commission: reporting" in shown
    assert "https://" not in shown
    assert "/donations/crowdfunding" in answer.content.decode()
    assert ModelLogEntry.objects.get(action="donations.read_law_report").data == {"year": 2026}


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("year", ["x", "1", "99999999999999999999", "2027", "%00", "２０２６"])
def test_a_year_that_makes_no_sense_is_said(sign_in: Callable[[str], Client], year: str) -> None:
    response = sign_in(roles.TREASURERS).get(f"/admin/lawreport/?year={year}")

    assert response.status_code in (200, 422)
    assert (response.status_code == 200) == (year == "２０２６")
