"""A crowdfund's budget and spending: lines and amounts in force, words of the reader's language."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from cms.models import CampaignDocument
from donations.models import Crowdfund, CrowdfundTotal
from pages.costs import Costs, ShownLine, ShownSpending, ShownStretchGoal, costs_in_force, draft_costs
from pages.models import BudgetLine, CrowdfundPage, SpendingEntry, StretchGoal
from tests.factories.pages import hide, home, place_crowdfund, publish, translate

pytestmark = [pytest.mark.django_db, pytest.mark.database]


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


@pytest.fixture
def spent() -> CrowdfundPage:
    """£3,100 of £5,000 have come in; more was spent on hosting than was asked for, and something on neither line."""
    page = place_crowdfund(
        slug="spent",
        budget_lines=[
            BudgetLine(title="Design", amount_minor=300_000, sort_order=0),
            BudgetLine(title="Host", amount_minor=200_000, sort_order=1),
        ],
        spending_entries=[
            SpendingEntry(title="Server", amount_minor=150_000, line_number=2, receipt=receipt(), sort_order=0),
            SpendingEntry(title="Another", amount_minor=60_000, line_number=2, sort_order=1),
            SpendingEntry(title="Tea", amount_minor=500, sort_order=2),
        ],
        stretch_goals=[StretchGoal(title="Films", amount_minor=700_000), StretchGoal(title="Books", amount_minor=1)],
    )
    CrowdfundTotal.objects.update(raised_minor=310_000)
    return page


def receipt() -> CampaignDocument:
    file = ContentFile(b"%PDF-1.4", name="bill.pdf")
    document: CampaignDocument = CampaignDocument.objects.create(title="Bill", file=file)
    return document


def test_each_line_has_what_came_in_and_what_was_spent(spent: CrowdfundPage) -> None:
    costs = costs_in_force(Crowdfund.objects.get(), spent.pk)

    assert costs.budget == [ShownLine("Design", 300_000, 300_000, 0), ShownLine("Host", 200_000, 10_000, 210_000)]
    assert [line.over_minor for line in costs.budget] == [0, 10_000]
    assert [(entry.line, entry.line_title) for entry in costs.spending] == [(2, "Host"), (2, "Host"), (None, "")]
    assert (costs.beyond_minor, costs.unassigned_minor, costs.raised_minor) == (0, 500, 310_000)
    assert costs.stretch_goals == [ShownStretchGoal("Films", 700_000, False)]


def test_the_draft_shows_what_publishing_would_show(spent: CrowdfundPage) -> None:
    assert draft_costs(Crowdfund.objects.get(), spent) == costs_in_force(Crowdfund.objects.get(), spent.pk)


def test_page_and_api_tell_the_same_numbers_of_each_line(client: Client, spent: CrowdfundPage) -> None:
    page = client.get(spent.url).content.decode()
    told, tracker = client.get(f"/api/v1/pages/{spent.pk}").json(), client.get("/api/v1/crowdfunds/spent").json()

    assert told["budget"] == tracker["budget"]
    assert [line["raised_minor"] for line in told["budget"]] == [300_000, 10_000]
    assert [entry["line"] for entry in tracker["spending"]] == [2, 2, None]
    assert "£100 more was spent than was asked for." in page
    assert '<rect class="bar-raised" width="10000" height="10"/>' in page


@pytest.mark.parametrize(
    ("raised_minor", "order"),
    [
        (499_999, ["How much would you like to give?", "What the money is for", "If more than the goal comes in"]),
        (500_000, ["The goal is reached. Next:", "How much would you like to give?", "What the money is for"]),
    ],
)
def test_more_than_the_goal_is_told_before_the_form_only_once_the_goal_is_reached(
    client: Client, spent: CrowdfundPage, raised_minor: int, order: list[str]
) -> None:
    CrowdfundTotal.objects.update(raised_minor=raised_minor)

    html = client.get(spent.url).content.decode()

    places = [html.index(words) for words in order]
    assert places == sorted(places)
    assert html.count('aria-labelledby="stretch"') == 1


def test_a_receipt_is_linked_while_everybody_may_read_it(client: Client, spent: CrowdfundPage) -> None:
    path = CampaignDocument.objects.get().url
    shown = client.get(spent.url).content.decode()
    told = client.get("/api/v1/crowdfunds/spent").json()["spending"]

    CollectionViewRestriction.objects.create(collection=Collection.get_first_root_node(), restriction_type="login")

    assert f'href="{path}">Receipt (PDF)<span class="vh">: Server</span></a>' in shown
    assert [entry["receipt_url"] for entry in told] == [f"http://testserver{path}", None, None]
    assert "bill" not in client.get(spent.url).content.decode()
    assert "bill" not in client.get("/api/v1/crowdfunds/spent").content.decode()
    assert draft_costs(Crowdfund.objects.get(), spent).spending[0].receipt_path is None
