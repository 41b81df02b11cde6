"""A gift each month. Every payment of it is a donation of its own; here is what repeats."""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from donations.models.donation import Donation


class RecurringDonation(models.Model):
    """A subscription at Stripe, as Stripe last told of it. Money is never read from here.

    `ended` is final: who wants to give again begins anew.
    """

    class State(models.TextChoices):
        STARTING = "starting", _("Not paid yet")
        ACTIVE = "active", _("Active")
        PAUSED = "paused", _("Paused")
        PAST_DUE = "past_due", _("Last payment failed")
        ENDED = "ended", _("Ended")

    class EndedBy(models.TextChoices):
        DONOR = "donor", _("The donor stopped it")
        CROWDFUND = "crowdfund", _("The crowdfund ended")
        TREASURER = "treasurer", _("The treasurer stopped it")
        STRIPE = "stripe", _("Stripe ended it, for example after payments that failed")

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    crowdfund = models.ForeignKey(
        "donations.Crowdfund", verbose_name=_("crowdfund"), on_delete=models.PROTECT, related_name="recurring"
    )
    amount_minor = models.BigIntegerField(_("amount"))
    currency = models.CharField(max_length=3)
    locale = models.CharField(max_length=12)
    subscription_id = models.CharField(_("subscription at Stripe"), max_length=255, null=True, blank=True, unique=True)
    customer_id = models.CharField(_("customer at Stripe"), max_length=255, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.STARTING, db_index=True)
    next_payment_at = models.DateTimeField(_("next payment"), null=True, blank=True)
    paused_until = models.DateTimeField(_("paused until"), null=True, blank=True)
    created_at = models.DateTimeField(_("begun"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.CharField(_("ended by"), max_length=9, choices=EndedBy, blank=True)

    if TYPE_CHECKING:
        donations: RelatedManager[Donation]

    class Meta:
        verbose_name = _("monthly gift")
        verbose_name_plural = _("monthly gifts")
        constraints = [models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="recurring_gives_something")]

    def __str__(self) -> str:
        return self.public_id.hex[:10].upper()
