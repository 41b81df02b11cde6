"""Who wants a meeting near which town, the proposals that grow from it, and what is written to those who would help."""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from events.models.message import Message
from events.querysets import MeetingProposalQuerySet, MeetingWishQuerySet
from events.towns import gazetteer

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from events.models.hub import Hub

MEETINGS_WANTED = "meetings_wanted"
"""The cache tag of everything that tells where meetings are wanted."""

LONGEST_WORDS = 600


class MeetingProposal(models.Model):
    """So many people want a meeting near a town (its GeoNames number) that somebody should plan one.

    Without a hub it is an open place, which those who look after all hubs may give to one. `event_key` is the key of
    the meeting that was begun for it, which may still be a draft.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        PLANNED = "planned", _("A meeting is being planned")
        PUBLISHED = "published", _("A meeting is published")
        NOT_NOW = "not_now", _("Not now")

    town_id = models.PositiveIntegerField()
    hub: "models.ForeignKey[Hub | None, Hub | None]" = models.ForeignKey(
        "events.Hub", on_delete=models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    reason = models.CharField(max_length=300, blank=True)
    event_key = models.UUIDField(unique=True, null=True, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = MeetingProposalQuerySet.as_manager()

    if TYPE_CHECKING:
        wishes: RelatedManager["MeetingWish"]
        messages: RelatedManager["ProposalMessage"]

    class Meta:
        verbose_name = _("meeting that is wanted")
        verbose_name_plural = _("meetings that are wanted")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "town_id"], name="proposal_state")]

    def __str__(self) -> str:
        return self.place

    @property
    def place(self) -> str:
        """What the town is called."""
        return label_of(self.town_id)

    @property
    def helping(self) -> MeetingWishQuerySet:
        """Those who can host or have a venue."""
        return MeetingWish.objects.helping().filter(proposal=self)

    @property
    def may_be_written_about(self) -> bool:
        """Whether those who can host may get another mail."""
        return self.messages.count() < ProposalMessage.MOST


class MeetingWish(models.Model):
    """One answer to “where should we meet?”. It counts from when its mail was confirmed, one for each address and town.

    `public_id` is what opens its own page: nobody can guess it. `told_at` is when they heard of a meeting near them.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    town_id = models.PositiveIntegerField()
    would_come = models.BooleanField(default=False)
    can_host = models.BooleanField(default=False)
    has_venue = models.BooleanField(default=False)
    where = models.TextField(blank=True)
    who = models.TextField(blank=True)
    how = models.TextField(blank=True)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField()
    wants_mail = models.BooleanField(default=False)
    locale = models.CharField(max_length=12)
    proposal = models.ForeignKey(
        MeetingProposal, on_delete=models.SET_NULL, null=True, blank=True, related_name="wishes"
    )
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingWishQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish for a meeting")
        verbose_name_plural = _("wishes for meetings")
        ordering = ["pk"]
        constraints = [
            # Not of those that wait: whoever types somebody else's address must not change what its owner has said.
            models.UniqueConstraint(
                fields=["email", "town_id"],
                condition=Q(confirmed_at__isnull=False),
                name="one_wish_per_address_and_town",
            )
        ]
        indexes = [models.Index(fields=["town_id"], condition=Q(confirmed_at__isnull=False), name="wish_town")]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def place(self) -> str:
        """What the town is called."""
        return label_of(self.town_id)

    @property
    def path(self) -> str:
        """Its own page, in the language in which it was written."""
        with translation.override(self.locale):
            return reverse("meeting_wish", args=[self.public_id])


class ProposalMessage(Message):
    """What was written to those who can host a wanted meeting, or have a venue for it."""

    proposal = models.ForeignKey(MeetingProposal, on_delete=models.CASCADE, related_name="messages")

    class Meta(Message.Meta):
        verbose_name = _("message to those who can host")
        verbose_name_plural = _("messages to those who can host")

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.written_at}"


def label_of(town_id: int) -> str:
    """A town by its name, with its county where there are several; '' for one that the gazetteer no longer has."""
    town = gazetteer.by_id(town_id)
    return town.label if town else ""
