"""What supporters say in public, and what they are told afterwards."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from donations.querysets import SupporterMessageQuerySet, SupporterUpdateQuerySet


class SupporterMessage(models.Model):
    """The name, typed for this and never the card's, and the words that a donor wants shown. Shown once approved."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for approval")
        SHOWN = "shown", _("Shown")
        HIDDEN = "hidden", _("Hidden")

    donation = models.OneToOneField("donations.Donation", on_delete=models.PROTECT, related_name="message")
    public_name = models.CharField(_("public name"), max_length=60, blank=True)
    comment = models.CharField(_("comment"), max_length=280, blank=True)
    written_at = models.DateTimeField(_("written"))
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING, db_index=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = SupporterMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("supporter’s message")
        verbose_name_plural = _("supporters’ messages")

    def __str__(self) -> str:
        return self.public_name or self.donation.reference


class SupporterUpdate(models.Model):
    """What was done with the money, told to the donors who wanted to hear of it.

    Ordered, it is no longer changed; it goes out in steps, up to `last_donor_id` so far, and is `sent_at` their end.
    """

    crowdfund = models.ForeignKey(
        "donations.Crowdfund", verbose_name=_("crowdfund"), on_delete=models.PROTECT, related_name="updates"
    )
    locale = models.CharField(_("language"), max_length=12)
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("text"))
    with_spending = models.BooleanField(_("with what was spent, line by line"), default=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("written by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(_("written"))
    ordered_at = models.DateTimeField(_("sending began"), null=True, blank=True, db_index=True)
    last_donor_id = models.PositiveBigIntegerField(default=0, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    sent_to = models.PositiveIntegerField(_("sent to"), default=0)

    objects = SupporterUpdateQuerySet.as_manager()

    class Meta:
        verbose_name = _("update to supporters")
        verbose_name_plural = _("updates to supporters")

    def __str__(self) -> str:
        return self.subject
