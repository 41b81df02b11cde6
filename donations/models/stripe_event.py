"""The inbox: each webhook event as it came, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StripeEvent(models.Model):
    """`new`: tells that a payment changed and not how; it is still to be fetched.

    `waiting`: of a payment that no donation is known for yet; taken up again as soon as one is.
    """

    class Status(models.TextChoices):
        NEW = "new", _("New")
        DONE = "done", _("Done")
        IGNORED = "ignored", _("Of no concern")
        WAITING = "waiting", _("Waiting for its payment")
        FAILED = "failed", _("Failed")

    id = models.CharField(_("event"), max_length=255, primary_key=True)
    type = models.CharField(_("type"), max_length=255)
    api_version = models.CharField(max_length=64, blank=True)
    livemode = models.BooleanField()
    created_at = models.DateTimeField(_("sent"))
    payment_intent_id = models.CharField(_("payment at Stripe"), max_length=255, blank=True, db_index=True)
    payload = models.TextField()
    received_at = models.DateTimeField(_("received"))
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.NEW, db_index=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("Stripe event")
        verbose_name_plural = _("Stripe events")

    def __str__(self) -> str:
        return self.id
