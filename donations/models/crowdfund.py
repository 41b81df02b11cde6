"""A crowdfund as it is in force: goal, limits, budget, spending, words per language, and the projected total."""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models import InLanguages
from donations import rules
from donations.goals import GoalChange
from donations.matching import Match
from donations.money import smallest_step
from donations.progress import Progress
from donations.querysets import CrowdfundQuerySet

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from donations.models.costs import BudgetLine, SpendingEntry, StretchGoal
    from donations.models.offline import MatchFund, Pledge


def default_suggestions() -> list[int]:
    return [500, 1000, 2500, 5000]


class Crowdfund(InLanguages["CrowdfundText"], models.Model):
    """One ask. `key` is the translation key of the pages that edit it; `slug` is its lasting public name.

    The words of one that is out of force are its last ones: their path leads nowhere.
    """

    class Monthly(models.TextChoices):
        """Whether a gift may repeat, and what becomes of it when the crowdfund ends."""

        STOPS = "stops", _("Monthly gifts stop when the crowdfund ends")
        GOES_ON = "goes_on", _("Monthly gifts go on after the crowdfund")
        NONE = "none", _("No monthly gifts")

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey("wagtailcore.Site", on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=255, unique=True)
    currency = models.CharField(max_length=3, default="GBP")
    goal_minor = models.BigIntegerField()
    goal_changed_at = models.DateTimeField()
    goal_changes = models.JSONField(default=list)
    budget_minor = models.BigIntegerField(default=0)
    suggested_minor = models.JSONField(default=default_suggestions)
    min_minor = models.BigIntegerField(default=100)
    max_minor = models.BigIntegerField(default=1_000_000)
    last_day = models.DateField(null=True, blank=True)
    monthly = models.CharField(max_length=8, choices=Monthly, default=Monthly.STOPS)
    is_published = models.BooleanField(default=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    is_complete = models.BooleanField(default=True)

    objects = CrowdfundQuerySet.as_manager()

    if TYPE_CHECKING:
        texts: RelatedManager["CrowdfundText"]
        lines: RelatedManager["BudgetLine"]
        spending: RelatedManager["SpendingEntry"]
        stretch_goals: RelatedManager["StretchGoal"]
        match_funds: RelatedManager["MatchFund"]
        pledges: RelatedManager["Pledge"]
        total: "CrowdfundTotal"

    class Meta:
        verbose_name = _("crowdfund")
        verbose_name_plural = _("crowdfunds")
        constraints = [
            models.CheckConstraint(condition=models.Q(goal_minor__gt=0), name="crowdfund_goal_is_positive"),
            models.CheckConstraint(
                condition=models.Q(min_minor__gt=0, max_minor__gte=models.F("min_minor")),
                name="crowdfund_limits_are_ordered",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def cache_tag(self) -> str:
        """What answers are tagged with that show this crowdfund's numbers."""
        return f"crowdfund:{self.pk}"

    @property
    def amount_limits(self) -> dict[str, int]:
        """Which gifts it takes, as `rules.check_amount` asks for it."""
        return {
            "min_minor": self.min_minor,
            "max_minor": self.max_minor,
            "step_minor": smallest_step(self.currency),
        }

    @property
    def is_costed(self) -> bool:
        """Whether its budget adds up to its goal."""
        return rules.is_costed(goal_minor=self.goal_minor, budget_minor=self.budget_minor)

    def is_over(self, today: date | None = None) -> bool:
        """Whether its last day has passed."""
        return self.last_day is not None and self.last_day < (today or timezone.localdate())

    def is_open(self, today: date | None = None) -> bool:
        """Whether it takes donations: it is in force, says all that a donor should know before, and is not over.

        That is its budget (`is_costed`), its purpose, its end, and what happens under and over the goal
        (`is_complete`).
        """
        return self.is_published and self.is_costed and self.is_complete and not self.is_over(today)

    @property
    def takes_monthly(self) -> bool:
        """Whether a gift may be one for each month."""
        return self.monthly != self.Monthly.NONE

    def changes_of_goal(self) -> list[GoalChange]:
        """How its goal changed after somebody had given, the latest first."""
        return [GoalChange.read(change) for change in self.goal_changes]

    def progress(self, today: date | None = None) -> Progress:
        """The tracker's numbers now."""
        total: CrowdfundTotal | None = getattr(self, "total", None)
        changes: list[datetime] = [self.goal_changed_at]
        if total and total.last_entry_at:
            changes.append(total.last_entry_at)
        return Progress(
            goal_minor=self.goal_minor,
            raised_minor=total.raised_minor if total else 0,
            currency=self.currency,
            donors=total.donors if total else 0,
            pledged_minor=total.pledged_minor if total else 0,
            matched_minor=total.matched_minor if total else 0,
            checking_minor=total.checking_minor if total else 0,
            returned_by_law_minor=total.returned_by_law_minor if total else 0,
            match=tuple(map(Match.read, total.match)) if total else (),
            updated_at=max(changes),
            last_day=self.last_day,
            today=today or timezone.localdate(),
        )


class CrowdfundText(models.Model):
    """What a crowdfund is called in one language, and the path of the page that tells of it."""

    crowdfund = models.ForeignKey(Crowdfund, on_delete=models.CASCADE, related_name="texts")
    locale = models.CharField(max_length=12)
    title = models.CharField(max_length=255)
    path = models.CharField(max_length=500)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["crowdfund", "locale"], name="one_text_per_locale")]

    def __str__(self) -> str:
        return self.title


class CrowdfundTotal(models.Model):
    """The ledger's sum, kept beside it. Written with each new entry; `reconcile` compares it with the ledger.

    Promises, money that others add and what is still being checked by law are projections too, each of its own rows.
    `match` holds the public rules of what others add (matching.Match), so that the tracker is read from this row alone.
    """

    crowdfund = models.OneToOneField(Crowdfund, on_delete=models.CASCADE, primary_key=True, related_name="total")
    raised_minor = models.BigIntegerField(default=0)
    donors = models.PositiveIntegerField(default=0)
    last_entry_at = models.DateTimeField(null=True, blank=True)
    pledged_minor = models.BigIntegerField(default=0)
    matched_minor = models.BigIntegerField(default=0)
    match = models.JSONField(default=list)
    checking_minor = models.BigIntegerField(default=0)
    returned_by_law_minor = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.crowdfund_id}: {self.raised_minor}"
