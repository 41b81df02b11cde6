"""What readers report of comments to moderators."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.models.comment import Comment
from community.querysets import ReportQuerySet

LONGEST_WORDS = 1000


class Reason(models.TextChoices):
    SPAM = "spam", _("It is spam or advertising")
    ABUSE = "abuse", _("It insults or threatens somebody")
    HATE = "hate", _("It is hateful or discriminates")
    PRIVATE = "private", _("It tells something private about somebody")
    FALSE = "false", _("It says something false about somebody")
    OTHER = "other", _("Something else")


class Report(models.Model):
    """One reader says what is wrong with a comment, without saying who they are. `settled_at`: a moderator decided."""

    comment: "models.ForeignKey[Comment, Comment]" = models.ForeignKey(
        Comment, on_delete=models.CASCADE, related_name="reports"
    )
    reason = models.CharField(max_length=10, choices=Reason.choices)
    words = models.TextField(max_length=LONGEST_WORDS, blank=True)
    sent_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a comment")
        verbose_name_plural = _("reports of comments")
        indexes = [models.Index(fields=["settled_at", "sent_at"], name="reports_waiting")]

    def __str__(self) -> str:
        return f"{self.pk}"
