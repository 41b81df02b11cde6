"""That it has been told how a date went. The words lie on a page."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.occurrence import Occurrence


class MeetingReport(models.Model):
    """Of one date. `key` is the translation key of the pages that tell it; `people` came, if somebody counted."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="report")
    people = models.PositiveIntegerField(null=True, blank=True)
    place = models.CharField(max_length=410, blank=True)

    class Meta:
        verbose_name = _("report of a meeting")
        verbose_name_plural = _("reports of meetings")

    def __str__(self) -> str:
        return f"{self.key}"
