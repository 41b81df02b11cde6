"""What the money is for and what became of it: budget lines, spending, stretch goals, and how the goal changed."""

from django.db import models


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
