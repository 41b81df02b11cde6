"""The lines of a crowdfund's budget and spending: as editors write them, and as they are in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from donations.fields import AmountField
from donations.models import Crowdfund

MORE_THAN_NOTHING = MinValueValidator(1, _("Enter more than £0"))


class BudgetLine(TranslatableMixin, Orderable):
    """One costed line of the ask."""

    page = ParentalKey("pages.CrowdfundPage", on_delete=models.CASCADE, related_name="budget_lines")
    title = models.CharField(
        _("what for"), max_length=255, help_text=_("For example “Designing and building the site”.")
    )
    amount_minor = AmountField(_("cost"), validators=[MORE_THAN_NOTHING], help_text=_("In pounds."))

    panels = [FieldPanel("title"), FieldPanel("amount_minor")]
    override_translatable_fields = [SynchronizedField("amount_minor", overridable=False)]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("budget line")

    def __str__(self) -> str:
        return self.title


class SpendingEntry(TranslatableMixin, Orderable):
    """Something the money was spent on."""

    page = ParentalKey("pages.CrowdfundPage", on_delete=models.CASCADE, related_name="spending_entries")
    title = models.CharField(_("spent on"), max_length=255, help_text=_("For example “Hire of the hall on 5 July”."))
    amount_minor = AmountField(_("amount"), validators=[MORE_THAN_NOTHING], help_text=_("In pounds."))
    spent_on = models.DateField(_("day"), null=True, blank=True, help_text=_("When it was paid, if you know."))

    panels = [FieldPanel("title"), FieldPanel("amount_minor"), FieldPanel("spent_on")]
    override_translatable_fields = [
        SynchronizedField("amount_minor", overridable=False),
        SynchronizedField("spent_on", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("spending entry")

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True, slots=True)
class Costs:
    """Of each line `title` and `amount_minor`, of what was spent `spent_on` too."""

    budget: list[dict[str, Any]]
    spending: list[dict[str, Any]]

    @property
    def budget_minor(self) -> int:
        return sum(line["amount_minor"] for line in self.budget)

    @property
    def spent_minor(self) -> int:
        return sum(entry["amount_minor"] for entry in self.spending)


def costs_in_force(crowdfund: Crowdfund | None, page_id: int) -> Costs:
    """What counts, in the words of the page with this id; a line that it does not have yet, in the source's words.

    Lines and amounts are never the page's own: those of a translation are as old as the translation.
    """
    if crowdfund is None:
        return Costs([], [])
    return Costs(
        budget=_in_words_of(page_id, BudgetLine, crowdfund.lines.values("amount_minor")),
        spending=_in_words_of(page_id, SpendingEntry, crowdfund.spending.values("amount_minor", "spent_on")),
    )


def draft_costs(lines: Iterable[BudgetLine], entries: Iterable[SpendingEntry]) -> Costs:
    """What `costs_in_force` would give if these were in force: for the preview."""
    return Costs(
        budget=[{"title": line.title, "amount_minor": line.amount_minor} for line in lines],
        spending=[
            {"title": entry.title, "amount_minor": entry.amount_minor, "spent_on": entry.spent_on} for entry in entries
        ],
    )


def _in_words_of(
    page_id: int, model: type[BudgetLine | SpendingEntry], rows: "models.QuerySet[Any, Any]"
) -> list[dict[str, Any]]:
    words = Subquery(model.objects.filter(page=page_id, translation_key=OuterRef("key")).values("title"))
    return [{"title": row.pop("words"), **row} for row in rows.annotate(words=Coalesce(words, "title"))]
