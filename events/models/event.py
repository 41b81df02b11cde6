"""An event as it is in force: when by the clock on its wall, where, and what it is called in each language."""

import uuid
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.models import InLanguages
from events import recurrence_text, rule_words
from events.querysets import EventQuerySet
from events.recurrence import Recurrence
from events.schedule import Start

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from events.models.occurrence import Occurrence

CALENDAR = "calendar"
"""The cache tag of everything that lists occurrences."""


def default_zone() -> str:
    """The zone of the organisation, which most events are in."""
    return settings.TIME_ZONE


class Mode(models.TextChoices):
    """How one can take part."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


class Event(InLanguages["EventText"], models.Model):
    """A meeting, or a series of them. `key` is the translation key of the pages that edit it; `slug` its lasting name.

    `start_date` and `start_time` are what a clock in `zone` shows; each date lasts `minutes`. `rule` is '' or a text as
    events/recurrence_text.py keeps it. Its dates are rows up to the local day `made_until`. What was decided of all
    dates from a day on holds for those too that are made later: `standing` (events/services/occurrences.py).
    `town_id` is GeoNames' number of the town, or of the one nearest to the door; None where that is not known.
    `published_at` is when it was first; None of what nobody should hear of as something new.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey("wagtailcore.Site", on_delete=models.PROTECT, related_name="+")
    hub = models.ForeignKey("events.Hub", on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    slug = models.SlugField(max_length=255, unique=True)
    zone = models.CharField(max_length=64, default=default_zone)
    start_date = models.DateField()
    start_time = models.TimeField()
    minutes = models.PositiveIntegerField()
    rule = models.TextField(blank=True)
    mode = models.CharField(max_length=9, choices=Mode, default=Mode.IN_PERSON)
    venue = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=80, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    town_id = models.PositiveIntegerField(null=True, blank=True, db_index=True)
    online_url = models.URLField(max_length=500, blank=True)
    is_step_free = models.BooleanField(default=False)
    has_bsl = models.BooleanField(default=False)
    has_childcare = models.BooleanField(default=False)
    has_quiet_room = models.BooleanField(default=False)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    takes_sign_ups = models.BooleanField(default=True)
    topics = models.ManyToManyField("cms.Topic", blank=True, related_name="events")
    is_published = models.BooleanField(default=True)
    sequence = models.PositiveIntegerField(default=0)
    standing = models.JSONField(default=dict, blank=True)
    made_until = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)
    changed_at = models.DateTimeField()

    objects = EventQuerySet.as_manager()

    if TYPE_CHECKING:
        texts: RelatedManager["EventText"]
        occurrences: RelatedManager["Occurrence"]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["made_until"], name="event_made_until")]

    def __str__(self) -> str:
        return self.title

    @property
    def start(self) -> Start:
        """When it takes place first."""
        return Start(self.start_date, self.start_time, ZoneInfo(self.zone), self.minutes)

    @property
    def recurrence(self) -> Recurrence:
        """Its rule with the dates that are added and left out."""
        return recurrence_text.read(self.rule, ZoneInfo(self.zone))

    @property
    def rule_words(self) -> str:
        """Its rule as a sentence; '' for a single meeting and for rules that no few words say."""
        return rule_words.sentence(self.recurrence, self.start)

    @property
    def place(self) -> list[str]:
        """Venue, address and town, those that are known; nothing of an event that is online only."""
        return [part for part in (self.venue, self.address, self.town) if part] if self.is_in_person else []

    @property
    def map_url(self) -> str:
        """Where OpenStreetMap shows the place; '' where nothing is known of it."""
        if not self.is_in_person:
            return ""
        if self.latitude is not None and self.longitude is not None:
            at = f"{self.latitude}/{self.longitude}"
            return f"https://www.openstreetmap.org/?mlat={self.latitude}&mlon={self.longitude}#map=17/{at}"
        found = ", ".join(part for part in (self.address or self.venue, self.town) if part)
        return f"https://www.openstreetmap.org/search?query={quote(found)}" if found else ""

    @property
    def is_in_other_zone(self) -> bool:
        """Whether its clock shows another hour than those of the organisation."""
        return self.zone != settings.TIME_ZONE

    @property
    def access(self) -> list[str]:
        """What makes it easier to take part."""
        told = {
            gettext("Step-free access"): self.is_step_free,
            gettext("British Sign Language"): self.has_bsl,
            gettext("Childcare"): self.has_childcare,
            gettext("Quiet room"): self.has_quiet_room,
        }
        return [words for words, is_there in told.items() if is_there]

    @property
    def feed_url(self) -> str:
        """The path of its own calendar, in the reader's language."""
        return reverse("event_feed", args=[self.slug])

    @property
    def is_in_force(self) -> bool:
        """Whether the public may see it: it is published, and its hub is open."""
        return self.is_published and (self.hub is None or self.hub.is_in_force)

    @property
    def is_in_person(self) -> bool:
        return self.mode != Mode.ONLINE

    @property
    def is_online(self) -> bool:
        return self.mode != Mode.IN_PERSON


class EventText(models.Model):
    """What an event is called in one language, what it is about, and the path of the page that tells of it.

    `questions` are what everybody is asked who signs up.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="texts")
    locale = models.CharField(max_length=12)
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    access_note = models.TextField(blank=True)
    questions = models.JSONField(default=list, blank=True)
    path = models.CharField(max_length=500)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "locale"], name="one_event_text_per_locale")]

    def __str__(self) -> str:
        return self.title
