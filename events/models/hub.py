"""A hub as it is in force: its area, who may work on it, and what it is called in each language."""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.caching import bucket
from cms.models import InLanguages
from events.querysets import HubQuerySet

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from events.models.follower import Follower
    from events.models.invitation import Invitation


class Hub(InLanguages["HubText"], models.Model):
    """People of one region. `key` is the translation key of the pages that edit it; `slug` is its lasting public name.

    It is there, with its groups, collection and workflow, as soon as its page is; `opened_at` says since when the
    public may see it, `closed_at` since when nobody works on it any more. `takes_agenda`: those who come suggest what
    to talk about; `asks_afterwards`: they are asked how it was.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey("wagtailcore.Site", on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=255, unique=True)
    area = models.CharField(max_length=80, blank=True)
    towns = models.JSONField(default=list)
    contact_email = models.EmailField(blank=True)
    chat_url = models.URLField(blank=True)
    takes_agenda = models.BooleanField(default=False)
    asks_afterwards = models.BooleanField(default=False)
    leads_group = models.OneToOneField("auth.Group", on_delete=models.PROTECT, related_name="leads_hub")
    hosts_group = models.OneToOneField("auth.Group", on_delete=models.PROTECT, related_name="hosts_hub")
    collection = models.OneToOneField("wagtailcore.Collection", on_delete=models.PROTECT, related_name="hub")
    workflow = models.ForeignKey(
        "wagtailcore.Workflow", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = HubQuerySet.as_manager()

    if TYPE_CHECKING:
        followers: RelatedManager["Follower"]
        invitations: RelatedManager["Invitation"]
        texts: RelatedManager["HubText"]

    class Meta:
        verbose_name = _("hub")
        verbose_name_plural = _("hubs")

    def __str__(self) -> str:
        return self.title

    @property
    def cache_tag(self) -> str:
        """What answers are tagged with that show this hub."""
        return bucket("hub", self.pk)

    @property
    def follower_number(self) -> int:
        """How many people are told of its new meetings."""
        return self.followers.filter(confirmed_at__isnull=False).count()

    @property
    def is_in_force(self) -> bool:
        """Whether the public may see it."""
        return self.opened_at is not None and self.closed_at is None


class HubText(models.Model):
    """What a hub is called in one language, and the path of the page that tells of it.

    `survey_questions` are what is asked after its meetings, where they are its own.
    """

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="texts")
    locale = models.CharField(max_length=12)
    title = models.CharField(max_length=255)
    path = models.CharField(max_length=500)
    survey_questions = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["hub", "locale"], name="one_hub_text_per_locale")]

    def __str__(self) -> str:
        return self.title
