"""A crowdfund's budget, spending and stretch goals as readers see them: numbers in force, words of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import CollectionViewRestriction

from cms.addresses import absolute
from cms.models import CampaignDocument
from donations.allotment import break_down
from donations.models import Crowdfund
from pages.models.costs import BudgetLine, SpendingEntry, StretchGoal

if TYPE_CHECKING:
    from pages.models.crowdfund import CrowdfundPage

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShownLine:
    title: str
    amount_minor: int
    raised_minor: int
    spent_minor: int

    @property
    def over_minor(self) -> int:
        """How much more was spent on it than was asked for."""
        return max(self.spent_minor - self.amount_minor, 0)

    @property
    def scale_minor(self) -> int:
        """What the whole width of its bar stands for."""
        return max(self.amount_minor, self.spent_minor)


@dataclass(frozen=True, slots=True)
class ShownSpending:
    """`line` is the number of its budget line, from 1; `receipt_path` is there only for what everybody may read."""

    title: str
    amount_minor: int
    spent_on: date | None
    line: int | None = None
    line_title: str = ""
    receipt_path: str | None = None

    @property
    def receipt_url(self) -> str | None:
        return absolute(self.receipt_path) if self.receipt_path else None


@dataclass(frozen=True, slots=True)
class ShownStretchGoal:
    title: str
    amount_minor: int
    is_reached: bool


@dataclass(frozen=True, slots=True)
class Costs:
    """`raised_minor` is all that came in; `beyond_minor` of it came in above the budget."""

    budget: list[ShownLine]
    spending: list[ShownSpending]
    stretch_goals: list[ShownStretchGoal]
    raised_minor: int = 0
    beyond_minor: int = 0
    unassigned_minor: int = 0

    @property
    def budget_minor(self) -> int:
        return sum(line.amount_minor for line in self.budget)

    @property
    def spent_minor(self) -> int:
        return sum(entry.amount_minor for entry in self.spending)


def costs_in_force(crowdfund: Crowdfund | None, page_id: int) -> Costs:
    """What counts, in the words of the page with this id; a line that it does not have yet, in the source's words.

    Lines and amounts are never the page's own: those of a translation are as old as the translation.
    """
    if crowdfund is None:
        return Costs([], [], [])
    spending = crowdfund.spending.values("amount_minor", "spent_on", "line_key", "receipt_id")
    return _shown(
        crowdfund,
        lines=_in_words_of(page_id, BudgetLine, crowdfund.lines.values("key", "amount_minor")),
        spending=_in_words_of(page_id, SpendingEntry, spending),
        stretch_goals=_in_words_of(page_id, StretchGoal, crowdfund.stretch_goals.values("amount_minor")),
    )


def draft_costs(crowdfund: Crowdfund, page: "CrowdfundPage") -> Costs:
    """What `costs_in_force` would give if a draft were in force: for the preview."""
    lines = list(page.budget_lines.all())
    entries = [(entry, entry.line_of(lines)) for entry in page.spending_entries.all()]
    goals = sorted(page.stretch_goals.all(), key=lambda goal: goal.amount_minor)
    return _shown(
        crowdfund,
        lines=[{"key": line.translation_key, "title": line.title, "amount_minor": line.amount_minor} for line in lines],
        spending=[
            {
                "title": entry.title,
                "amount_minor": entry.amount_minor,
                "spent_on": entry.spent_on,
                "line_key": line.translation_key if line else None,
                "receipt_id": entry.receipt_id,
            }
            for entry, line in entries
        ],
        stretch_goals=[{"title": goal.title, "amount_minor": goal.amount_minor} for goal in goals],
    )


def _in_words_of(
    page_id: int, model: type[BudgetLine | SpendingEntry | StretchGoal], rows: "QuerySet[Any, Any]"
) -> list[Row]:
    words = Subquery(model.objects.filter(page=page_id, translation_key=OuterRef("key")).values("title"))
    return [{"title": row.pop("words"), **row} for row in rows.annotate(words=Coalesce(words, "title"))]


def _shown(crowdfund: Crowdfund, *, lines: list[Row], spending: list[Row], stretch_goals: list[Row]) -> Costs:
    raised_minor = crowdfund.progress().raised_minor
    found = break_down(
        raised_minor,
        [(line["key"], line["amount_minor"]) for line in lines],
        [(entry["line_key"], entry["amount_minor"]) for entry in spending],
    )
    numbers = {line["key"]: number for number, line in enumerate(lines, start=1)}
    titles = {line["key"]: line["title"] for line in lines}
    receipts = _receipt_paths({entry["receipt_id"] for entry in spending} - {None})
    return Costs(
        budget=[
            ShownLine(line["title"], share.asked_minor, share.raised_minor, share.spent_minor)
            for line, share in zip(lines, found.lines, strict=True)
        ],
        spending=[
            ShownSpending(
                entry["title"],
                entry["amount_minor"],
                entry["spent_on"],
                line=numbers.get(entry["line_key"]),
                line_title=titles.get(entry["line_key"], ""),
                receipt_path=receipts.get(entry["receipt_id"]),
            )
            for entry in spending
        ],
        stretch_goals=[
            ShownStretchGoal(goal["title"], goal["amount_minor"], raised_minor >= goal["amount_minor"])
            for goal in stretch_goals
            if goal["amount_minor"] > crowdfund.goal_minor
        ],
        raised_minor=raised_minor,
        beyond_minor=found.beyond_minor,
        unassigned_minor=found.unassigned_minor,
    )


def _receipt_paths(ids: Iterable[int]) -> dict[int, str]:
    """Where everybody can read these documents. One in a private collection is left out: it is told to nobody."""
    if not ids:
        return {}
    place = ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    above = CollectionViewRestriction.objects.annotate(place=place).filter(place__startswith=F("collection__path"))
    readable = CampaignDocument.objects.filter(pk__in=ids).exclude(Exists(above))
    return {document.pk: document.url for document in readable}
