"""What a treasurer reads of money: plain labels, dates as people write them, titles, and what was kept."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from donations.gateways import get_gateway
from donations.models import Crowdfund, Donation
from donations.services import record_facts
from tests.factories.donations import NOW, charge_fact, facts_of, make_crowdfund, make_donation, refund_fact

SignIn = Callable[[str], Client]


@pytest.fixture
def donation(db: None) -> Donation:
    donation = make_donation(make_crowdfund())
    record_facts(
        facts=facts_of(charge_fact(donation, fee_minor=58), refund_fact(donation, 750)), gateway=get_gateway(), now=NOW
    )
    donation.refresh_from_db()
    return donation


def cells(html: str, tag: str) -> list[str]:
    """The words of each cell, without what lies hidden in it."""
    found = re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", html, re.S)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", each)).strip() for each in found]


@pytest.mark.parametrize(
    ("listing", "headings"),
    [
        ("donation", ["Reference", "Asked", "Left of the gift", "State", "Crowdfund", "Begun"]),
        ("ledgerentry", ["Donation", "Kind", "Amount", "Crowdfund", "Happened"]),
        ("stripeevent", ["Event", "Type", "Status", "Attempts", "Received"]),
    ],
)
def test_columns_are_named_plainly(treasurer: Client, donation: Donation, listing: str, headings: list[str]) -> None:
    from donations.models import StripeEvent

    StripeEvent.objects.create(
        id="evt_1", type="charge.succeeded", livemode=False, created_at=NOW, received_at=NOW, payload="{}"
    )

    shown = cells(treasurer.get(f"/admin/{listing}/results/").content.decode(), "th")

    assert [heading for heading in shown if heading] == headings


def test_a_row_tells_what_was_kept_of_which_crowdfund_and_when(treasurer: Client, donation: Donation) -> None:
    row = cells(treasurer.get("/admin/donation/results/").content.decode(), "td")

    assert row[1:] == ["£25", "£17.50", "Partly refunded", "An online hub", "2 November 2026, 12:00"]


@pytest.mark.parametrize("order", ["net_minor", "-requested_minor", "created_at"])
def test_amounts_can_be_sorted(treasurer: Client, donation: Donation, order: str) -> None:
    assert treasurer.get("/admin/donation/", {"ordering": order}).status_code == 200


def test_a_donation_is_told_with_its_movements_and_its_receipt(treasurer: Client, donation: Donation) -> None:
    html = treasurer.get(f"/admin/donation/inspect/{donation.pk}/").content.decode()

    told = dict(zip(cells(html, "dt"), cells(html, "dd"), strict=True))
    assert (told["Reference"], told["Asked"], told["Left of the gift"]) == (donation.reference, "£25", "£17.50")
    assert told["Ledger"].split(" 2 November 2026, 12:00: ") == [
        *("2 November 2026, 12:00: Payment £25", "Fee -£0.58", "Refund -£7.50"),
    ]
    assert (told["Crowdfund"], told["Begun"]) == ("An online hub", "2 November 2026, 12:00")
    assert f'<a href="/receipts/{donation.public_id}/">' in html


def test_a_donation_that_was_never_paid_has_moved_nothing(treasurer: Client, db: None) -> None:
    donation = make_donation(make_crowdfund())

    html = treasurer.get(f"/admin/donation/inspect/{donation.pk}/").content.decode()

    told = dict(zip(cells(html, "dt"), cells(html, "dd"), strict=True))
    assert (told["Left of the gift"], told["Ledger"]) == ("£0", "–")
    assert {told[field] for field in ("Refunds", "Disputes", "Donor", "Source")} == {"–"}
    assert "" not in told.values()


def test_twenty_rows_cost_no_more_than_one(
    treasurer: Client, donation: Donation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    treasurer.get("/admin/donation/")
    with django_assert_max_num_queries(100) as one:
        treasurer.get("/admin/donation/")
    for _ in range(19):
        make_donation(Crowdfund.objects.get())

    with django_assert_max_num_queries(len(one)):
        treasurer.get("/admin/donation/")


@pytest.mark.parametrize(
    ("listing", "title"),
    [
        ("permissibilitycheck", "Checks by law"),
        ("offlinegift", "Cheques, cash, transfers"),
        ("refundrequest", "Money back"),
        ("supportermessage", "Supporters’ words"),
        ("regulatedstatus", "Regulated status"),
    ],
)
def test_a_page_is_called_what_the_menu_calls_it(treasurer: Client, db: None, listing: str, title: str) -> None:
    html = treasurer.get(f"/admin/{listing}/").content.decode()

    assert re.search(rf"<title>\s*{title}\b", html)
