"""Gifts that do not come through Stripe, promises of gifts, and money that others add to gifts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from donations import matching


class OfflineGift(models.Model):
    """A cheque, cash or a transfer, beside its donation. It counts once it is approved: see services/offline.py.

    `line_key` names a line of a bank statement, so that the same line is taken in once.
    """

    class Method(models.TextChoices):
        CHEQUE = "cheque", _("Cheque")
        CASH = "cash", _("Cash")
        TRANSFER = "transfer", _("Bank transfer")

    class Decision(models.TextChoices):
        WAITING = "waiting", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")
        RETURNED = "returned", _("Returned")

    donation = models.OneToOneField("donations.Donation", on_delete=models.PROTECT, related_name="offline")
    method = models.CharField(_("how it came"), max_length=8, choices=Method)
    received_on = models.DateField(_("received"))
    payer_name = models.CharField(_("from"), max_length=255, blank=True)
    payer_address = models.TextField(_("address"), blank=True)
    reference = models.CharField(_("bank’s reference"), max_length=255, blank=True)
    note = models.TextField(_("note"), blank=True)
    line_key = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - unique when known
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("entered by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    entered_at = models.DateTimeField(_("entered"))
    decision = models.CharField(_("decision"), max_length=8, choices=Decision, default=Decision.WAITING, db_index=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_alone = models.BooleanField(
        default=False,
        help_text=_("Approved by whoever entered it, above the limit, because nobody else could."),
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("offline gift")
        verbose_name_plural = _("offline gifts")

    def __str__(self) -> str:
        return self.donation.reference


class Pledge(models.Model):
    """A promise. It is shown apart from money, until it is kept or let go."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        KEPT = "kept", _("Kept")
        LET_GO = "let_go", _("Let go")

    crowdfund = models.ForeignKey(
        "donations.Crowdfund", verbose_name=_("crowdfund"), on_delete=models.PROTECT, related_name="pledges"
    )
    amount_minor = models.BigIntegerField(_("amount"))
    currency = models.CharField(max_length=3)
    name = models.CharField(_("name"), max_length=255, blank=True)
    email = models.EmailField(_("email address"), blank=True)
    note = models.TextField(_("note"), blank=True)
    promised_on = models.DateField(_("promised"))
    state = models.CharField(_("state"), max_length=6, choices=State, default=State.OPEN, db_index=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("entered by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    entered_at = models.DateTimeField(_("entered"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        constraints = [models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="pledge_is_positive")]

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"


class MatchFund(models.Model):
    """Somebody adds `percent` of what is given from `starts_on` to `ends_on`, at most `limit_minor` in all.

    `eligible_minor` is a projection: what the ledger says was given and kept in that time. It may fall again.
    """

    crowdfund = models.ForeignKey(
        "donations.Crowdfund", verbose_name=_("crowdfund"), on_delete=models.PROTECT, related_name="match_funds"
    )
    sponsor = models.CharField(_("who adds it"), max_length=255)
    percent = models.PositiveSmallIntegerField(_("per cent"), default=100)
    limit_minor = models.BigIntegerField(_("at most"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    is_published = models.BooleanField(_("shown"), default=True)
    eligible_minor = models.BigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("match fund")
        verbose_name_plural = _("match funds")
        constraints = [
            models.CheckConstraint(condition=models.Q(limit_minor__gt=0, percent__gt=0), name="match_adds_something")
        ]

    def __str__(self) -> str:
        return self.sponsor

    @property
    def currency(self) -> str:
        return self.crowdfund.currency

    @property
    def matched_minor(self) -> int:
        """What it adds by now."""
        return matching.added_minor(
            eligible_minor=self.eligible_minor, percent=self.percent, limit_minor=self.limit_minor
        )

    @property
    def rule(self) -> matching.Match:
        """The rule and where it stands, as everybody may read it."""
        return matching.Match(
            sponsor=self.sponsor,
            percent=self.percent,
            limit_minor=self.limit_minor,
            matched_minor=self.matched_minor,
            since=self.starts_on,
            until=self.ends_on,
        )
