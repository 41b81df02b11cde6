"""What the money is for and what became of it: budget lines, spending, stretch goals, and how the goal changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class BudgetLine(models.Model):
    """One costed line of the ask."""

    crowdfund = models.ForeignKey("donations.Crowdfund", on_delete=models.CASCADE, related_name="lines")
    key = models.UUIDField()
    title = models.CharField(max_length=255)
    amount_minor = models.BigIntegerField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["crowdfund", "key"], name="one_row_per_budget_line")]

    def __str__(self) -> str:
        return self.title


class SpendingEntry(models.Model):
    """Something the money was spent on: for which budget line, and the document that proves it."""

    crowdfund = models.ForeignKey("donations.Crowdfund", on_delete=models.CASCADE, related_name="spending")
    key = models.UUIDField()
    title = models.CharField(max_length=255)
    amount_minor = models.BigIntegerField()
    spent_on = models.DateField(null=True, blank=True)
    line_key = models.UUIDField(null=True, blank=True)
    receipt = models.ForeignKey(
        "cms.CampaignDocument", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["crowdfund", "key"], name="one_row_per_spending_entry")]

    def __str__(self) -> str:
        return self.title


class StretchGoal(models.Model):
    """What more can be done once more than the goal has come in."""

    crowdfund = models.ForeignKey("donations.Crowdfund", on_delete=models.CASCADE, related_name="stretch_goals")
    key = models.UUIDField()
    title = models.CharField(max_length=255)
    amount_minor = models.BigIntegerField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["amount_minor"]
        constraints = [models.UniqueConstraint(fields=["crowdfund", "key"], name="one_row_per_stretch_goal")]

    def __str__(self) -> str:
        return self.title


class GoalChange(models.Model):
    """A goal that was changed after somebody had given; shown beside the tracker. `reasons` is by language."""

    crowdfund = models.ForeignKey("donations.Crowdfund", on_delete=models.PROTECT, related_name="goal_changes")
    old_minor = models.BigIntegerField(_("old goal"))
    new_minor = models.BigIntegerField(_("new goal"))
    changed_at = models.DateTimeField(_("changed"))
    reasons = models.JSONField(_("reason"), default=dict)

    class Meta:
        verbose_name = _("change of goal")
        verbose_name_plural = _("changes of goal")
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return f"{self.old_minor} → {self.new_minor}"

    def reason(self, locale: str | None = None) -> str:
        """Why, in the given or current language, else in the site's main one or any; empty when nobody said."""
        reasons: dict[str, str] = self.reasons
        wanted = (locale or get_language(), settings.LANGUAGE_CODE, *reasons)
        return next((reasons[language] for language in wanted if language in reasons), "")
