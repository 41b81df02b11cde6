"""Putting a crowdfund in force and taking it out again, as the page that edits it is published and unpublished."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from cms import caching
from cms.free_names import free_row_slug
from donations.goals import GoalChange
from donations.models import (
    BudgetLine,
    Crowdfund,
    CrowdfundText,
    CrowdfundTotal,
    LedgerEntry,
    SpendingEntry,
    StretchGoal,
)


@dataclass(frozen=True, slots=True)
class Cost:
    """A line of the budget, a stretch goal, or something that was paid; `key` is the same in every language.

    What was paid may have its `day`, the key of its line in the budget, and the document that proves it.
    """

    key: UUID
    title: str
    amount_minor: int
    day: date | None = None
    line_key: UUID | None = None
    receipt_id: int | None = None


@transaction.atomic
def put_crowdfund_in_force(
    *,
    key: UUID,
    site: Site,
    slug: str,
    goal_minor: int,
    suggested_minor: list[int],
    last_day: date | None,
    lines: Iterable[Cost],
    spending: Iterable[Cost],
    now: datetime,
    stretch_goals: Iterable[Cost] = (),
    monthly: str = Crowdfund.Monthly.STOPS,
    is_complete: bool = True,
) -> Crowdfund:
    """Make these numbers the ones that count. The slug is kept from the first time: addresses rely on it.

    A goal that changes after somebody has given leaves a GoalChange behind. `is_complete` says that purpose, end, and
    what happens under and over the goal are told.
    """
    lines, crowdfund = list(lines), _lock(key)
    if crowdfund is None:
        crowdfund = Crowdfund(key=key, site=site, slug=free_row_slug(Crowdfund, slug))
    _set_goal(crowdfund, goal_minor, now)
    was_published, crowdfund.is_published, crowdfund.withdrawn_on = crowdfund.is_published, True, None
    crowdfund.suggested_minor, crowdfund.last_day = suggested_minor, last_day
    crowdfund.monthly, crowdfund.is_complete = monthly, is_complete
    crowdfund.budget_minor = sum(line.amount_minor for line in lines)
    crowdfund.save()
    if not was_published:
        # Kept for receipts until now; the pages that are published this time say theirs anew.
        crowdfund.texts.all().delete()
    CrowdfundTotal.objects.get_or_create(crowdfund=crowdfund)
    _replace_lines(crowdfund, lines)
    _replace_spending(crowdfund, spending)
    _replace_stretch_goals(crowdfund, stretch_goals)
    caching.purge(crowdfund.cache_tag)
    return crowdfund


def _set_goal(crowdfund: Crowdfund, goal_minor: int, now: datetime) -> None:
    if crowdfund.goal_minor == goal_minor:
        return
    if crowdfund.pk and has_been_given_to(key=crowdfund.key):
        change = GoalChange(crowdfund.goal_minor, goal_minor, now)
        crowdfund.goal_changes = [change.written(), *crowdfund.goal_changes]
    crowdfund.goal_minor, crowdfund.goal_changed_at = goal_minor, now


def has_been_given_to(*, key: UUID) -> bool:
    """Whether any money has moved: from then on a new goal is told with the old one, and why."""
    return LedgerEntry.objects.filter(crowdfund__key=key).exists()


def _lock(key: UUID) -> Crowdfund | None:
    """The crowdfund, locked before its words and its cache tag: so no two who publish wait for each other."""
    return Crowdfund.objects.select_for_update().filter(key=key).first()


def _replace_lines(crowdfund: Crowdfund, lines: Iterable[Cost]) -> None:
    crowdfund.lines.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(
            crowdfund=crowdfund, key=line.key, title=line.title, amount_minor=line.amount_minor, position=position
        )
        for position, line in enumerate(lines)
    )


def _replace_spending(crowdfund: Crowdfund, spending: Iterable[Cost]) -> None:
    crowdfund.spending.all().delete()
    SpendingEntry.objects.bulk_create(
        SpendingEntry(
            crowdfund=crowdfund,
            key=entry.key,
            title=entry.title,
            amount_minor=entry.amount_minor,
            spent_on=entry.day,
            line_key=entry.line_key,
            receipt_id=entry.receipt_id,
            position=position,
        )
        for position, entry in enumerate(spending)
    )


def _replace_stretch_goals(crowdfund: Crowdfund, goals: Iterable[Cost]) -> None:
    crowdfund.stretch_goals.all().delete()
    StretchGoal.objects.bulk_create(
        StretchGoal(
            crowdfund=crowdfund, key=goal.key, title=goal.title, amount_minor=goal.amount_minor, position=position
        )
        for position, goal in enumerate(goals)
    )


@transaction.atomic
def put_crowdfund_text_in_force(*, key: UUID, locale: str, title: str, path: str) -> None:
    """Say what a crowdfund is called in one language. Of no effect before its numbers are in force."""
    crowdfund = _lock(key)
    if crowdfund:
        CrowdfundText.objects.update_or_create(
            crowdfund=crowdfund, locale=locale, defaults={"title": title, "path": path}
        )
        caching.purge(crowdfund.cache_tag)


@transaction.atomic
def say_why_goal_changed(*, key: UUID, locale: str, reason: str) -> None:
    """Give the reason for the latest change of the goal in one language, or correct it.

    Of no effect without such a change, or when the same words were said of an earlier one: they are left over.
    """
    crowdfund = _lock(key)
    changes = crowdfund.changes_of_goal() if crowdfund else []
    if crowdfund and changes and reason and reason not in (each.reasons.get(locale) for each in changes):
        latest = replace(changes[0], reasons={**changes[0].reasons, locale: reason})
        crowdfund.goal_changes = [latest.written(), *crowdfund.goal_changes[1:]]
        crowdfund.save(update_fields=["goal_changes"])
        caching.purge(crowdfund.cache_tag)


@transaction.atomic
def withdraw_crowdfund(*, key: UUID, now: datetime) -> None:
    """Take no more donations and show it nowhere. What was given stays in the ledger, and receipts know its name."""
    crowdfund = _lock(key)
    if crowdfund and crowdfund.is_published:
        crowdfund.is_published, crowdfund.withdrawn_on = False, timezone.localdate(now)
        crowdfund.save(update_fields=["is_published", "withdrawn_on"])
        caching.purge(crowdfund.cache_tag)


@transaction.atomic
def withdraw_crowdfund_text(*, key: UUID, locale: str) -> None:
    """Forget what a crowdfund is called in one language; it is then called as in another.

    Of no effect on one that is not in force: its last words stand on receipts.
    """
    crowdfund = _lock(key)
    if crowdfund and crowdfund.is_published:
        crowdfund.texts.filter(locale=locale).delete()
        caching.purge(crowdfund.cache_tag)
