"""Giving money back: who decided it and why, what a donor asked for, and disputes. Money moves in the ledger alone."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RefundOrder(models.Model):
    """A decision to send money back through Stripe, kept before Stripe is asked, so that it is carried out once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for Stripe")
        DONE = "done", _("Sent back")
        REFUSED = "refused", _("Refused by Stripe")

    class Why(models.TextChoices):
        DONOR_ASKED = "donor_asked", _("The donor asked for it")
        NOT_PERMISSIBLE = "not_permissible", _("We may not keep it by law")
        NO_ANSWER = "no_answer", _("The donor did not answer in time")
        MISTAKE = "mistake", _("Given by mistake, or twice")
        FRAUD = "fraud", _("The payment looks fraudulent")
        OTHER = "other", _("Another reason")

    donation = models.ForeignKey(
        "donations.Donation", verbose_name=_("donation"), on_delete=models.PROTECT, related_name="refund_orders"
    )
    idempotency_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    attempt = models.PositiveSmallIntegerField(default=1)
    tried_at = models.DateTimeField(null=True, editable=False)
    amount_minor = models.BigIntegerField(_("amount"))
    currency = models.CharField(max_length=3)
    why = models.CharField(_("why"), max_length=15, choices=Why)
    note = models.TextField(_("note"), blank=True)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ordered by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    ordered_at = models.DateTimeField(_("ordered"))
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING, db_index=True)
    refund_id = models.CharField(_("refund at Stripe"), max_length=255, blank=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        constraints = [models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="refund_gives_something")]

    def __str__(self) -> str:
        return self.donation.reference


class RefundRequest(models.Model):
    """A donor asks for their money back. The treasurer sends it back or says why not.

    It waits again where the money was to go back and Stripe did not send it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for an answer")
        GRANTED = "granted", _("Granted")
        DECLINED = "declined", _("Declined")

    donation = models.OneToOneField("donations.Donation", on_delete=models.PROTECT, related_name="refund_request")
    words = models.TextField(_("what the donor wrote"), blank=True)
    asked_at = models.DateTimeField(_("asked"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING, db_index=True)
    answer = models.TextField(_("answer"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for money back")
        verbose_name_plural = _("requests for money back")

    def __str__(self) -> str:
        return self.donation.reference

    @property
    def came_to_nothing(self) -> bool:
        """Whether it waits although the treasurer had the money sent back: it did not go through."""
        orders = RefundOrder.objects.filter(donation=self.donation_id, why=RefundOrder.Why.DONOR_ASKED)
        return self.state == self.State.WAITING and orders.filter(state=RefundOrder.State.REFUSED).exists()


class Dispute(models.Model):
    """A donor's bank asks for the money. The case, with its deadline; its money is in the ledger."""

    dispute_id = models.CharField(_("dispute at Stripe"), max_length=255, unique=True)
    donation = models.ForeignKey(
        "donations.Donation", verbose_name=_("donation"), on_delete=models.PROTECT, related_name="disputes"
    )
    amount_minor = models.BigIntegerField(_("amount"))
    currency = models.CharField(max_length=3)
    status = models.CharField(_("status"), max_length=50)
    reason = models.CharField(_("reason"), max_length=50, blank=True)
    due_by = models.DateTimeField(_("answer by"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened"))

    class Meta:
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")

    def __str__(self) -> str:
        return self.dispute_id
