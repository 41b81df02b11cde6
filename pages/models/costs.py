"""The lines of a crowdfund's budget and spending and its stretch goals, as editors write them."""

from collections.abc import Sequence

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from donations.fields import AmountField

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
    """Something the money was spent on. `line_number` is what the editor types, `line_key` the line that is meant."""

    page = ParentalKey("pages.CrowdfundPage", on_delete=models.CASCADE, related_name="spending_entries")
    title = models.CharField(_("spent on"), max_length=255, help_text=_("For example “Hire of the hall on 5 July”."))
    amount_minor = AmountField(_("amount"), validators=[MORE_THAN_NOTHING], help_text=_("In pounds."))
    spent_on = models.DateField(_("day"), null=True, blank=True, help_text=_("When it was paid, if you know."))
    line_number = models.PositiveSmallIntegerField(
        _("budget line"),
        null=True,
        blank=True,
        help_text=_("The number of the budget line above that it was for: 1 for the first. Empty: for none of them."),
    )
    line_key = models.UUIDField(null=True, blank=True, editable=False)
    receipt = models.ForeignKey(
        "cms.CampaignDocument",
        verbose_name=_("receipt"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The bill or receipt as a PDF. Everybody can read it, unless its collection is private."),
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("amount_minor"),
        FieldPanel("spent_on"),
        FieldPanel("line_number"),
        FieldPanel("receipt"),
    ]
    override_translatable_fields = [
        SynchronizedField("amount_minor", overridable=False),
        SynchronizedField("spent_on", overridable=False),
        SynchronizedField("line_number", overridable=False),
        SynchronizedField("receipt", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("spending entry")

    def __str__(self) -> str:
        return self.title

    def line_of(self, lines: Sequence[BudgetLine]) -> BudgetLine | None:
        """Which of these lines it was for; a line that moved is still the same line, and one that is gone is none."""
        if self.line_key:
            return next((line for line in lines if line.translation_key == self.line_key), None)
        number = self.line_number or 0
        return lines[number - 1] if 1 <= number <= len(lines) else None


class StretchGoal(TranslatableMixin, Orderable):
    """What more can be done once more than the goal has come in."""

    page = ParentalKey("pages.CrowdfundPage", on_delete=models.CASCADE, related_name="stretch_goals")
    title = models.CharField(_("what for"), max_length=255, help_text=_("For example “Two more local meetings”."))
    amount_minor = AmountField(
        _("from"), validators=[MORE_THAN_NOTHING], help_text=_("How much must come in for it in all: above the goal.")
    )

    panels = [FieldPanel("title"), FieldPanel("amount_minor")]
    override_translatable_fields = [SynchronizedField("amount_minor", overridable=False)]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("stretch goal")

    def __str__(self) -> str:
        return self.title
