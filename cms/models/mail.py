"""The outbox: mail as rows, written in the transaction that causes it. Sending lies in cms/mail.py."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One mail to one address. `key` names its cause, so that a repeated cause sends nothing twice.

    Of a mail that has a `template` the words are written when it goes out, in `locale`, from what it is `about`.
    Answers go to `reply_to`, else to the organisation.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")

    key = models.CharField(max_length=160, unique=True)
    to = models.EmailField()
    template = models.CharField(max_length=40, blank=True)
    about = models.CharField(max_length=80, blank=True)
    locale = models.CharField(max_length=12, blank=True)
    subject = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    reply_to = models.EmailField(blank=True)
    unsubscribe_url = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["status", "next_attempt_at"], name="mail_due")]

    def __str__(self) -> str:
        return self.key
