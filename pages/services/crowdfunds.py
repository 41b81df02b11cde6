"""Putting a crowdfund in force: its numbers from the source page, its words from each translation."""

from datetime import datetime

from donations import services as donations
from pages.completeness import missing_words
from pages.languages import is_source
from pages.models import BudgetLine, CrowdfundPage, SpendingEntry, StretchGoal


def put_facts_in_force(*, page: CrowdfundPage, now: datetime) -> None:
    lines = list(page.budget_lines.all())
    donations.put_crowdfund_in_force(
        key=page.translation_key,
        site=page.get_site(),
        slug=page.slug,
        goal_minor=page.goal_minor,
        suggested_minor=page.suggested_minor(),
        last_day=page.last_day,
        lines=[_cost(line) for line in lines],
        spending=[_spent(entry, lines) for entry in page.spending_entries.all()],
        stretch_goals=[_cost(goal) for goal in page.stretch_goals.all()],
        monthly=page.monthly,
        is_complete=not missing_words(page),
        now=now,
    )


def _cost(row: BudgetLine | StretchGoal) -> donations.Cost:
    return donations.Cost(row.translation_key, row.title, row.amount_minor)


def _spent(entry: SpendingEntry, lines: list[BudgetLine]) -> donations.Cost:
    line = entry.line_of(lines)
    return donations.Cost(
        entry.translation_key,
        entry.title,
        entry.amount_minor,
        entry.spent_on,
        line.translation_key if line else None,
        entry.receipt_id,
    )


def put_words_in_force(*, page: CrowdfundPage) -> None:
    donations.put_crowdfund_text_in_force(
        key=page.translation_key, locale=page.locale.language_code, title=page.title, path=page.get_url() or "/"
    )
    donations.say_why_goal_changed(
        key=page.translation_key, locale=page.locale.language_code, reason=page.goal_change_reason
    )


def take_out_of_force(*, page: CrowdfundPage, now: datetime) -> None:
    """Take back what a page put in force that is no longer published, or not for everybody."""
    if is_source(page):
        donations.withdraw_crowdfund(key=page.translation_key, now=now)
    else:
        donations.withdraw_crowdfund_text(key=page.translation_key, locale=page.locale.language_code)


hide = take_out_of_force
"""One that not everybody may see takes no gifts and shows no tracker, as if it were not published."""
