"""Who follows a hub, and the meetings of which followers are still to be told."""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from events.querysets import AnnouncementQuerySet, FollowerQuerySet

if TYPE_CHECKING:
    from events.models.event import Event
    from events.models.hub import Hub


class Follower(models.Model):
    """An address that a mail goes to for each new meeting of the hub, once its owner has confirmed it.

    `email` is in lower case. `public_id` is what opens their own page: nobody can guess it.
    """

    hub: "models.ForeignKey[Hub, Hub]" = models.ForeignKey(
        "events.Hub", on_delete=models.CASCADE, related_name="followers"
    )
    email = models.EmailField()
    locale = models.CharField(max_length=12)
    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        constraints = [models.UniqueConstraint(fields=["hub", "email"], name="one_follower_per_address_and_hub")]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def path(self) -> str:
        """Their own page, in the language in which they asked to follow."""
        with translation.override(self.locale):
            return reverse("following", args=[self.public_id])


class Announcement(models.Model):
    """Followers are still to be told of the event: there from its first publishing on, until all of them are.

    Up to the follower with the number `last_follower_id` they have been told.
    """

    event: "models.OneToOneField[Event, Event]" = models.OneToOneField(
        "events.Event", on_delete=models.CASCADE, primary_key=True, related_name="announcement"
    )
    last_follower_id = models.BigIntegerField(default=0)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")

    def __str__(self) -> str:
        return f"{self.pk}"
