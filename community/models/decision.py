"""What moderators decided, and how each of them is told of what waits."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_WHY = 500


class Action(models.TextChoices):
    SHOW = "show", _("Shown")
    HIDE = "hide", _("Hidden")
    SPAM = "spam", _("Put with the spam")
    NOT_SPAM = "not_spam", _("Shown: no spam")
    BLOCK = "block", _("Sender blocked")
    SETTLE = "settle", _("Settled: all is well")


class Decision(models.Model):
    """What one moderator decided of one case or of many at once. `by` is None once their account is gone.

    `by_mail`: with the link in a mail, without signing in. `number`: of how many cases.
    """

    kind = models.CharField(max_length=20)
    action = models.CharField(max_length=10, choices=Action.choices)
    number = models.PositiveIntegerField()
    by: "models.ForeignKey[User | None, User | None]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    by_mail = models.BooleanField(default=False)
    at = models.DateTimeField(db_index=True)
    why = models.CharField(max_length=LONGEST_WHY, blank=True)
    undone_by: "models.ForeignKey[User | None, User | None]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("decision of a moderator")
        verbose_name_plural = _("decisions of moderators")

    def __str__(self) -> str:
        return f"{self.pk}"


class DecidedCase(models.Model):
    """One case of a decision, by its key among those of its kind: `before` is what it takes to undo it."""

    decision: "models.ForeignKey[Decision, Decision]" = models.ForeignKey(
        Decision, on_delete=models.CASCADE, related_name="cases"
    )
    key = models.BigIntegerField(db_index=True)
    before = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("case of a decision")
        verbose_name_plural = _("cases of decisions")

    def __str__(self) -> str:
        return f"{self.pk}"


class HowOften(models.TextChoices):
    HOURLY = "hourly", _("At once, and then at most every hour")
    DAILY = "daily", _("At most once a day")
    NEVER = "never", _("Never")


class ModeratorMail(models.Model):
    """How often a moderator is told by mail of what waits, and of what they were told last."""

    moderator: "models.OneToOneField[User, User]" = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    how_often = models.CharField(max_length=6, choices=HowOften.choices, default=HowOften.HOURLY)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("mail to a moderator")
        verbose_name_plural = _("mail to moderators")

    def __str__(self) -> str:
        return f"{self.pk}"
