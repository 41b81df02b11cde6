"""The sums of the desk are those of the ledger: by day, week and month, by crowdfund and way, each currency apart."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from donations.models import Crowdfund, Donation, LedgerEntry, RecurringDonation
from donations.treasury.charts import Bucket
from donations.treasury.takings import Sums, added_up, first_day, months_before, of_two_months, over_time, starts
from tests.factories.donations import NOW, make_crowdfund, make_donation

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TODAY = date(2026, 11, 2)


def move(donation: Donation, kind: str, amount_minor: int, at: datetime = NOW) -> None:
    LedgerEntry.objects.create(
        crowdfund=donation.crowdfund,
        donation=donation,
        kind=kind,
        amount_minor=amount_minor,
        currency=donation.currency,
        external_key=f"{kind}:{LedgerEntry.objects.count()}",
        occurred_at=at,
        recorded_at=at,
    )


@pytest.fixture
def donation(crowdfund: Crowdfund) -> Donation:
    return make_donation(crowdfund)


def test_each_kind_of_movement_counts_as_in_back_or_fee(donation: Donation) -> None:
    for kind, minor in [("charge", 2500), ("offline", 1000), ("correction", -100), ("fee", -58)]:
        move(donation, kind, minor)
    for kind, minor in [("refund", -700), ("refund_reversal", 200), ("dispute", -300), ("dispute_reversal", 50)]:
        move(donation, kind, minor)
    move(donation, "offline_reversal", -10)

    today = over_time("day", TODAY)["GBP"][-1]

    assert today == Bucket(TODAY, in_minor=3400, back_minor=-760, fee_minor=-58)
    assert today.kept_minor == LedgerEntry.objects.sum_minor() == 2582


@pytest.mark.parametrize(
    ("by", "count", "first", "last"),
    [
        ("day", 30, date(2026, 10, 4), date(2026, 11, 2)),
        ("week", 26, date(2026, 5, 11), date(2026, 11, 2)),
        ("month", 12, date(2025, 12, 1), date(2026, 11, 1)),
    ],
)
def test_every_day_week_or_month_is_there_also_without_money(
    donation: Donation, by: str, count: int, first: date, last: date
) -> None:
    move(donation, "charge", 2500)

    buckets = over_time(by, TODAY)["GBP"]

    assert [bucket.start for bucket in buckets] == starts(by, TODAY)
    assert (len(buckets), buckets[0].start, buckets[-1].start) == (count, first, last)
    assert [bucket.in_minor for bucket in buckets] == [0] * (count - 1) + [2500]


def test_what_is_older_is_left_out(donation: Donation) -> None:
    move(donation, "charge", 2500, datetime(2026, 10, 3, 22, 59, tzinfo=UTC))
    move(donation, "charge", 100, datetime(2026, 10, 3, 23, 0, tzinfo=UTC))

    assert over_time("day", TODAY)["GBP"][0] == Bucket(date(2026, 10, 4), in_minor=100)


def test_a_day_is_one_of_the_clock_here(donation: Donation) -> None:
    move(donation, "charge", 2500, datetime(2026, 10, 10, 23, 30, tzinfo=UTC))

    assert [bucket.start for bucket in over_time("day", TODAY)["GBP"] if bucket.in_minor] == [date(2026, 10, 11)]


def test_currencies_are_never_added_up(donation: Donation) -> None:
    move(donation, "charge", 2500)
    move(make_donation(make_crowdfund("yen", currency="JPY")), "charge", 900)

    assert {currency: buckets[-1].in_minor for currency, buckets in over_time("day", TODAY).items()} == {
        "GBP": 2500,
        "JPY": 900,
    }


def test_an_empty_ledger_has_no_currency(db: None) -> None:
    assert (over_time("month", TODAY), of_two_months(TODAY)) == ({}, [])


def test_two_months_are_told_by_crowdfund_and_way(donation: Donation) -> None:
    other = make_crowdfund("other")
    monthly = RecurringDonation.objects.create(
        crowdfund=other, amount_minor=500, currency="GBP", locale="en", created_at=NOW
    )
    move(donation, "charge", 2500)
    move(donation, "fee", -58)
    move(make_donation(other, recurring=monthly), "charge", 500, datetime(2026, 10, 1, 12, tzinfo=UTC))
    move(make_donation(other), "offline", 1000)
    move(donation, "charge", 7, datetime(2026, 9, 30, 12, tzinfo=UTC))

    takings = of_two_months(TODAY)

    told = {(t.month.month, t.crowdfund_id, t.way): (t.sums.in_minor, t.sums.fee_minor) for t in takings}
    assert told == {
        (11, donation.crowdfund_id, "once"): (2500, -58),
        (10, other.pk, "monthly"): (500, 0),
        (11, other.pk, "offline"): (1000, 0),
    }
    assert added_up(takings) == Sums(4000, 0, -58)


@pytest.mark.parametrize(
    ("day", "count", "month"),
    [
        (date(2026, 11, 30), 0, date(2026, 11, 1)),
        (date(2026, 1, 31), 1, date(2025, 12, 1)),
        (TODAY, 11, date(2025, 12, 1)),
    ],
)
def test_months_are_counted_over_the_year(day: date, count: int, month: date) -> None:
    assert months_before(day, count) == month


def test_a_week_begins_on_monday() -> None:
    assert first_day("week", date(2026, 11, 8)) == first_day("week", TODAY)


@pytest.mark.parametrize("read", [lambda: over_time("month", TODAY), lambda: of_two_months(TODAY)])
def test_the_sums_cost_one_query_whatever_the_ledger_holds(
    donation: Donation, django_assert_num_queries: DjangoAssertNumQueries, read: Any
) -> None:
    for place in range(20):
        move(donation, "charge", 100 + place)

    with django_assert_num_queries(1):
        read()
