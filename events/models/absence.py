"""Somebody who runs a hub and has not been seen for long: when they were told, once and again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Absence(models.Model):
    """Gone as soon as they are seen again, and when their role ends."""

    hub = models.ForeignKey("events.Hub", on_delete=models.CASCADE, related_name="absences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField()
    told_again_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        constraints = [models.UniqueConstraint(fields=["hub", "person"], name="one_absence_per_hub")]

    def __str__(self) -> str:
        return f"{self.pk}"
