"""What an ask must say before anybody is asked to give, and what of it a page does not say yet."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext

from donations.fields import CURRENCY
from donations.money import format_minor
from donations.rules import is_costed

if TYPE_CHECKING:
    from pages.models.costs import BudgetLine
    from pages.models.crowdfund import CrowdfundPage


def missing(page: "CrowdfundPage", lines: "Iterable[BudgetLine] | None" = None) -> list[str]:
    """All that is missing, in words for the editor; empty when the ask is whole.

    `lines` are those of its budget when they are not saved yet.
    """
    return [*_missing_numbers(page, page.budget_lines.all() if lines is None else lines), *missing_words(page)]


def _missing_numbers(page: "CrowdfundPage", lines: "Iterable[BudgetLine]") -> list[str]:
    if page.goal_minor is None:
        return [gettext("the goal, and a budget that adds up to it")]
    budget_minor = sum(line.amount_minor or 0 for line in lines)
    if is_costed(goal_minor=page.goal_minor, budget_minor=budget_minor):
        return []
    budget, goal = (format_minor(minor, CURRENCY, get_language() or "en") for minor in (budget_minor, page.goal_minor))
    text = gettext("a budget that is the goal: it adds up to %(budget)s, the goal is %(goal)s")
    return [text % {"budget": budget, "goal": goal}]


def missing_words(page: "CrowdfundPage") -> list[str]:
    """What is missing beside the budget: purpose, end, and what happens under and over the goal."""
    said = {
        gettext("what the money is for"): page.purpose,
        gettext("a last day, or a tick at “no end”"): page.last_day or page.has_no_end,
        gettext("what happens if less comes in"): page.if_under,
        gettext("what happens if more comes in"): page.if_over,
    }
    return [what for what, answer in said.items() if not answer]
