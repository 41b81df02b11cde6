"""The ledger: every movement of money, signed, once, for ever. The public total is its sum and nothing else."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from donations import rules
from donations.querysets import LedgerQuerySet


class LedgerEntry(models.Model):
    """One movement in minor units. Database triggers refuse to change or delete it; a mistake is corrected by a row."""

    class Kind(models.TextChoices):
        CHARGE = rules.CHARGE, _("Payment")
        REFUND = rules.REFUND, _("Refund")
        REFUND_REVERSAL = rules.REFUND_REVERSAL, _("Refund that failed")
        DISPUTE = rules.DISPUTE, _("Disputed")
        DISPUTE_REVERSAL = rules.DISPUTE_REVERSAL, _("Dispute won")
        OFFLINE = rules.OFFLINE, _("Cheque, cash or transfer")
        OFFLINE_REVERSAL = rules.OFFLINE_REVERSAL, _("Cheque, cash or transfer returned")
        CORRECTION = rules.CORRECTION, _("Correction")
        FEE = rules.FEE, _("Fee")

    crowdfund = models.ForeignKey(
        "donations.Crowdfund", verbose_name=_("crowdfund"), on_delete=models.PROTECT, related_name="entries"
    )
    donation = models.ForeignKey(
        "donations.Donation", verbose_name=_("donation"), on_delete=models.PROTECT, related_name="entries"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    amount_minor = models.BigIntegerField(_("amount"))
    currency = models.CharField(max_length=3)
    external_key = models.CharField(_("key"), max_length=300, unique=True)
    payment_intent_id = models.CharField(_("payment at Stripe"), max_length=255, blank=True, db_index=True)
    event = models.ForeignKey(
        "donations.StripeEvent", null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    occurred_at = models.DateTimeField(_("happened"))
    recorded_at = models.DateTimeField(_("recorded"))

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        indexes = [
            # Holds all that a total is made of: the sum reads nothing else.
            models.Index(fields=["crowdfund", "kind", "donation", "amount_minor", "recorded_at"], name="ledger_sum"),
            # The treasurer's list begins with the newest, and each night gifts that came lately are looked at again.
            models.Index(fields=["recorded_at"], name="ledger_recorded"),
        ]
        constraints = [
            models.CheckConstraint(
                name="ledger_sign_fits_kind",
                condition=models.Q(kind__in=rules.ADDING_KINDS, amount_minor__gt=0)
                | models.Q(kind__in=rules.SUBTRACTING_KINDS, amount_minor__lt=0)
                | (models.Q(kind__in=rules.KINDS_OF_EITHER_SIGN) & ~models.Q(amount_minor=0)),
            )
        ]

    def __str__(self) -> str:
        return self.external_key
