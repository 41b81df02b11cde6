"""Who follows a hub, and the meetings of which followers are still to be told."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import AbstractFollower
from events.querysets import AnnouncementQuerySet, FollowerQuerySet

if TYPE_CHECKING:
    from events.models.event import Event
    from events.models.hub import Hub


class Follower(AbstractFollower):
    """An address that a mail goes to for each new meeting of the hub, once its owner has confirmed it."""

    PAGE = "following"
    QUESTION = "following"
    MAILS = "follower"

    hub: "models.ForeignKey[Hub, Hub]" = models.ForeignKey(
        "events.Hub", on_delete=models.CASCADE, related_name="followers"
    )

    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        constraints = [models.UniqueConstraint(fields=["hub", "email"], name="one_follower_per_address_and_hub")]

    @property
    def answers_go_to(self) -> str:
        return self.hub.contact_email


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
