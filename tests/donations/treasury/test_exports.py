"""Money as a file: numbers to add up, nothing that a spreadsheet would run, and a trace of who took it."""

import csv
from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from accounts import roles
from cms.exports import harmless
from donations.gateways import get_gateway
from donations.models import Donation
from donations.services import record_facts
from tests.factories.donations import NOW, charge_fact, facts_of, make_crowdfund, make_donation, refund_fact

SignIn = Callable[[str], Client]


@pytest.fixture
def donation(db: None) -> Donation:
    donation = make_donation(make_crowdfund(), source='=HYPERLINK("https://bad.example")')
    record_facts(
        facts=facts_of(charge_fact(donation, fee_minor=58), refund_fact(donation, 750)), gateway=get_gateway(), now=NOW
    )
    donation.refresh_from_db()
    return donation


def rows_of(client: Client, listing: str) -> list[list[str]]:
    answer = client.get(f"/admin/{listing}/?export=csv")
    return list(csv.reader(b"".join(answer.streaming_content).decode().splitlines()))  # type: ignore[attr-defined]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_is_shown_instead(start: str) -> None:
    assert harmless(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("value", ["", "a=1", 5, -5, None])
def test_all_else_is_left_as_it_is(value: object) -> None:
    assert harmless(value) == value


def test_donations_come_with_what_was_kept_of_them(treasurer: Client, donation: Donation) -> None:
    assert rows_of(treasurer, "donation") == [
        [
            "Reference",
            "Asked",
            "Left of the gift",
            "Currency",
            "State",
            "Crowdfund",
            "Begun",
            "Source",
            "Payment at Stripe",
        ],
        [
            *(donation.reference, "25.00", "17.50", "GBP", "Partly refunded", "An online hub"),
            *("2026-11-02 12:00", '\'=HYPERLINK("https://bad.example")', f"pi_{donation.pk}"),
        ],
    ]


def test_the_ledger_comes_row_by_row_with_its_sign(treasurer: Client, donation: Donation) -> None:
    heading, *rows = rows_of(treasurer, "ledgerentry")

    assert heading[:6] == ["Key", "Kind", "Amount", "Currency", "Crowdfund", "Donation"]
    assert sorted((row[1], row[2], row[5]) for row in rows) == [
        ("Fee", "-0.58", donation.reference),
        ("Payment", "25.00", donation.reference),
        ("Refund", "-7.50", donation.reference),
    ]


def test_a_workbook_has_numbers_and_texts_and_no_formula(treasurer: Client, donation: Donation) -> None:
    answer = treasurer.get("/admin/donation/?export=xlsx")

    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active  # type: ignore[attr-defined]
    assert [cell.value for cell in sheet[2]][1:3] == [25, 17.5]
    assert {cell.data_type for cell in sheet[2]} <= {"n", "s"}


def test_each_export_is_written_down(treasurer: Client, donation: Donation) -> None:
    treasurer.get("/admin/donation/")
    before = ModelLogEntry.objects.count()

    rows_of(treasurer, "donation")

    [entry] = ModelLogEntry.objects.all()
    assert before == 0
    assert (entry.action, entry.user.username, entry.message) == (
        "cms.export",
        "sam",
        "Downloaded 1 rows of “donations”",
    )


def test_who_may_not_look_may_not_take(sign_in: SignIn, donation: Donation) -> None:
    answer = sign_in(roles.EDITORS).get("/admin/donation/?export=csv")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
    assert not ModelLogEntry.objects.exists()
