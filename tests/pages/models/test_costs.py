"""A crowdfund's budget and spending: lines and amounts in force, words of the reader's language."""

from datetime import date

import pytest
from django.test import Client

from donations.models import Crowdfund
from pages.costs import Costs, ShownSpending, costs_in_force
from pages.models import BudgetLine, CrowdfundPage, SpendingEntry
from tests.factories.pages import hide, home, place_crowdfund, publish, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> CrowdfundPage:
    """Changed in English since it was translated: one line costs more, one is new, what was spent is another."""
    publish(home("cy"))
    page = place_crowdfund(slug="hub", budget_lines=[BudgetLine(title="Design", amount_minor=150_000, sort_order=1)])
    welsh = translate(page, title="Hwb", live=False)
    welsh.budget_lines.set([line := welsh.budget_lines.get()])
    line.title = "Dylunio"
    publish(welsh)
    page.budget_lines.set([old := page.budget_lines.get(), BudgetLine(title="Host", amount_minor=90, sort_order=2)])
    old.amount_minor = 99_900
    page.spending_entries.set([SpendingEntry(title="Rooms", amount_minor=4_000, spent_on=date(2026, 7, 5))])
    return publish(page)


def test_amounts_and_lines_are_those_in_force_and_words_the_readers(page: CrowdfundPage) -> None:
    welsh = CrowdfundPage.objects.get(locale__language_code="cy")

    costs = costs_in_force(Crowdfund.objects.get(), welsh.pk)

    assert [(line.title, line.amount_minor) for line in costs.budget] == [("Dylunio", 99_900), ("Host", 90)]
    assert costs.spending == [ShownSpending("Rooms", 4_000, date(2026, 7, 5))]
    assert (costs.budget_minor, costs.spent_minor) == (99_990, 4_000)


def test_a_draft_changes_nothing_that_is_in_force(page: CrowdfundPage) -> None:
    page.budget_lines.set([BudgetLine(title="Secret", amount_minor=1)])
    page.save_revision()

    assert [line.title for line in costs_in_force(Crowdfund.objects.get(), page.pk).budget] == ["Design", "Host"]


def test_where_nothing_is_in_force_there_are_no_costs(client: Client, page: CrowdfundPage) -> None:
    hide(page)
    welsh = CrowdfundPage.objects.get(locale__language_code="cy")

    html = client.get(welsh.url).content.decode()
    told = client.get(f"/api/v1/pages/{welsh.pk}").json()

    assert costs_in_force(None, welsh.pk) == Costs([], [], [])
    assert ("Dylunio" in html, told["budget"], told["budget_minor"], told["crowdfund"]) == (False, [], 0, None)
