"""A crowdfund's budget, spending and stretch goals as readers see them: numbers in force, words of the page."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Field,
    OuterRef,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from wagtail.models import CollectionViewRestriction

from cms.addresses import absolute
from cms.models import CampaignDocument
from donations.allotment import break_down
from donations.models import Crowdfund
from pages.models.costs import BudgetLine, SpendingEntry, StretchGoal

if TYPE_CHECKING:
    from pages.models.crowdfund import CrowdfundPage

LINE, SPENDING, STRETCH = "line", "spending", "stretch"

Row = dict[str, Any]
"""`kind`, `key`, `words` and `amount_minor`; of spending also `day`, `of` (a line's key), `document` and its `file`."""

Written = BudgetLine | SpendingEntry | StretchGoal


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
    rows = _rows_in_words_of(page_id, crowdfund)
    return _shown(
        crowdfund,
        lines=[row for row in rows if row["kind"] == LINE],
        spending=[row for row in rows if row["kind"] == SPENDING],
        stretch_goals=[row for row in rows if row["kind"] == STRETCH],
    )


def draft_costs(crowdfund: Crowdfund, page: "CrowdfundPage") -> Costs:
    """What `costs_in_force` would give if a draft were in force: for the preview."""
    lines = list(page.budget_lines.all())
    entries = [(entry, entry.line_of(lines)) for entry in page.spending_entries.all()]
    goals = sorted(page.stretch_goals.all(), key=lambda goal: goal.amount_minor)
    files = dict(_readable().filter(pk__in={entry.receipt_id for entry, _ in entries}).values_list("pk", "file"))

    def row(written: Written, **more: Any) -> Row:
        return {"key": written.translation_key, "words": written.title, "amount_minor": written.amount_minor, **more}

    return _shown(
        crowdfund,
        lines=[row(line) for line in lines],
        spending=[
            row(
                entry,
                day=entry.spent_on,
                of=line.translation_key if line else None,
                document=entry.receipt_id,
                file=files.get(entry.receipt_id),
            )
            for entry, line in entries
        ],
        stretch_goals=[row(goal) for goal in goals],
    )


def _readable() -> "QuerySet[CampaignDocument]":
    """Documents that everybody may read: one in a private collection is told to nobody."""
    place = ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    above = CollectionViewRestriction.objects.annotate(place=place).filter(place__startswith=F("collection__path"))
    readable: QuerySet[CampaignDocument] = CampaignDocument.objects.exclude(Exists(above))
    return readable


def _rows_in_words_of(page_id: int, crowdfund: Crowdfund) -> list[Row]:
    """Budget, spending and stretch goals in one query.

    Spending comes first: of a union's columns PostgreSQL takes the types from there.
    """

    def told(rows: "QuerySet[Any]", model: type[Written], kind: str, place: str, **more: Any) -> "QuerySet[Any, Row]":
        words = Subquery(model.objects.filter(page=page_id, translation_key=OuterRef("key")).values("title"))
        shown = {"kind": Value(kind, CharField()), "place": Cast(place, BigIntegerField())}
        return rows.order_by().values("key", "amount_minor", **shown, words=Coalesce(words, "title"), **more)

    file = Subquery(_readable().filter(pk=OuterRef("receipt_id")).values("file"), output_field=CharField())
    paid = {"day": F("spent_on"), "of": F("line_key"), "document": F("receipt_id"), "file": file}
    fields: dict[str, Field[Any, Any]] = {
        "day": DateField(),
        "of": UUIDField(),
        "document": BigIntegerField(),
        "file": CharField(),
    }
    nothing = {name: Value(None, field) for name, field in fields.items()}
    rows = told(crowdfund.spending.all(), SpendingEntry, SPENDING, "position", **paid).union(
        told(crowdfund.lines.all(), BudgetLine, LINE, "position", **nothing),
        told(crowdfund.stretch_goals.all(), StretchGoal, STRETCH, "amount_minor", **nothing),
        all=True,
    )
    return sorted(rows, key=lambda row: int(row["place"]))


def _shown(crowdfund: Crowdfund, *, lines: list[Row], spending: list[Row], stretch_goals: list[Row]) -> Costs:
    raised_minor = crowdfund.progress().raised_minor
    found = break_down(
        raised_minor,
        [(line["key"], line["amount_minor"]) for line in lines],
        [(entry["of"], entry["amount_minor"]) for entry in spending],
    )
    numbered = {line["key"]: (number, line["words"]) for number, line in enumerate(lines, start=1)}
    return Costs(
        budget=[
            ShownLine(line["words"], share.asked_minor, share.raised_minor, share.spent_minor)
            for line, share in zip(lines, found.lines, strict=True)
        ],
        spending=[_payment(entry, *numbered.get(entry["of"], (None, ""))) for entry in spending],
        stretch_goals=[
            ShownStretchGoal(goal["words"], goal["amount_minor"], raised_minor >= goal["amount_minor"])
            for goal in stretch_goals
            if goal["amount_minor"] > crowdfund.goal_minor
        ],
        raised_minor=raised_minor,
        beyond_minor=found.beyond_minor,
        unassigned_minor=found.unassigned_minor,
    )


def _payment(entry: Row, line: int | None, line_title: str) -> ShownSpending:
    receipt = CampaignDocument(pk=entry["document"], file=entry["file"]) if entry["file"] else None
    path = receipt.url if receipt else None
    return ShownSpending(entry["words"], entry["amount_minor"], entry["day"], line, line_title, path)
