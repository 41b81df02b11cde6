"""Where gifts come from: counted once, kept net of refunds and fees, and harmless whatever somebody called a source."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry

from donations.models import Crowdfund, Donation, RecurringDonation
from donations.treasury.sources import SourceFilter, SourceRow, sources
from tests.factories.donations import NOW, charge_fact, make_crowdfund, make_donation, refund_fact
from tests.factories.recording import record

SignIn = Callable[[str], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.database]

TODAY = date(2026, 11, 2)


def given(crowdfund: Crowdfund, source: str, pence: int = 2500, **changes: object) -> Donation:
    """A gift from somewhere that was paid."""
    donation = make_donation(crowdfund, source=source, **changes)
    record(charge_fact(donation, pence))
    return donation


def report(most: int = 100, **chosen: str) -> list[SourceRow]:
    return sources(SourceFilter({"period": "all"} | chosen).donations(TODAY), most)


def test_a_source_tells_begun_paid_and_kept(crowdfund: Crowdfund) -> None:
    paid = given(crowdfund, "/hub/")
    record(charge_fact(paid, fee_minor=58), refund_fact(paid, 700))
    make_donation(crowdfund, source="/hub/")
    make_donation(crowdfund, source="embed:blog.example")

    assert report() == [
        SourceRow("/hub/", "GBP", begun=2, paid=1, monthly=0, kept_minor=1742),
        SourceRow("embed:blog.example", "GBP", begun=1, paid=0, monthly=0, kept_minor=0),
    ]
    assert [row.percent for row in report()] == [50, 0]


def test_the_months_that_follow_count_as_money_and_not_as_begun(crowdfund: Crowdfund) -> None:
    monthly = RecurringDonation.objects.create(
        crowdfund=crowdfund, amount_minor=500, currency="GBP", locale="en", created_at=NOW
    )
    given(crowdfund, "/hub/", 500, recurring=monthly)
    given(crowdfund, "/hub/", 500, recurring=monthly, idempotency_key="invoice:in_2", created_at=NOW + timedelta(31))

    assert report() == [SourceRow("/hub/", "GBP", begun=1, paid=1, monthly=1, kept_minor=1000)]


def test_cheques_were_not_begun_here(crowdfund: Crowdfund) -> None:
    given(crowdfund, "offline", idempotency_key="offline:1")

    assert report() == []


def test_a_period_and_a_crowdfund_narrow_it_down(crowdfund: Crowdfund) -> None:
    given(crowdfund, "old", created_at=NOW - timedelta(days=31))
    given(make_crowdfund("other"), "other")
    given(crowdfund, "new")

    assert {row.source for row in report(period="30")} == {"new", "other"}
    assert {row.source for row in report(crowdfund=str(crowdfund.pk))} == {"old", "new"}


def test_only_so_many_are_told_and_each_with_its_own_sum(crowdfund: Crowdfund) -> None:
    for place in range(5):
        given(crowdfund, f"/{place}/", 1000 + place)
    given(crowdfund, "/4/", 1)

    assert report(most=1) == [SourceRow("/4/", "GBP", begun=2, paid=2, monthly=0, kept_minor=1005)]


def test_it_costs_two_queries(crowdfund: Crowdfund, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for place in range(5):
        given(crowdfund, f"/{place}/")

    with django_assert_num_queries(2):
        report()


@pytest.mark.parametrize(
    "query",
    ["period=x", "period=30&crowdfund=\0", "crowdfund=99999999999999999999999", "crowdfund=-1", "period=%EF%BC%93"],
)
def test_nonsense_is_answered(treasurer: Client, crowdfund: Crowdfund, query: str) -> None:
    given(crowdfund, "/hub/", created_at=timezone.now())

    assert treasurer.get(f"/admin/money/sources/?{query}").status_code == 200
    assert treasurer.get(f"/admin/money/sources/?{query}&export=csv").status_code == 200


def test_what_somebody_called_a_source_is_only_text(treasurer: Client, crowdfund: Crowdfund) -> None:
    given(crowdfund, "<script>alert(1)</script>" + "x" * 100, created_at=timezone.now())

    html = treasurer.get("/admin/money/sources/").content.decode()

    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" + "x" * 55 + "…" in html


def test_the_file_has_numbers_and_no_formula_and_is_written_down(treasurer: Client, crowdfund: Crowdfund) -> None:
    given(crowdfund, '=HYPERLINK("https://bad.example")', created_at=timezone.now())

    answer = treasurer.get("/admin/money/sources/?period=all&export=csv")

    assert list(csv.reader(StringIO(answer.content.decode()))) == [
        ["Source", "Begun", "Paid", "Paid of those begun, %", "Monthly", "Kept", "Currency"],
        ['\'=HYPERLINK("https://bad.example")', "1", "1", "100", "0", "25.00", "GBP"],
    ]
    [entry] = ModelLogEntry.objects.all()
    assert (entry.user.username, entry.message) == ("sam", "Downloaded where gifts come from")


def test_a_gift_of_an_unknown_source_is_told_so(treasurer: Client, crowdfund: Crowdfund) -> None:
    given(crowdfund, "", created_at=timezone.now())

    assert "Not told" in treasurer.get("/admin/money/sources/").content.decode()


def test_without_gifts_it_says_so(treasurer: Client, db: None) -> None:
    assert "No gift was begun in this time." in treasurer.get("/admin/money/sources/").content.decode()
