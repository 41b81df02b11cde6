"""What an editor is told after publishing a crowdfund that takes no gifts, and after closing a hub."""

from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import Client, RequestFactory
from django.utils import timezone

from pages.models import BudgetLine, CrowdfundPage, StandardPage
from pages.wagtail_hooks import tell_why_nobody_can_give
from tests.factories.hubs import place_hub
from tests.factories.pages import home, place, place_crowdfund, publish, translate

pytestmark = pytest.mark.django_db


def told(rf: RequestFactory, page: Any) -> list[tuple[str, str]]:
    request: Any = rf.get("/")
    request.session, request._messages = {}, None
    request._messages = FallbackStorage(request)
    tell_why_nobody_can_give(request, page)
    return [(message.level_tag, message.message) for message in get_messages(request)]


def test_who_publishes_a_whole_budget_is_told_nothing(rf: RequestFactory) -> None:
    assert told(rf, place_crowdfund()) == []
    assert told(rf, place(StandardPage, "About us")) == []
    assert told(rf, place_crowdfund("A draft", live=False, budget_lines=[])) == []


@pytest.mark.parametrize(("lines", "sum"), [([], "£0"), ([3_000_00, 999_99], "£3,999.99"), ([5_000_01], "£5,000.01")])
def test_a_budget_that_is_not_the_goal_is_told_with_both_sums(rf: RequestFactory, lines: list[int], sum: str) -> None:
    page = place_crowdfund(budget_lines=[BudgetLine(title="A line", amount_minor=minor) for minor in lines])

    missing = f"a budget that is the goal: it adds up to {sum}, the goal is £5,000"
    text = f"Nobody can give yet. Under “Money” the page must still say: {missing}. Then publish again."
    assert told(rf, page) == [("warning", text)]


@pytest.mark.parametrize(
    ("field", "what"),
    [
        ("purpose", "what the money is for"),
        ("has_no_end", "a last day, or a tick at “no end”"),
        ("if_under", "what happens if less comes in"),
        ("if_over", "what happens if more comes in"),
    ],
)
def test_what_the_ask_does_not_say_is_told_in_words(rf: RequestFactory, field: str, what: str) -> None:
    page = place_crowdfund(**{field: "" if field != "has_no_end" else False})

    text = f"Nobody can give yet. Under “Money” the page must still say: {what}. Then publish again."
    assert told(rf, page) == [("warning", text)]


def test_all_that_is_missing_is_told_at_once(rf: RequestFactory) -> None:
    page = place_crowdfund(budget_lines=[], purpose="", if_under="", if_over="", has_no_end=False)

    [(_, text)] = told(rf, page)

    assert text.count(";") == 4


def test_a_last_day_in_the_past_is_told_when_it_is_published_first(rf: RequestFactory) -> None:
    page = place_crowdfund(last_day=date(2026, 3, 1))
    first = told(rf, page)

    page = publish(CrowdfundPage.objects.get(pk=page.pk))

    today = f"{timezone.localdate():%-d %B %Y}"
    assert first == [("warning", f"Nobody can give: the last day, 1 March 2026, is over. Today is {today}.")]
    assert told(rf, page) == []
    assert told(rf, place_crowdfund("Today", last_day=timezone.localdate())) == []


def test_a_translation_has_no_budget_of_its_own_to_mend(rf: RequestFactory) -> None:
    publish(home("cy"))

    assert told(rf, translate(place_crowdfund(budget_lines=[]), title="Hwb")) == []


def test_who_closes_a_hub_is_told_what_became_of_it(admin_client: Client) -> None:
    hub, about = place_hub("Brighton"), place(StandardPage, "About us")

    closed, hidden = (
        admin_client.post(f"/admin/pages/{page.pk}/unpublish/", follow=True).content.decode() for page in (hub, about)
    )

    assert "The hub is closed: its dates have left the calendar" in closed
    assert "The hub is closed" not in hidden
