"""One intent to give, and who gave. How much was given is only in the ledger."""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from donations.models.ledger import LedgerEntry
from donations.querysets import DonationQuerySet
from donations.references import WHOLE

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from donations.models.law import PermissibilityCheck
    from donations.models.ledger import LedgerEntry
    from donations.models.offline import OfflineGift
    from donations.models.refunds import RefundOrder, RefundRequest
    from donations.models.supporters import SupporterMessage


OFFLINE_KEY = "offline:"
"""How the key of a gift begins that did not come through Stripe."""


class Donor(models.Model):
    """A person who gave, known by their address or, of gifts in person, by their name. Never shown in public.

    `wants_updates_since` is when they said so, with the words that they said yes to as evidence.
    """

    email = models.EmailField(_("email address"), unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=255, blank=True)
    wants_updates_since = models.DateTimeField(_("wants updates since"), null=True, blank=True)
    updates_evidence = models.TextField(_("what they agreed to"), blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    class Meta:
        verbose_name = _("donor")
        verbose_name_plural = _("donors")

    def __str__(self) -> str:
        return self.email or self.name or f"#{self.pk}"


class Donation(models.Model):
    """One intent to give. `state` is derived from `outcome` and the ledger; see rules.derive_state."""

    class State(models.TextChoices):
        CREATED = "created", _("Not started")
        OPEN = "open", _("Waiting for payment")
        PROCESSING = "processing", _("Payment under way")
        PAID = "paid", _("Paid")
        PART_REFUNDED = "part_refunded", _("Partly refunded")
        REFUNDED = "refunded", _("Refunded")
        DISPUTED = "disputed", _("Disputed")
        FAILED = "failed", _("Payment failed")
        EXPIRED = "expired", _("Not finished in time")

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    idempotency_key = models.CharField(max_length=255, unique=True)
    crowdfund = models.ForeignKey(
        "donations.Crowdfund", verbose_name=_("crowdfund"), on_delete=models.PROTECT, related_name="donations"
    )
    donor = models.ForeignKey(
        Donor, verbose_name=_("donor"), null=True, blank=True, on_delete=models.PROTECT, related_name="donations"
    )
    recurring = models.ForeignKey(
        "donations.RecurringDonation",
        verbose_name=_("monthly gift"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="donations",
    )
    requested_minor = models.BigIntegerField(_("asked"))
    currency = models.CharField(max_length=3)
    locale = models.CharField(max_length=12)
    source = models.CharField(_("source"), max_length=255, blank=True)
    checkout_session_id = models.CharField(max_length=255, null=True, unique=True)  # noqa: DJ001 - unique when known
    checkout_url = models.TextField(blank=True)
    checkout_attempt = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField()
    payment_intent_id = models.CharField(  # noqa: DJ001 - unique when known
        _("payment at Stripe"), max_length=255, null=True, unique=True
    )
    outcome = models.CharField(max_length=12, default=State.CREATED)
    state = models.CharField(_("state"), max_length=14, choices=State, default=State.CREATED, db_index=True)
    held_because = models.TextField(_("held because"), blank=True)
    created_at = models.DateTimeField(_("begun"))

    objects = DonationQuerySet.as_manager()

    if TYPE_CHECKING:
        entries: RelatedManager["LedgerEntry"]
        refund_orders: RelatedManager["RefundOrder"]
        offline: OfflineGift
        permissibility: PermissibilityCheck
        refund_request: RefundRequest
        message: SupporterMessage

    class Meta:
        verbose_name = _("donation")
        verbose_name_plural = _("donations")
        # The treasurer's list begins with the newest, and its queues look at those of the last months.
        indexes = [models.Index(fields=["created_at"], name="donation_begun")]
        constraints = [
            models.CheckConstraint(condition=models.Q(requested_minor__gt=0), name="donation_asks_for_something")
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """Short enough to read out on the telephone."""
        return self.public_id.hex[:WHOLE].upper()

    reference.fget.short_description = _("reference")  # type: ignore[attr-defined] # how tables ask a property

    @property
    def may_have_moved_on(self) -> bool:
        """Whether Stripe may know an end of its checkout that we do not."""
        return self.state in (self.State.CREATED, self.State.OPEN, self.State.PROCESSING)

    @property
    def took_no_money(self) -> bool:
        """Whether its checkout ended, or stands, without a payment."""
        return self.state in (self.State.CREATED, self.State.OPEN, self.State.FAILED, self.State.EXPIRED)

    @property
    def is_offline(self) -> bool:
        """Whether it is a cheque, cash or a transfer that somebody has entered."""
        return self.idempotency_key.startswith(OFFLINE_KEY)

    def left_minor(self) -> int:
        """What came in less what went back, gross; 0 before anything came in."""
        return LedgerEntry.objects.filter(donation=self).counted().sum_minor()

    @property
    def receipt_path(self) -> str:
        """The receipt's lasting address, in the donor's language."""
        with translation.override(self.locale):
            return reverse("donations:receipt", args=[self.public_id])

    @property
    def money_back_path(self) -> str:
        """Where its donor asks for their money back."""
        with translation.override(self.locale):
            return reverse("donations:money_back", args=[self.public_id])
