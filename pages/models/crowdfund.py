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
from pages.models.costs import costs_in_force, draft_costs
from pages.models.story import BodyPage


class CrowdfundPage(BodyPage):
    """Words are translated; goal, dates and amounts are edited on the source page only."""

    goal_minor = AmountField(
        _("goal"),
        validators=[MinValueValidator(100, _("Enter £1 or more"))],
        help_text=_("How much you ask for, in pounds: “5,000”. In force as soon as you publish."),
    )
    last_day = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Gifts are taken until the end of this day. Empty: no end.")
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
        MultiFieldPanel(
            [FieldPanel("goal_minor"), FieldPanel("last_day"), FieldPanel("suggested_amounts")], heading=_("The ask")
        ),
        InlinePanel(
            "budget_lines",
            label=_("budget line"),
            heading=_("Budget"),
            help_text=_("What the money is for, with its cost. Gifts are taken once the lines add up to the goal."),
        ),
        MultiFieldPanel([FieldPanel("if_under"), FieldPanel("if_over")], heading=_("Under and over the goal")),
        InlinePanel(
            "spending_entries",
            label=_("spending entry"),
            heading=_("Spending"),
            help_text=_("What the money was spent on so far."),
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
        SynchronizedField("suggested_amounts", overridable=False),
    ]
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
            draft = draft_costs(self.budget_lines.all(), self.spending_entries.all())
            return {**context, **self._draft_ask(draft.budget_minor), "costs": draft}
        context.update(ask_context(self.translation_key, request))
        return {**context, "costs": costs_in_force(context["crowdfund"], self.pk)}

    def _draft_ask(self, budget_minor: int) -> dict[str, Any]:
        # What is not published is not in force, but an editor must see what publishing it would show.
        return draft_ask_context(
            key=self.translation_key,
            slug=self.slug,
            title=self.title,
            goal_minor=self.goal_minor,
            budget_minor=budget_minor,
            suggested_minor=self.suggested_minor(),
            last_day=self.last_day,
        )
