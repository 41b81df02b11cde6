"""What whoever publishes a crowdfund is refused while a draft of it is kept; and which line a payment was for."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from donations.models import Crowdfund, SpendingEntry
from pages.models import BudgetLine, CrowdfundPage
from pages.models import SpendingEntry as WrittenEntry
from tests.factories.crowdfund_form import ask_for, errors, publish, row_errors, send, without_lines
from tests.factories.donations import charge_fact, make_donation, session_fact
from tests.factories.pages import place_crowdfund
from tests.factories.recording import record

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DESIGN, HOST = ("Design", 300_000), ("Host", 200_000)


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin", "admin@example.org", "changeme"))
    return client


@pytest.fixture
def page() -> CrowdfundPage:
    lines = [
        BudgetLine(title=title, amount_minor=minor, sort_order=at) for at, (title, minor) in enumerate((DESIGN, HOST))
    ]
    spent = [WrittenEntry(title="A domain", amount_minor=1_200, line_number=2)]
    return place_crowdfund("Hub", slug="hub", budget_lines=lines, spending_entries=spent)


def give(key: Any) -> None:
    donation = make_donation(Crowdfund.objects.get(key=key))
    record(session_fact(donation), charge_fact(donation))


def line_of(title: str) -> str | None:
    """The title of the line that a payment in force is for."""
    entry = SpendingEntry.objects.get(title=title)
    line = entry.crowdfund.lines.filter(key=entry.line_key).first()
    return line.title if line else None


def test_a_new_goal_is_published_freely_before_the_first_gift(admin: Client, page: CrowdfundPage) -> None:
    ask_for("6000", admin, page)

    assert Crowdfund.objects.get().goal_minor == 600_000
    assert Crowdfund.objects.get().goal_changes == []


def test_after_the_first_gift_it_needs_a_reason(admin: Client, page: CrowdfundPage) -> None:
    give(page.translation_key)

    refused = ask_for("6000", admin, page)

    said = "Say why the goal changes from £5,000 to £6,000: somebody has given already"
    assert errors(refused) == {"goal_change_reason": [said]}
    assert Crowdfund.objects.get().goal_minor == 500_000
    ask_for("6000", admin, page, goal_change_reason="The hall was too small.")
    [change] = Crowdfund.objects.get().changes_of_goal()
    assert (change.old_minor, change.new_minor, change.reason()) == (500_000, 600_000, "The hall was too small.")


def test_the_reason_for_an_earlier_change_is_none_for_the_next(admin: Client, page: CrowdfundPage) -> None:
    give(page.translation_key)
    ask_for("6000", admin, page, goal_change_reason="A larger hall.")

    refused = ask_for("7000", admin, page, goal_change_reason="A larger hall.")

    said = "This was the reason for an earlier change. Say why the goal changes now"
    assert errors(refused) == {"goal_change_reason": [said]}


def test_a_draft_is_kept_without_a_reason(admin: Client, page: CrowdfundPage) -> None:
    give(page.translation_key)

    kept = send(admin, page, goal_minor="6000")

    assert kept.status_code == 302
    assert CrowdfundPage.objects.get().get_latest_revision_as_object().goal_minor == 600_000
    assert Crowdfund.objects.get().goal_minor == 500_000


def test_giving_is_not_closed_by_a_version_that_is_not_whole(admin: Client, page: CrowdfundPage) -> None:
    refused = publish(admin, page, goal_minor="6000", if_over="")

    parts = "a budget that is the goal: it adds up to £5,000, the goal is £6,000; what happens if more comes in"
    said = f"People can give now, and this version would stop them. Under “Money” it must still say: {parts}."
    assert errors(refused) == {"__all__": [f"{said} “Save draft” keeps your work meanwhile."]}
    assert f"must still say: {parts}. “Save draft”" in unescape(refused.content.decode())
    assert Crowdfund.objects.get().is_open()
    assert send(admin, page, goal_minor="6000", if_over="").status_code == 302
    assert CrowdfundPage.objects.get().get_latest_revision_as_object().goal_minor == 600_000


def test_lines_that_are_written_with_the_new_goal_keep_it_open(admin: Client, page: CrowdfundPage) -> None:
    ask_for("6000", admin, page)

    crowdfund = Crowdfund.objects.get()
    assert (crowdfund.goal_minor, crowdfund.budget_minor, crowdfund.is_open()) == (600_000, 600_000, True)


@pytest.mark.parametrize("closed", [{"is_published": False}, {"is_complete": False}, {"last_day": date(2020, 1, 1)}])
def test_what_nobody_can_give_to_is_published_as_it_is(
    admin: Client, page: CrowdfundPage, closed: dict[str, Any]
) -> None:
    Crowdfund.objects.update(**closed)

    publish(admin, page, lines=without_lines(page), entries=[])

    crowdfund = Crowdfund.objects.get()
    assert (crowdfund.budget_minor, crowdfund.is_published, crowdfund.is_open()) == (0, True, False)


def test_a_last_day_and_no_end_exclude_each_other(admin: Client, page: CrowdfundPage) -> None:
    said = "Either a last day or no end: leave out one of the two"

    assert errors(publish(admin, page, last_day="2099-01-01")) == {"has_no_end": [said]}
    assert send(admin, page, last_day="2099-01-01").status_code == 302
    publish(admin, page, last_day="2099-01-01", has_no_end=None)
    assert Crowdfund.objects.get().last_day == date(2099, 1, 1)


@pytest.mark.parametrize("amount", ["5000", "12"])
def test_a_stretch_goal_lies_above_the_goal(admin: Client, page: CrowdfundPage, amount: str) -> None:
    refused = publish(admin, page, goals=[{"title": "More", "amount_minor": amount}])

    assert row_errors(refused, "stretch_goals") == [{"amount_minor": ["Enter more than the goal, £5,000"]}]
    publish(admin, page, goals=[{"title": "More", "amount_minor": "5000.01"}])
    assert [goal.title for goal in Crowdfund.objects.get().stretch_goals.all()] == ["More"]


def test_a_payment_names_its_line_by_number(admin: Client, page: CrowdfundPage) -> None:
    new = {"title": "A poster", "amount_minor": "40", "line_number": "1"}

    publish(admin, page, entries=[new, {"title": "A bus", "amount_minor": "9", "line_number": ""}])

    assert (line_of("A poster"), line_of("A bus")) == ("Design", None)


def test_a_line_that_is_new_can_be_named_at_once(admin: Client, page: CrowdfundPage) -> None:
    lines = [{"title": "Only this", "amount_minor": "5000"}]

    publish(admin, page, lines=lines, entries=[{"title": "Ink", "amount_minor": "4", "line_number": "1"}])

    assert line_of("Ink") == "Only this"


@pytest.mark.parametrize("number", ["0", "3", "32767"])
def test_a_number_that_no_line_has_is_refused_with_those_that_there_are(
    admin: Client, page: CrowdfundPage, number: str
) -> None:
    entries = [{"title": "Ink", "amount_minor": "4", "line_number": number}]

    refused = publish(admin, page, entries=entries)

    said = f"There is no line {number}: the lines of the budget are numbered from 1 to 2"
    assert row_errors(refused, "spending_entries") == [{"line_number": [said]}]
    assert send(admin, page, entries=entries).status_code == 302


def test_a_payment_stays_with_its_line_when_that_moves(admin: Client, page: CrowdfundPage) -> None:
    design, host = page.budget_lines.all()
    lines = [
        {"id": host.pk, "title": "Host", "amount_minor": "2000"},
        {"id": design.pk, "title": "Design", "amount_minor": "3000"},
    ]
    assert line_of("A domain") == "Host"
    publish(admin, page)

    publish(admin, page, lines=lines)

    assert line_of("A domain") == "Host"
    assert CrowdfundPage.objects.get().spending_entries.get().line_number == 1


def test_a_payment_whose_line_is_gone_needs_another(admin: Client, page: CrowdfundPage) -> None:
    publish(admin, page)
    design, host = page.budget_lines.all()
    lines = [
        {"id": design.pk, "title": "Design", "amount_minor": "3000", "DELETE": "1"},
        {"id": host.pk, "title": "Host", "amount_minor": "5000"},
    ]
    [entry] = CrowdfundPage.objects.get().spending_entries.all()
    entry.line_number, entry.line_key = 1, design.translation_key
    entry.save()

    refused = publish(admin, CrowdfundPage.objects.get(), lines=lines)

    said = "The budget line that it was for is gone. Give the number of another, or none"
    assert row_errors(refused, "spending_entries") == [{"line_number": [said]}]
