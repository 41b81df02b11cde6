"""Where editors write a crowdfund. Publishing it puts goal, budget and spending in force on donations' rows."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail_localize.fields import SynchronizedField

from donations.fields import AmountField
from donations.models import Crowdfund
from pages import suggestions
from pages.asks import ask_context, draft_ask_context
from pages.completeness import missing_words
from pages.costs import costs_in_force, draft_costs
from pages.forms import CrowdfundForm
from pages.models.story import BodyPage
from pages.panels import MissingPartsPanel, SpentMorePanel


class CrowdfundPage(BodyPage):
    """Words are translated; goal, dates and amounts are edited on the source page only."""

    goal_minor = AmountField(
        _("goal"),
        validators=[MinValueValidator(100, _("Enter £1 or more"))],
        help_text=_("How much you ask for, in pounds: “5,000”. In force as soon as you publish."),
    )
    goal_change_reason = models.TextField(
        _("why the goal changes"),
        max_length=400,
        blank=True,
        help_text=_("Needed once somebody has given. Shown beside the tracker with both goals and the day."),
    )
    purpose = models.TextField(
        _("what the money is for"),
        max_length=400,
        blank=True,
        help_text=_("In a sentence or two, above the budget. Nobody can give before this is said."),
    )
    last_day = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Gifts are taken until the end of this day.")
    )
    has_no_end = models.BooleanField(
        _("no end"),
        default=False,
        help_text=_("Tick this when there is no last day."),
    )
    monthly = models.CharField(
        _("monthly gifts"),
        max_length=8,
        choices=Crowdfund.Monthly,
        default=Crowdfund.Monthly.STOPS,
        help_text=_("Donors are told before they pay."),
    )
    suggested_amounts = models.CharField(
        _("suggested amounts"),
        max_length=80,
        default="5, 10, 25, 50",
        help_text=_("Offered beside “another amount”, in pounds, with commas between. At most six."),
    )
    if_under = models.TextField(
        _("if less comes in"), blank=True, help_text=_("What happens with the money when the goal is not reached.")
    )
    if_over = models.TextField(
        _("if more comes in"), blank=True, help_text=_("What happens with what is given beyond the goal.")
    )

    money_panels = [
        MissingPartsPanel(heading=_("Before anybody can give")),
        MultiFieldPanel(
            [
                FieldPanel("goal_minor"),
                FieldPanel("goal_change_reason"),
                FieldPanel("purpose"),
                FieldPanel("last_day"),
                FieldPanel("has_no_end"),
                FieldPanel("suggested_amounts"),
                FieldPanel("monthly"),
            ],
            heading=_("The ask"),
        ),
        InlinePanel(
            "budget_lines",
            label=_("budget line"),
            heading=_("Budget"),
            help_text=_("What the money is for, with its cost. Gifts are taken once the lines add up to the goal."),
        ),
        MultiFieldPanel([FieldPanel("if_under"), FieldPanel("if_over")], heading=_("Under and over the goal")),
        InlinePanel(
            "stretch_goals",
            label=_("stretch goal"),
            heading=_("Stretch goals"),
            help_text=_("What you can do with more than the goal. Not needed before people can give."),
        ),
        SpentMorePanel(heading=_("More spent than raised")),
        InlinePanel(
            "spending_entries",
            label=_("spending entry"),
            heading=_("Spending"),
            help_text=_("What the money was spent on so far, each payment with its budget line and its receipt."),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(BodyPage.content_panels, heading=_("Content")),
            ObjectList(money_panels, heading=_("Money")),
            ObjectList(BodyPage.promote_panels, heading=_("Promote")),
            ObjectList(BodyPage.settings_panels, heading=_("Settings")),
        ]
    )
    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("goal_minor", overridable=False),
        SynchronizedField("last_day", overridable=False),
        SynchronizedField("has_no_end", overridable=False),
        SynchronizedField("monthly", overridable=False),
        SynchronizedField("suggested_amounts", overridable=False),
    ]
    base_form_class = CrowdfundForm
    page_description = _("An ask with goal, budget and spending, and its public tracker.")
    parent_page_types = ["pages.CampaignPage", "pages.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("crowdfund page")
        verbose_name_plural = _("crowdfund pages")

    def clean(self) -> None:
        super().clean()
        # Limits are the crowdfund's own; a new one begins with those that the form to give has by default.
        limits = Crowdfund.objects.filter(key=self.translation_key).first() or Crowdfund()
        if message := suggestions.refuse(self.suggested_amounts, limits):
            raise ValidationError({"suggested_amounts": message})

    def suggested_minor(self) -> list[int]:
        """The suggested amounts in minor units. Raises: AmountError."""
        return suggestions.read(self.suggested_amounts)

    def crowdfund_keys(self) -> set[UUID]:
        return super().crowdfund_keys() | {self.translation_key}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if getattr(request, "is_preview", False):
            ask = self.draft_ask()
            return {**context, **ask, "costs": draft_costs(ask["crowdfund"], self)}
        context.update(ask_context(self.translation_key, request))
        return {**context, "costs": costs_in_force(context["crowdfund"], self.pk)}

    def draft_ask(self) -> dict[str, Any]:
        """What is not published is not in force, but an editor must see what publishing it would show."""
        return draft_ask_context(
            key=self.translation_key,
            slug=self.slug,
            title=self.title,
            goal_minor=self.goal_minor,
            budget_minor=sum(line.amount_minor for line in self.budget_lines.all()),
            is_complete=not missing_words(self),
            suggested_minor=self.suggested_minor(),
            last_day=self.last_day,
        )
