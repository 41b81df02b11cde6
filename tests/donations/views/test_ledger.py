"""The public ledger: it adds up to the tracker, and nobody can be picked out of it."""

import csv
import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from donations.models import Crowdfund, CrowdfundTotal
from donations.services import record_facts, withdraw_crowdfund
from tests.factories.donations import NOW, charge_fact, facts_of, make_donation, refund_fact

pytestmark = pytest.mark.database

LEDGER = "/give/online-hub/ledger/"
MONDAY = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def give(crowdfund: Crowdfund) -> Callable[..., None]:
    """Makes gifts of so many pence on the day of this number, Monday being 0."""

    def give_on(day: int, *amounts: int) -> None:
        for amount_minor in amounts:
            donation = make_donation(crowdfund)
            charge = charge_fact(donation, amount_minor, occurred_at=MONDAY + timedelta(days=day))
            record_facts(facts=facts_of(charge), gateway=Mock(), now=MONDAY)

    return give_on


@pytest.fixture(autouse=True)
def thursday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY + timedelta(days=10), tick=False)


def text(client: Client, address: str = LEDGER) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_it_tells_periods_and_amounts_that_add_up_to_the_tracker(client: Client, give: Callable[..., None]) -> None:
    give(0, 5000, 1000, 2500, 500, 500)
    give(9, 700)

    page = text(client)

    assert "2 November 2026 £50, £25, £10, £5, £5 £95" in page
    assert "Not shown yet £7" in page
    assert "Raised £102" in page
    assert CrowdfundTotal.objects.get().raised_minor == 10_200


def test_a_lone_gift_of_a_day_tells_a_week(client: Client, give: Callable[..., None]) -> None:
    give(1, 5000)

    page = text(client)

    assert "3 November 2026 to 9 November 2026 £50 £50" in page


def test_what_went_back_is_told_too(client: Client, crowdfund: Crowdfund, give: Callable[..., None]) -> None:
    give(0, 1000, 1000, 1000)
    donation = make_donation(crowdfund)
    facts = facts_of(charge_fact(donation, 2500, occurred_at=MONDAY), refund_fact(donation, 700, occurred_at=MONDAY))
    record_facts(facts=facts, gateway=Mock(), now=MONDAY)

    assert "2 November 2026 £25, £10, £10, £10, -£7 £48" in text(client)


def test_an_evening_belongs_to_its_british_day(client: Client, crowdfund: Crowdfund) -> None:
    for _ in range(5):
        charge = charge_fact(make_donation(crowdfund), occurred_at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
        record_facts(facts=facts_of(charge), gateway=Mock(), now=MONDAY)

    assert "1 July 2026 £25, £25, £25, £25, £25 £125" in text(client)


def test_as_a_file_it_has_a_row_for_each_amount(client: Client, give: Callable[..., None]) -> None:
    give(0, 5000, 1050)
    answer = client.get("/give/online-hub/ledger.csv")

    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))

    assert answer["Content-Disposition"] == 'attachment; filename="online-hub-ledger.csv"'
    assert rows == [
        ["from", "to", "amount", "currency"],
        ["2026-11-02", "2026-11-08", "50.00", "GBP"],
        ["2026-11-02", "2026-11-08", "10.50", "GBP"],
    ]


def test_the_file_adds_up_to_the_tracker(client: Client, give: Callable[..., None]) -> None:
    give(0, 5000, 1000, 2500, 500, 500)
    give(9, 700, 301)
    answer = client.get("/give/online-hub/ledger.csv")

    _, *rows = csv.reader(io.StringIO(b"".join(answer.streaming_content).decode()))

    assert rows[-1] == ["", "", "10.01", "GBP"]
    assert sum(int(row[2].replace(".", "")) for row in rows) == CrowdfundTotal.objects.get().raised_minor == 10_501


def test_an_empty_ledger_says_so(client: Client, crowdfund: Crowdfund) -> None:
    assert "Nothing has moved yet." in text(client)


def test_what_is_not_in_force_shows_no_ledger(client: Client, crowdfund: Crowdfund) -> None:
    withdraw_crowdfund(key=crowdfund.key, now=NOW)

    assert client.get(LEDGER).status_code == client.get("/give/online-hub/ledger.csv").status_code == 404


def test_a_page_costs_as_many_queries_for_many_movements_as_for_few(
    client: Client, give: Callable[..., None], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for day in range(8):
        give(day, 100, 100, 100, 100, 100)

    with django_assert_max_num_queries(9):
        client.get(LEDGER)
    with django_assert_max_num_queries(1):
        client.get(LEDGER)
