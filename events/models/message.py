"""What is written to several people at once, each of whom gets a mail of their own."""

from django.conf import settings
from django.db import models


class Message(models.Model):
    MOST = 2
    """So many about one thing: who comes to an evening, or offers help, has not asked for a newsletter."""

    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    sent_to = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["pk"]
