"""What publishing a page puts in force elsewhere. Called by Wagtail's signals."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from donations import services as donations
from pages.completeness import missing_words
from pages.languages import is_source
from pages.models import BudgetLine, CrowdfundPage, SpendingEntry, StretchGoal


@transaction.atomic
def put_in_force(*, page: Page, now: datetime) -> None:
    """Put a published crowdfund in force: all of it from the source page, only its words from a translation.

    One that not everybody may see takes no gifts and shows no tracker, as if it were not published.
    """
    if not isinstance(page, CrowdfundPage):
        return
    if page.get_view_restrictions().exists():
        take_out_of_force(page=page, now=now)
        return
    told = [page]
    if is_source(page):
        _put_numbers_in_force(page, now)
        # A translation that was published first had nothing yet that it could name.
        told += [each for each in page.get_translations().live() if not each.get_view_restrictions().exists()]
    for each in told:
        _put_words_in_force(each)


def _put_numbers_in_force(page: CrowdfundPage, now: datetime) -> None:
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


def _put_words_in_force(page: CrowdfundPage) -> None:
    donations.put_crowdfund_text_in_force(
        key=page.translation_key, locale=page.locale.language_code, title=page.title, path=page.get_url() or "/"
    )
    donations.say_why_goal_changed(
        key=page.translation_key, locale=page.locale.language_code, reason=page.goal_change_reason
    )


@transaction.atomic
def take_out_of_force(*, page: Page, now: datetime) -> None:
    """Take back what a page put in force that is no longer published, or not for everybody."""
    if not isinstance(page, CrowdfundPage):
        return
    if is_source(page):
        donations.withdraw_crowdfund(key=page.translation_key, now=now)
    else:
        donations.withdraw_crowdfund_text(key=page.translation_key, locale=page.locale.language_code)


@transaction.atomic
def unpublish_with_translations(*, page: Page, now: datetime) -> None:
    """Take an unpublished page out of force; a crowdfund's translations ask for gifts that it no longer takes."""
    take_out_of_force(page=page, now=now)
    if isinstance(page, CrowdfundPage) and is_source(page):
        for translation in page.get_translations().live():
            translation.unpublish()


def put_in_force_again(*, page: Page, now: datetime) -> None:
    """After a move, a new slug or a change of who may see it: for every published crowdfund at and below the page."""
    for crowdfund_page in CrowdfundPage.objects.live().descendant_of(page, inclusive=True):
        put_in_force(page=crowdfund_page, now=now)
