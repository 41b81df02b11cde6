"""People who signed up to be written to, and what they agreed to, as evidence."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from community.subscriber_querysets import ConsentQuerySet, SubscriberQuerySet

LONGEST_NAME = 120


class Subscriber(models.Model):
    """An address, in lower case, that may be written to once its owner has confirmed it, about what they agreed to.

    `page_key` (translation key) and `block_id` say with which form they first came. `public_id` opens their own page:
    nobody can guess it. `left_at` is when the last consent was withdrawn.
    """

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("Has not confirmed")
        CURRENT = "current", _("May be written to")
        LEFT = "left", _("Has left")

    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    locale = models.CharField(_("language"), max_length=12)
    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    page_key = models.UUIDField(_("page"))
    block_id = models.CharField(max_length=36)
    created_at = models.DateTimeField(_("signed up"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("person who signed up")
        verbose_name_plural = _("people who signed up")
        indexes = [
            models.Index(fields=["page_key"], name="subscribers_of_page"),
            models.Index(fields=["created_at"], name="subscribers_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def state(self) -> "Subscriber.State":
        if self.confirmed_at is None:
            return self.State.UNCONFIRMED
        return self.State.LEFT if self.left_at else self.State.CURRENT

    @property
    def path(self) -> str:
        """Their own page, in the language in which they signed up."""
        with translation.override(self.locale):
            return reverse("my_choices", args=[self.public_id])


class Consent(models.Model):
    """One thing that somebody agreed to. `wording` is what stood beside the box that they ticked, in `locale`.

    `purpose` is a Purpose's slug. `page_key` and `block_id` say with which form; none of both: on their own page. It
    holds from `confirmed_at`, when the owner of the address pressed the button that a mail leads to, to `withdrawn_at`.
    """

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="consents")
    purpose = models.SlugField(max_length=60)
    wording = models.TextField()
    locale = models.CharField(max_length=12)
    page_key = models.UUIDField(null=True, blank=True)
    block_id = models.CharField(max_length=36, blank=True)
    given_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "purpose"],
                condition=Q(withdrawn_at=None),
                name="one_open_consent_per_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
