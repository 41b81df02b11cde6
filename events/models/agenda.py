"""What those who come want to talk about, and what matters to whom: gone with their sign-ups, never shown by name."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.occurrence import Occurrence
from events.models.sign_up import SignUp
from events.querysets import AgendaItemQuerySet

LONGEST_ITEM = 140
MOST_ITEMS = 3
"""So many one person may suggest for a date."""


class AgendaItem(models.Model):
    """One thing to talk about on a date. `hidden_at` says since when its hosts do not show it."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="agenda_items")
    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="agenda_items")
    text = models.CharField(max_length=LONGEST_ITEM)
    created_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pk}"


class AgendaMark(models.Model):
    """That an item matters to somebody: once for each person. Whoever suggests something has marked it."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="marks")
    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="agenda_marks")

    class Meta:
        verbose_name = _("mark of an agenda item")
        verbose_name_plural = _("marks of agenda items")
        constraints = [models.UniqueConstraint(fields=["item", "sign_up"], name="one_agenda_mark_per_person")]

    def __str__(self) -> str:
        return f"{self.item_id}"
