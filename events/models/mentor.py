"""Somebody whom a hub may ask: who is told when it plans its first meetings."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

FIRST_MEETINGS = 3
"""So many meetings of a hub its mentor is told of: then it stands by itself."""


class Mentor(models.Model):
    """Of one hub. `public_id` opens their own page, where they may say no: nobody can guess it.

    `known_events` are the keys of the events that they were told of, or that were there before; `told` counts the
    former.
    """

    hub = models.OneToOneField("events.Hub", on_delete=models.CASCADE, related_name="mentor")
    email = models.EmailField()
    locale = models.CharField(max_length=12)
    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    since = models.DateTimeField()
    known_events = models.JSONField(default=list, blank=True)
    told = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("mentor")
        verbose_name_plural = _("mentors")

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def path(self) -> str:
        """Their own page, in their language."""
        with translation.override(self.locale):
            return reverse("mentoring", args=[self.public_id])
