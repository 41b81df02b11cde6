"""What the law on political gifts asks us to keep: which rules apply since when, and the check of each large gift."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RegulatedStatus(models.Model):
    """What the organisation is in the eyes of the law from a day on, as the treasurer chose it. Rows are only added."""

    class Status(models.TextChoices):
        UNREGULATED = "unregulated", _("Not regulated")
        MEMBERS_ASSOCIATION = "members_association", _("Members association")
        NON_PARTY_CAMPAIGNER = "non_party_campaigner", _("Registered non-party campaigner")
        PARTY = "party", _("Political party")

    status = models.CharField(_("status"), max_length=20, choices=Status)
    starts_on = models.DateField(_("from"))
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("chosen by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    chosen_at = models.DateTimeField(_("chosen"))

    class Meta:
        verbose_name = _("regulated status")
        verbose_name_plural = _("regulated statuses")
        ordering = ["-starts_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_status_display()}, {self.starts_on}"


class PermissibilityCheck(models.Model):
    """Whether one donation may be kept: each gives rise to a check of its own, also of a donor who is known.

    The result of looking into the electoral register is kept, never the register itself.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for the donor")
        TO_CHECK = "to_check", _("To be checked")
        ACCEPTED = "accepted", _("Accepted")
        RETURNED = "returned", _("Returned")
        CLOSED = "closed", _("No longer needed")

    class Reason(models.TextChoices):
        SINGLE = "single", _("This gift is above the threshold")
        ADDED_UP = "added_up", _("The donor’s gifts add up to more than the threshold")
        SPLIT = "split", _("Several gifts look like one that was split")

    donation = models.OneToOneField("donations.Donation", on_delete=models.PROTECT, related_name="permissibility")
    rule = models.CharField(_("rule"), max_length=100)
    reason = models.CharField(_("reason"), max_length=8, choices=Reason)
    received_on = models.DateField(_("received"))
    due_on = models.DateField(_("decide by"), db_index=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ASKED, db_index=True)
    full_name = models.CharField(_("full name"), max_length=255, blank=True)
    address = models.TextField(_("home address"), blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    declared_at = models.DateTimeField(_("declared"), null=True, blank=True)
    declaration = models.TextField(_("declaration"), blank=True)
    evidence = models.TextField(_("evidence"), blank=True)
    elector_number = models.CharField(_("elector number"), max_length=50, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("checked"), null=True, blank=True)
    # The newest ledger entry of the donation by then: what left afterwards left because of the decision.
    last_entry_before = models.BigIntegerField(default=0, editable=False)
    return_reason = models.TextField(_("why it was returned"), blank=True)
    returned_to = models.TextField(_("returned to"), blank=True)

    class Meta:
        verbose_name = _("permissibility check")
        verbose_name_plural = _("permissibility checks")

    def __str__(self) -> str:
        return self.donation.reference
