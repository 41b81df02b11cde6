"""A gift each month. Every payment of it is a donation of its own; here is what repeats."""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from donations import months
from donations.querysets import RecurringQuerySet

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from donations.models.donation import Donation

SIGNER = Signer(salt="donations.monthly", sep=".")


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

    objects = RecurringQuerySet.as_manager()

    if TYPE_CHECKING:
        donations: RelatedManager[Donation]

    class Meta:
        verbose_name = _("monthly gift")
        verbose_name_plural = _("monthly gifts")
        constraints = [models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="recurring_gives_something")]

    def __str__(self) -> str:
        return self.public_id.hex[:10].upper()

    @property
    def is_running(self) -> bool:
        """Whether Stripe has a subscription that can be changed, paused or stopped."""
        return self.subscription_id is not None and self.state != self.State.ENDED

    @property
    def is_stopping(self) -> bool:
        """Whether somebody wanted to stop it and Stripe has not confirmed that yet."""
        return self.is_running and bool(self.ended_by)

    @property
    def next_due(self) -> datetime | None:
        """When the next payment is taken, after a pause if there is one.

        None when none is, or the day is not known, or the crowdfund that it stops with is over by then.
        """
        due = self.next_payment_at
        if due and self.paused_until:
            due = months.first_not_before(due, self.paused_until)
        return due if due and self._lasts_until(due) else None

    @property
    def stops_after(self) -> date | None:
        """The last day of the crowdfund that it stops with; None where it goes on, or no last day is set."""
        crowdfund = self.crowdfund
        return None if crowdfund.monthly == crowdfund.Monthly.GOES_ON else crowdfund.last_day

    def can_pause_until(self, ends: datetime) -> bool:
        """Whether a payment still comes after a pause that ends then."""
        return self._lasts_until(months.first_not_before(self.next_payment_at, ends) if self.next_payment_at else ends)

    def _lasts_until(self, at: datetime) -> bool:
        return self.stops_after is None or timezone.localdate(at) <= self.stops_after

    @property
    def token(self) -> str:
        """Lets whoever has it see, change and stop this gift. It does not run out: it stands in mails of years ago."""
        return SIGNER.sign(self.public_id.hex)

    @property
    def manage_path(self) -> str:
        """Where the donor changes or stops it, in their language. Whoever knows the address may do so."""
        with translation.override(self.locale):
            return reverse("donations:monthly", args=[self.token])

    @classmethod
    def of_token(cls, token: str) -> "RecurringDonation | None":
        """The gift that a token was made for; None for anything else."""
        try:
            public_id = uuid.UUID(SIGNER.unsign(token))
        except (BadSignature, ValueError):
            return None
        return cls.objects.filter(public_id=public_id).first()
